/** The SQL of the simulated rail: what the banks of a sandbox know of our orders. */

import type { Sql } from '../platform/pool.ts';
import type { RailStatus } from './rail.ts';

export interface SimulatedTransfer {
  readonly sessionId: string;
  /** The receiver's. */
  readonly accountNumber: string;
  readonly sentAt: Date;
  /** How it ended, once that is decided for good. */
  readonly state: RailStatus['state'] | null;
  readonly responseCode: string | null;
}

/** False when there is an order of this session id. */
export async function insertTransfer(
  sql: Sql,
  { sessionId, accountNumber, sentAt }: Pick<SimulatedTransfer, 'sessionId' | 'accountNumber' | 'sentAt'>,
  end: RailStatus | undefined,
): Promise<boolean> {
  const rows = await sql`
    insert into simulated_transfer (session_id, account_number, sent_at, state, response_code)
    values (${sessionId}, ${accountNumber}, ${sentAt}, ${end?.state ?? null}, ${end?.responseCode ?? null})
    on conflict do nothing
    returning session_id`;
  return rows.length === 1;
}

const columns = (sql: Sql) => sql`
  session_id as "sessionId", account_number as "accountNumber", sent_at as "sentAt", state,
  response_code as "responseCode"`;

export async function findTransfer(sql: Sql, sessionId: string): Promise<SimulatedTransfer | undefined> {
  const rows = await sql<SimulatedTransfer[]>`
    select ${columns(sql)} from simulated_transfer where session_id = ${sessionId}`;
  return rows[0];
}

/** Nobody else can decide its end before the transaction is over. */
export async function holdTransfer(sql: Sql, sessionId: string): Promise<SimulatedTransfer | undefined> {
  const rows = await sql<SimulatedTransfer[]>`
    select ${columns(sql)} from simulated_transfer where session_id = ${sessionId} for update`;
  return rows[0];
}

export async function setEnd(sql: Sql, sessionId: string, { state, responseCode }: RailStatus): Promise<void> {
  await sql`
    update simulated_transfer set state = ${state}, response_code = ${responseCode} where session_id = ${sessionId}`;
}
