/** An operator's own list of banks: what it corrects in the built-in one, or adds to it. */

import type { Bank } from './bank.ts';

const MAX_NAME_LENGTH = 100;

/** The banks of the text of a file. Adds each problem to `problems`, as a sentence without its end. */
export function readBanks(text: string, problems: string[]): Bank[] {
  const list = parse(text);
  if (!Array.isArray(list)) {
    problems.push('it must hold a JSON array of banks');
    return [];
  }
  const banks: Bank[] = [];
  for (const [place, entry] of list.entries()) {
    const bank = readBank(entry);
    if (bank !== undefined) banks.push(bank);
    else problems.push(`bank ${place + 1} must have a name, a nipCode of 6 digits, and if any a code of 3, 5 or 6`);
  }
  return banks;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function readBank(entry: unknown): Bank | undefined {
  if (typeof entry !== 'object' || entry === null) return undefined;
  const { name, nipCode, code = nipCode } = entry as Readonly<Record<string, unknown>>;
  if (typeof name !== 'string' || name.trim() === '' || name.length > MAX_NAME_LENGTH) return undefined;
  if (!hasDigits(nipCode, [6]) || !hasDigits(code, [3, 5, 6])) return undefined;
  return { name: name.normalize('NFC'), code, nipCode };
}

function hasDigits(value: unknown, lengths: readonly number[]): value is string {
  return typeof value === 'string' && /^\d+$/.test(value) && lengths.includes(value.length);
}
