/** Whether a virtual account takes a payment in, asked in the transaction that books it. */

import type { Account } from '../ledger/index.ts';
import type { Sql } from '../platform/pool.ts';
import { type Refusal, refusalOf } from './rules.ts';
import { findReference, lockByLedgerAccount, setPaid } from './store.ts';

/** What becomes of a payment to a virtual account. */
export interface Decision {
  /** The business's own name of the account. */
  readonly reference: string;
  /** Undefined: it was taken in, unless something else keeps it out, and a single-use account has had its payment. */
  readonly refusal: Refusal | undefined;
}

export interface Arrival {
  readonly account: Account;
  readonly amountKobo: bigint;
  readonly at: Date;
  /** Something else keeps the payment out: a single-use account goes on waiting for its own. */
  readonly isKeptOut?: boolean;
}

export interface Admission {
  /**
   * Decides about a payment, in the transaction that books it, and keeps other payments and the closing of the account
   * waiting until that ends. Undefined when no conditions belong to the account.
   */
  decide(sql: Sql, arrival: Arrival): Promise<Decision | undefined>;
  /** What the business calls the account; null when it is no virtual one. */
  referenceOf(sql: Sql, account: Account): Promise<string | null>;
}

export function createAdmission(): Admission {
  return {
    decide,
    referenceOf: async (sql, { businessId, id, kind }) =>
      kind === 'virtual' ? ((await findReference(sql, businessId, id)) ?? null) : null,
  };
}

async function decide(
  sql: Sql,
  { account, amountKobo, at, isKeptOut = false }: Arrival,
): Promise<Decision | undefined> {
  if (account.kind !== 'virtual') return undefined;
  const virtual = await lockByLedgerAccount(sql, account.businessId, account.id);
  if (virtual === undefined) return undefined;
  const refusal = refusalOf(virtual, amountKobo, at);
  if (refusal === undefined && !isKeptOut && virtual.type === 'single-use') await setPaid(sql, virtual, at);
  return { reference: virtual.reference, refusal };
}
