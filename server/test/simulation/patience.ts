/** Waiting for what waits for its time, without wearing it out: a job that is hurried too often is given up. */

import { until } from '../harness/until.ts';

const ROUNDS = 30;
const ROUND_MS = 400;

/** Has what waits done over and over, each time with a moment to take effect, until the condition holds. */
export async function hurryUntil(
  what: string,
  hurry: () => Promise<void>,
  isSo: () => Promise<boolean>,
): Promise<void> {
  for (let round = 1; round <= ROUNDS; round += 1) {
    await hurry();
    const isLast = round === ROUNDS;
    const isDone = await until(what, isSo, ROUND_MS).then(
      () => true,
      (error: unknown) => (isLast ? Promise.reject(error) : false),
    );
    if (isDone) return;
  }
}
