/** The commands that prove the ledger, and show the money that found no place. */

import { findSuspenseDifference } from '../../inbound-payments/index.ts';
import { type LedgerReport, listSuspense, UNMATCHED, verifyLedger } from '../../ledger/index.ts';
import { openPool, type Pool } from '../../platform/pool.ts';
import { type Command, type Context, done, failed } from '../command.ts';

const MOST_ACCOUNTS = 1000;

export const ledgerVerify: Command = {
  name: 'ledger verify',
  summary: 'Recompute the whole ledger from its entries, and name the first difference.',
  details: [
    'Sums of postings, running balances, versions, minimums, settlements, what is in flight, and that the suspense accounts',
    'hold what the payments in suspense come to. Looks at one moment and reads only, so the server goes on meanwhile. Exit',
    'code 1 when anything is not as it must be.',
  ].join('\n'),
  examples: ['ledger verify', 'ledger verify --json'],
  async run(context) {
    const report = await withLedger(context, (pool) => verifyLedger(pool, findSuspenseDifference));
    const { difference, ...sizes } = report;
    const verdict = difference === undefined ? 'The ledger is right.' : describe(difference);
    return (difference === undefined ? done : failed)([...summarise(report), verdict].join('\n'), {
      ...sizes,
      difference: difference ?? null,
    });
  },
};

export const ledgerSuspense: Command = {
  name: 'ledger suspense',
  summary: 'List the suspense accounts that money lies in.',
  details: 'Money that came and found no place: one account for each business, and one for accounts that do not exist.',
  examples: ['ledger suspense', 'ledger suspense --json'],
  async run(context) {
    const found = await withLedger(context, (pool) => listSuspense(pool, MOST_ACCOUNTS));
    const accounts = found.map(({ businessId, id, balanceKobo }) => ({
      businessId,
      id,
      balanceKobo: `${balanceKobo}`,
    }));
    if (accounts.length === 0) return done('Nothing lies in suspense.', { accounts });
    const lines = accounts.map(({ businessId, id, balanceKobo }) => {
      const whose = id === UNMATCHED.id ? 'for accounts that do not exist' : businessId;
      return `${balanceKobo} kobo ${whose}`;
    });
    return done(lines.join('\n'), { accounts });
  },
};

/** Large ledgers take longer than any request may: a connection that waits for them. */
async function withLedger<T>(context: Context, work: (pool: Pool) => Promise<T>): Promise<T> {
  const { databaseUrl: url, databaseRole: role } = await context.prepared();
  const pool = openPool({ url, role, connections: 1, applicationName: 'interstellas ledger', isPatient: true });
  return work(pool).finally(() => pool.end());
}

function summarise({ postings, entries, holdsInFlight, totals }: LedgerReport): string[] {
  return [
    `${postings} postings, ${entries} entries, ${holdsInFlight} holds in flight.`,
    ...totals.map(({ kind, accounts, balanceKobo }) => `${kind}: ${balanceKobo} kobo in ${accounts} accounts`),
  ];
}

function describe({ what, expected, found, ...place }: NonNullable<LedgerReport['difference']>): string {
  const where = Object.entries(place).flatMap(([name, value]) => (value ? [`${name} ${value}`] : []));
  return `WRONG: ${what}: ${where.join(', ')}: expected ${expected}, found ${found}.`;
}
