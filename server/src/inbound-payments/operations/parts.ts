/** What inbound payments are made with. */

import type { Audit } from '../../audit/index.ts';
import type { Banks } from '../../banks/index.ts';
import type { AccountRef, Ledger } from '../../ledger/index.ts';
import type { Database } from '../../platform/database.ts';
import type { BusinessId, ClientId, Ids } from '../../platform/ids.ts';
import type { Log } from '../../platform/log.ts';
import type { Sql } from '../../platform/pool.ts';
import type { TariffRules, Tier } from '../../tariff/index.ts';
import type { Transactions } from '../../transactions/index.ts';
import type { Transfers } from '../../transfers/index.ts';
import type { VirtualAccounts } from '../../virtual-accounts/index.ts';
import type { Webhooks } from '../../webhooks/index.ts';

export interface InboundParts {
  readonly audit: Audit;
  readonly banks: Banks;
  /** In whose record it is written down what the operator does with money of a business. */
  readonly clientOf: (sql: Sql, businessId: BusinessId) => Promise<ClientId | undefined>;
  readonly database: Database;
  readonly ids: Ids;
  readonly ledger: Ledger;
  readonly log: Log;
  /** Up to here a list is counted, if not as far as is usual. */
  readonly mostCounted?: number | undefined;
  readonly tariff: TariffRules;
  /** How well the holder of an account is known. */
  readonly tierOf: (sql: Sql, account: AccountRef) => Promise<Tier>;
  readonly transactions: Transactions;
  readonly transfers: Pick<Transfers, 'send' | 'onSettled'>;
  readonly virtualAccounts: Pick<VirtualAccounts, 'decide' | 'referenceOf'>;
  readonly webhooks: Pick<Webhooks, 'emit'>;
}
