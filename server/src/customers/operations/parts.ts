/** What the operations on customers are made with. */

import type { Audit } from '../../audit/index.ts';
import type { Ledger } from '../../ledger/index.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database.ts';
import type { BusinessId, ClientId, Ids } from '../../platform/ids.ts';
import type { Pepper, Seal } from '../../platform/seal.ts';
import type { createChecks } from './checks.ts';

export interface Place {
  readonly clientId: ClientId;
  readonly businessId: BusinessId;
}

export interface CustomersOptions {
  readonly audit: Audit;
  readonly checksPerHour: number;
  readonly clock: Clock;
  readonly database: Database;
  readonly identityCheck: Parameters<typeof createChecks>[0]['identityCheck'];
  readonly ids: Ids;
  readonly ledger: Pick<Ledger, 'findByNumber' | 'openAccount' | 'renameAccount'>;
  /** Up to here a list is counted, if not as far as is usual. */
  readonly mostCounted?: number | undefined;
  readonly pepper: Pepper;
  readonly seal: Seal;
}
