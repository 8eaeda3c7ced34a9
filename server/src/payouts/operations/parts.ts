/** What payouts are made with, and who orders them. */

import type { Actor, Audit } from '../../audit/index.ts';
import type { NameEnquiry } from '../../banks/index.ts';
import type { Ledger } from '../../ledger/index.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database.ts';
import type { BusinessId, ClientId, Ids } from '../../platform/ids.ts';
import type { Log } from '../../platform/log.ts';
import type { Sql } from '../../platform/pool.ts';
import type { Funds, Transfers } from '../../transfers/index.ts';

export interface PayoutParts {
  readonly audit: Audit;
  readonly clock: Clock;
  readonly database: Database;
  readonly funds: Pick<Funds, 'charges'>;
  readonly ids: Ids;
  readonly ledger: Pick<Ledger, 'findBusinessAccount'>;
  readonly log: Log;
  readonly nameEnquiry: NameEnquiry;
  /** Faults `business.not_approved`, `business.suspended`: for what no request has asked for. */
  readonly requireApproval: (sql: Sql, businessId: BusinessId) => Promise<void>;
  readonly transfers: Transfers;
}

/** On whose behalf, and who does it. */
export interface Orderer {
  readonly businessId: BusinessId;
  readonly clientId: ClientId;
  readonly actor: Actor;
}
