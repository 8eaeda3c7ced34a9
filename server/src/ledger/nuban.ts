/**
 * NUBAN, the Nigerian account number (CBN, revised March 2020): nine digits of serial and a check digit that is computed
 * over the institution's six-digit code and the serial.
 */

import type { Random } from '../platform/random.ts';

const WEIGHTS = [3, 7, 3];
const SERIAL_LENGTH = 9;
/** Our serials start with it, as those of the documentation's virtual accounts do. */
const SERIAL_START = '9';

/** The six digits that enter the check digit: a bank's 3 digits behind zeros, another institution's 5 behind a 9. */
function institutionDigits(code: string): string {
  if (/^\d{3}$/.test(code)) return `000${code}`;
  if (/^\d{5}$/.test(code)) return `9${code}`;
  if (/^\d{6}$/.test(code)) return code;
  throw new Error('an institution code has 3, 5 or 6 digits');
}

export function nubanOf(institutionCode: string, serial: string): string {
  const digits = institutionDigits(institutionCode) + serial;
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    sum += Number(digits.charAt(index)) * (WEIGHTS[index % WEIGHTS.length] ?? 0);
  }
  return serial + String((10 - (sum % 10)) % 10);
}

/** A serial that tells nothing about how many accounts there are. */
export function randomSerial(random: Random): string {
  let serial = SERIAL_START;
  while (serial.length < SERIAL_LENGTH) {
    for (const byte of random.bytes(SERIAL_LENGTH)) {
      // 250 is the largest multiple of ten in a byte: above it some digits would be likelier.
      if (byte < 250 && serial.length < SERIAL_LENGTH) serial += String(byte % 10);
    }
  }
  return serial;
}
