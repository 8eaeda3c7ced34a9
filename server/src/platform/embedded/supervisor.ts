// Keeps one postmaster alive: patient at the start, and starting it again on the same port when it dies by itself. Knows
// nothing of folders, passwords and locks.

import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Postmaster, type PostmasterSpec, StartFailure, startPostmaster } from './postmaster.ts';

export interface Supervised {
  readonly port: number;
  stop(): Promise<void>;
}

const PATIENCE_MS = 30_000;
const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 10_000;
const STEADY_MS = 60_000;

export async function supervise(spec: PostmasterSpec): Promise<Supervised> {
  const stopping = new AbortController();
  let current = await startPatiently(spec, freePort, stopping.signal);
  const { port } = current;
  const watch = keepAlive();

  async function keepAlive(): Promise<void> {
    let wait = FIRST_WAIT_MS;
    while (!stopping.signal.aborted) {
      const begun = performance.now();
      const lastWords = await current.ended;
      if (stopping.signal.aborted) return;
      // One that dies again and again is started ever less often; one that had run well, at once.
      if (performance.now() - begun > STEADY_MS) wait = FIRST_WAIT_MS;
      spec.report(`PostgreSQL ended unexpectedly; starting it again. It said last: ${lastLine(lastWords)}`);
      const next = await startAgain(spec, port, stopping.signal, wait);
      if (next === undefined) return;
      current = next;
      wait = Math.min(wait * 2, LONGEST_WAIT_MS);
      spec.report('PostgreSQL is running again.');
    }
  }

  return {
    port,
    async stop() {
      stopping.abort();
      await current.stop();
      await watch;
      await current.stop(); // the one that may have become ready at that very moment
    },
  };
}

/** Tries for as long as it takes, with growing waits; `undefined` once we are stopping. */
async function startAgain(
  spec: PostmasterSpec,
  port: number,
  signal: AbortSignal,
  firstWait: number,
): Promise<Postmaster | undefined> {
  for (let wait = firstWait; ; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
    try {
      await sleep(wait, undefined, { signal });
      return await startPostmaster(spec, port, signal);
    } catch (error) {
      if (signal.aborted) return undefined;
      spec.report(`PostgreSQL does not start, trying again: ${lastLine(String(error))}`);
    }
  }
}

/** Passes over what passes by itself: a port lost to another program, and processes of a killed postmaster on their way out. */
async function startPatiently(
  spec: PostmasterSpec,
  choosePort: () => Promise<number>,
  signal: AbortSignal,
): Promise<Postmaster> {
  const begun = performance.now();
  for (;;) {
    try {
      return await startPostmaster(spec, await choosePort(), signal);
    } catch (error) {
      const passes = error instanceof StartFailure && error.obstacle !== 'other';
      if (!passes || performance.now() - begun > PATIENCE_MS) throw error;
      await sleep(FIRST_WAIT_MS);
    }
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('a listening socket has a port');
  return address.port;
}

const lastLine = (text: string): string => text.trim().split('\n').at(-1) ?? '';
