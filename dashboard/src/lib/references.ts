/** References that nobody used before, for what happens once only. */

import { isoDay } from './dates.ts';

/** Without letters and digits that look alike. */
const alphabet = '23456789abcdefghjkmnpqrstuvwxyz';
const length = 10;

/** `transfer-20261124-k3x9q2mat7` */
export function newReference(prefix: string, now = new Date()): string {
  return `${prefix}-${isoDay(now).replaceAll('-', '')}-${randomLetters(length)}`;
}

/** `crypto.randomUUID` would do as well, but is missing in pages that came over plain HTTP. */
export function randomLetters(count: number): string {
  const random = [...crypto.getRandomValues(new Uint8Array(count))];
  return random.map((byte) => alphabet[byte % alphabet.length] ?? '').join('');
}
