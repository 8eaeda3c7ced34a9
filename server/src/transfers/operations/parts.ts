/** What transfers are made with. */

import type { Banks, NameEnquiry } from '../../banks/index.ts';
import type { Account, AccountRef, Ledger } from '../../ledger/index.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database, Transaction } from '../../platform/database.ts';
import type { Ids } from '../../platform/ids.ts';
import type { Jobs } from '../../platform/jobs.ts';
import type { Log } from '../../platform/log.ts';
import type { Sql } from '../../platform/pool.ts';
import type { Rail, SessionIds } from '../../rail/index.ts';
import type { TariffRules, Tier } from '../../tariff/index.ts';
import type { Transactions } from '../../transactions/index.ts';
import type { WebhookEvent } from '../../webhooks/index.ts';
import type { OnSettled, OrderKind } from '../order.ts';

/**
 * Whether an account that was opened for a payer takes this in: then it has had it, once the transaction commits.
 * Undefined for other accounts.
 */
export type Admit = (
  sql: Sql,
  payment: { readonly account: Account; readonly amountKobo: bigint; readonly at: Date },
) => Promise<Admission | undefined>;

export interface Admission {
  /** What the business calls the account. */
  readonly reference: string;
  readonly refusal: 'account-closed' | 'account-expired' | 'already-paid' | 'underpaid' | 'overpaid' | undefined;
}

export interface TransferParts {
  readonly admit: Admit;
  readonly banks: Banks;
  readonly clock: Clock;
  readonly database: Database;
  readonly ids: Ids;
  readonly jobs: Jobs;
  readonly ledger: Ledger;
  readonly log: Log;
  readonly nameEnquiry: NameEnquiry;
  readonly rail: Rail;
  readonly sessionIds: SessionIds;
  readonly tariff: TariffRules;
  /** How well the holder of an account is known. */
  readonly tierOf: (sql: Sql, account: AccountRef) => Promise<Tier>;
  readonly transactions: Transactions;
  readonly webhooks: { emit(transaction: Transaction, event: WebhookEvent): Promise<void> };
}

/** Who wants to know how orders of a kind end. */
export type Listeners = ReadonlyMap<OrderKind, readonly OnSettled[]>;
