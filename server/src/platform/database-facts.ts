/** What an operator wants to know of a database, asked without changing anything. */

import type { Clock } from './clock.ts';
import type { Sql } from './pool.ts';

export interface DatabaseFacts {
  /** Such as 18.1. */
  readonly version: string;
  /** Of a statement that does nothing. */
  readonly roundTripMs: number;
  /** How far the database's clock is ahead of this machine's. */
  readonly clockAheadMs: number;
  /** Whether it keeps what it acknowledged when it loses power. */
  readonly isDurable: boolean;
}

export async function readDatabaseFacts(sql: Sql, clock: Clock): Promise<DatabaseFacts> {
  // The first statement of a connection pays for the connection.
  const [settings] = await sql<{ version: string; isDurable: boolean }[]>`
    select current_setting('server_version') as version,
           current_setting('fsync') = 'on' and current_setting('full_page_writes') = 'on' as "isDurable"`;
  const begun = clock.monotonic();
  const before = clock.now();
  const [time] = await sql<{ now: string }[]>`select extract(epoch from clock_timestamp()) * 1000 as now`;
  const roundTripMs = clock.monotonic() - begun;
  if (settings === undefined || time === undefined) throw new Error('the database answers with one row');
  return { ...settings, roundTripMs, clockAheadMs: Number(time.now) - (before + roundTripMs / 2) };
}
