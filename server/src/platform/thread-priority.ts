/**
 * Gives way to those who are signed in: lowers the priority of the threads that hash passwords, so that a flood of
 * sign-ins takes the time that the event loop leaves over, and not the other way round.
 */

import { readdir, readFile } from 'node:fs/promises';
import { constants, setPriority } from 'node:os';

const THREADS = '/proc/self/task';
const POOL_THREAD = 'libuv-worker';

/** On Linux, where threads have priorities of their own; elsewhere it does nothing. Call it when the pool has started. */
export async function lowerThreadPoolPriority(): Promise<void> {
  const threads = await readdir(THREADS).catch(() => []);
  for (const thread of threads) {
    const name = await readFile(`${THREADS}/${thread}/comm`, 'utf8').catch(() => '');
    if (name.trim() === POOL_THREAD) setPriority(Number(thread), constants.priority.PRIORITY_LOW);
  }
}
