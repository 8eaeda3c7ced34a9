/** The SQL of audit events: rows are added and never changed, which the database itself enforces. */

import type { Sql } from '../platform/pool.ts';
import type { AuditEvent } from './event.ts';

export interface StoredEvent extends AuditEvent {
  readonly id: string;
  readonly occurredAt: Date;
}

export async function insertEvent(sql: Sql, event: StoredEvent): Promise<void> {
  const actor = event.actor;
  await sql`
    insert into audit_event (client_id, id, occurred_at, action, object_id,
                             user_id, session_id, key_id, address, user_agent, request_id, details)
    values (${event.clientId}, ${event.id}, ${event.occurredAt}, ${event.action}, ${event.objectId},
            ${actor?.userId ?? null}, ${actor?.sessionId ?? null}, ${actor?.keyId ?? null}, ${actor?.address ?? null},
            ${actor?.userAgent ?? null}, ${actor?.requestId ?? null}, ${sql.json(event.details ?? {})})`;
}
