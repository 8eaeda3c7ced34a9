/**
 * A period of an account as a range of its entries, in the order in which the ledger counts them: from the first that was
 * made at `from` or later to the last before the first that was made at `to` or later. So periods that follow each other
 * leave nothing out and hold nothing twice, though the times of entries need not rise with their numbers: each is of the
 * clock of the server that made it. The range is fixed when it is found: entries are never changed and only added behind
 * it, so that a statement is read in pieces, however long it takes, and still adds up.
 */

import type { Sql } from '../../platform/pool.ts';
import { findEntry, findFirstFrom, listLines, type StatementAccount, type StatementLine } from '../store/statement.ts';

export interface Period {
  /** The number of the last entry before the period, and of the last one in it. */
  readonly after: bigint;
  readonly last: bigint;
  readonly openingKobo: bigint;
  readonly closingKobo: bigint;
}

type PeriodAccount = StatementAccount & { readonly version: bigint };

/** So few that drawing them keeps no other request waiting for long. */
const BATCH = 100;
/** Times of one account are out of order by less: entries wait for each other 5 s at most, and clocks differ little. */
const DISORDER_MS = 2 * 60_000;

export async function findPeriod(
  sql: Sql,
  account: PeriodAccount,
  { from, to }: { readonly from: Date; readonly to: Date },
): Promise<Period> {
  const after = await lastBefore(sql, account, from);
  const last = await lastBefore(sql, account, to);
  const openingKobo = await balanceAt(sql, account, after);
  return { after, last, openingKobo, closingKobo: await balanceAt(sql, account, last) };
}

/** The number of the last entry before the first that was made at the moment or later. */
async function lastBefore(sql: Sql, account: PeriodAccount, moment: Date): Promise<bigint> {
  let [low, high] = [0n, account.version];
  const surelyBefore = new Date(moment.getTime() - DISORDER_MS);
  while (low < high) {
    const middle = (low + high + 1n) / 2n;
    const { createdAt } = await findEntry(sql, account, middle);
    if (createdAt < surelyBefore) low = middle;
    else high = middle - 1n;
  }
  const first = await findFirstFrom(sql, account, { after: low, moment });
  return first === undefined || first.version > account.version ? account.version : first.version - 1n;
}

async function balanceAt(sql: Sql, account: StatementAccount, version: bigint): Promise<bigint> {
  return version === 0n ? 0n : (await findEntry(sql, account, version)).balanceKobo;
}

export async function* linesOf(sql: Sql, account: StatementAccount, period: Period): AsyncGenerator<StatementLine> {
  for (let after = period.after; after < period.last; ) {
    const lines = await listLines(sql, account, { after, last: period.last, limit: BATCH });
    yield* lines;
    after = lines.at(-1)?.version ?? period.last;
  }
}

const WORDS: Readonly<Record<NonNullable<StatementLine['postingKind']>, string>> = {
  move: '',
  hold: '',
  post: 'Completed: ',
  void: 'Returned: ',
  reversal: 'Reversed: ',
};

/** What a line is about, in a few words. */
export function describe(line: StatementLine): string {
  const { postingKind, kind, narration, counterparty } = line;
  const step = postingKind === null ? '' : WORDS[postingKind];
  const way = line.amountKobo > 0n ? 'Credit' : 'Debit';
  const what = kind === null ? way : kind.replaceAll('-', ' ');
  return [`${step}${what}`, counterparty, narration].filter((part) => part !== null && part !== '').join(' · ');
}
