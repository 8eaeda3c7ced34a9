// What an earlier, killed server left running or lying in the cluster's folder is settled here, before a postmaster is
// started: call it only while holding the folder's lock, which proves that no live server owns what is found.

import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { askFolder } from './admin.ts';
import { disown, isAlive, type PidFile, readPidFile, runsFolder } from './pid-file.ts';
import { EmbeddedPostgresError } from './refusal.ts';

const FAST_STOP_MS = 30_000;
const GIVE_UP_MS = 90_000;

/** Afterwards no postmaster runs in the folder, and no stale file keeps a new one from starting. */
export async function settlePredecessor(
  cluster: string,
  adminPassword: string,
  report: (message: string) => void,
): Promise<void> {
  const found = await readPidFile(cluster);
  if (found === undefined) return;
  // A dead pid is left for PostgreSQL to clear: it looks at the shared memory first.
  if (found.pid > 0 && !isAlive(found.pid)) return;
  if (!(found.pid > 0) || !(await runsFolder(found.pid, cluster))) return disown(cluster);
  report(`A PostgreSQL of an earlier run (pid ${found.pid}) is still running in ${cluster}: stopping it.`);
  await stopVerified(found, cluster, adminPassword);
}

/** Signals only a process that has proved, over its port and by our password, to be the postmaster of this very folder. */
async function stopVerified(found: PidFile, cluster: string, adminPassword: string): Promise<void> {
  const begun = performance.now();
  const elapsed = () => performance.now() - begun;
  let asked = false;
  let pressed = false;
  while (isAlive(found.pid) && (await runsFolder(found.pid, cluster))) {
    if (!asked && (await askFolder(await currentPort(found, cluster), adminPassword, cluster)) === 'ours') {
      asked = send(found.pid, 'SIGINT');
    }
    if (asked && !pressed && elapsed() > FAST_STOP_MS) pressed = send(found.pid, 'SIGQUIT');
    if (elapsed() > GIVE_UP_MS) {
      throw new EmbeddedPostgresError(
        `PostgreSQL (pid ${found.pid}) runs in ${cluster} without answering. Stop it yourself (kill -INT ${found.pid}) and start again.`,
      );
    }
    await sleep(50);
  }
}

/** A postmaster caught while starting writes its port a moment after its pid. */
async function currentPort(found: PidFile, cluster: string): Promise<number> {
  const now = await readPidFile(cluster);
  return now?.pid === found.pid ? now.port : found.port;
}

function send(pid: number, signal: 'SIGINT' | 'SIGQUIT'): true {
  try {
    process.kill(pid, signal);
  } catch {
    // Gone between the question and the signal: what we wanted.
  }
  return true;
}
