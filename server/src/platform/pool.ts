/** Opens connections to PostgreSQL. The only file that configures the driver. */

import postgres from 'postgres';

type Types = { bigint: bigint };

/** Runs SQL: the pool, or the connection of a transaction. `int8` is read as bigint, `timestamptz` as Date. */
export type Sql = postgres.ISql<Types>;
export type Pool = postgres.Sql<Types>;

export interface PoolOptions {
  readonly url: string;
  readonly connections: number;
  readonly applicationName: string;
}

/** Beyond these a statement is given up: a slow database must not tie up every request. */
const STATEMENT_TIMEOUT_MS = 5000;
const LOCK_TIMEOUT_MS = 3000;
const IDLE_IN_TRANSACTION_TIMEOUT_MS = 15_000;
const CONNECT_TIMEOUT_SECONDS = 3;
const RECONNECT_DELAY_SECONDS = 0.1;

export function openPool(options: PoolOptions): Pool {
  return postgres(options.url, {
    max: options.connections,
    connect_timeout: CONNECT_TIMEOUT_SECONDS,
    backoff: () => RECONNECT_DELAY_SECONDS,
    types: { bigint: postgres.BigInt },
    onnotice: () => undefined,
    connection: {
      application_name: options.applicationName,
      statement_timeout: STATEMENT_TIMEOUT_MS,
      lock_timeout: LOCK_TIMEOUT_MS,
      idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_TIMEOUT_MS,
    },
  });
}
