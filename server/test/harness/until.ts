/** Waiting for a condition, with an end: what tests have instead of sleeping. */

import { setTimeout as pause } from 'node:timers/promises';

/** Returns once the condition holds; fails when that takes longer than the deadline. */
export async function until(
  what: string,
  condition: () => boolean | Promise<boolean>,
  deadlineMs = 30_000,
): Promise<void> {
  const begun = performance.now();
  while (!(await condition())) {
    if (performance.now() - begun > deadlineMs) throw new Error(`waited in vain until ${what}`);
    await pause(10);
  }
}
