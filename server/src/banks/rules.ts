/** What is told of an account that was not found, or of its holder: words without I/O. */

import { nubanOf } from '../ledger/index.ts';
import type { Bank } from './bank.ts';

const MAX_HINTS = 5;
const SERIAL_LENGTH = 9;
const SHOWN_DIGITS = 4;

/**
 * Banks whose check digit an account number has: where it may be instead. Only a hint, since wallets number accounts
 * by phone and some banks do not follow the scheme; so only those of three digits are named, which do.
 */
function likelyBanks(banks: readonly Bank[], accountNumber: string): Bank[] {
  return banks.filter(({ code }) => /^\d{3}$/.test(code) && hasCheckDigit(code, accountNumber)).slice(0, MAX_HINTS);
}

function hasCheckDigit(code: string, accountNumber: string): boolean {
  return nubanOf(code, accountNumber.slice(0, SERIAL_LENGTH)) === accountNumber;
}

/** Why there is no such receiver, with what a caller may have meant. */
export function notFoundWords(
  bank: Bank,
  { accountNumber, reason, banks }: { accountNumber: string; reason: string; banks: readonly Bank[] },
): string {
  const said = `${bank.name} has no account ${accountNumber} that can be paid into: ${reason}.`;
  const likely = likelyBanks(banks, accountNumber);
  if (likely.length === 0 || likely.includes(bank)) return said;
  return `${said} By its check digit the number could be of ${likely.map(({ name }) => name).join(', ')}.`;
}

/** Of a Bank Verification Number no more than the end: enough to compare it, not enough to use it. */
export function maskedBvn(bvn: string): string {
  return bvn.length <= SHOWN_DIGITS ? '' : bvn.slice(-SHOWN_DIGITS).padStart(bvn.length, '*');
}
