/** Whether what somebody typed is an amount that can be sent. */

import { parseNaira } from './money.ts';

/** The most that the API takes: what a JSON number holds exactly. */
const mostKobo = BigInt(Number.MAX_SAFE_INTEGER);

/** What is wrong with the amount, as a sentence; undefined when nothing is. */
export function amountProblem(text: string): string | undefined {
  if (text.trim() === '') return 'Enter an amount.';
  if (/\.\d{3,}\s*$/.test(text)) return 'No more than two digits after the point: a kobo is the least there is.';
  const kobo = parseNaira(text);
  if (kobo === undefined) return 'Enter an amount in naira, such as 1,500.50.';
  if (kobo === 0n) return 'Enter an amount above zero.';
  return kobo > mostKobo ? 'The amount is too large.' : undefined;
}

/** In kobo; undefined while it cannot be sent. */
export function readAmount(text: string): bigint | undefined {
  return amountProblem(text) === undefined ? parseNaira(text) : undefined;
}
