/** All banks that this server knows: the built-in list, what the operator's file corrects in it, and our own. */

import type { Bank, Banks } from './bank.ts';
import { NIGERIAN_BANKS } from './nigerian-banks.ts';

const UNNAMED = 'This institution';

/**
 * @param own our codes. Our name is that of the listed bank which has them.
 * @param more besides those that are built in. Of two banks that share a code the one that comes later counts.
 */
export function createBanks(own: { readonly code: string; readonly nipCode: string }, more: readonly Bank[]): Banks {
  const known = [...NIGERIAN_BANKS, ...more];
  const named =
    known.findLast(({ code }) => code === own.code) ?? known.findLast(({ nipCode }) => nipCode === own.nipCode);
  const ours: Bank = { ...own, name: named?.name ?? UNNAMED };
  const list = [...known, ours];
  const kept = list.filter((bank, place) => !list.slice(place + 1).some((later) => sharesCode(bank, later)));
  const byCode = new Map(kept.flatMap((bank) => codesOf(bank).map((code) => [code, bank] as const)));
  return {
    all: kept.toSorted((one, other) => (one.name.toLowerCase() < other.name.toLowerCase() ? -1 : 1)),
    own: ours,
    find: (code) => byCode.get(code),
  };
}

function codesOf({ code, nipCode, otherCodes = [] }: Bank): string[] {
  return [code, nipCode, ...otherCodes];
}

function sharesCode(one: Bank, other: Bank): boolean {
  const codes = codesOf(other);
  return codesOf(one).some((code) => codes.includes(code));
}
