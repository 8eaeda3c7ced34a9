/** Writes down who did what to which object, in the transaction that does it, so that neither exists without the other. */

import type { Clock } from '../platform/clock.ts';
import type { Ids } from '../platform/ids.ts';
import type { Sql } from '../platform/pool.ts';
import type { AuditEvent } from './event.ts';
import { insertEvent } from './store.ts';

export interface Audit {
  record(sql: Sql, event: AuditEvent): Promise<void>;
}

export function createAudit(options: { readonly clock: Clock; readonly ids: Ids }): Audit {
  return {
    record: (sql, event) =>
      insertEvent(sql, { ...event, id: options.ids.next('auditEvent'), occurredAt: new Date(options.clock.now()) }),
  };
}
