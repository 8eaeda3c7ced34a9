/**
 * Clearing away what time has made worthless. Every process does it, at long intervals and in small bites: deleting what
 * another has deleted already is harmless, and no bite holds a lock for long.
 */

import type { Log } from './log.ts';

/** Deletes at most `limit` rows that have had their time, and returns how many. */
export type Sweep = (limit: number) => Promise<number>;

export interface Sweeper {
  start(): void;
  stop(): void;
  /** Clears away everything that is due, at once. */
  run(): Promise<void>;
}

const INTERVAL_MS = 10 * 60_000;
const BITE = 1000;

export function createSweeper(sweeps: readonly Sweep[], log: Log): Sweeper {
  let timer: NodeJS.Timeout | undefined;
  const run = async (): Promise<void> => {
    for (const sweep of sweeps) while ((await sweep(BITE)) === BITE);
  };
  return {
    run,
    start() {
      timer = setInterval(
        () => run().catch((error: unknown) => log.warn({ error }, 'could not clear away')),
        INTERVAL_MS,
      );
    },
    stop: () => clearInterval(timer),
  };
}
