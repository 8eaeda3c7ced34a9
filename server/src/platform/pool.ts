/** Opens connections to PostgreSQL. The only file that configures the driver. */

import postgres from 'postgres';
import { createSockets } from './pool-sockets.ts';

type Types = { bigint: bigint };

/** Runs SQL: the pool, or the connection of a transaction. `int8` is read as bigint, `timestamptz` as Date. */
export type Sql = postgres.ISql<Types>;
export type Pool = postgres.Sql<Types>;

export interface PoolOptions {
  readonly url: string;
  readonly connections: number;
  readonly applicationName: string;
  /** Works as this role, which the login must be a member of; as the login itself when absent. */
  readonly role?: string | undefined;
  /** For work that may take long, such as migrations: a silent connection is not given up. */
  readonly isPatient?: true;
}

/** Beyond these a statement is given up: a slow database must not tie up every request. */
const STATEMENT_TIMEOUT_MS = 5000;
const LOCK_TIMEOUT_MS = 3000;
const IDLE_IN_TRANSACTION_TIMEOUT_MS = 15_000;
const CONNECT_TIMEOUT_SECONDS = 3;
const RECONNECT_DELAY_SECONDS = 0.1;
/** A living database answers sooner, if only that a statement or a lock took too long. */
const SILENCE_MS = 6000;

export function openPool(options: PoolOptions): Pool {
  const settings = {
    // Not among the driver's declared options, but documented by it.
    socket: createSockets(options.isPatient === true ? undefined : SILENCE_MS),
  };
  return postgres(options.url, {
    ...settings,
    max: options.connections,
    // The driver would ask for the types of arrays on every new connection, and a connection that breaks at that moment
    // would end the process. We exchange no arrays.
    fetch_types: false,
    connect_timeout: CONNECT_TIMEOUT_SECONDS,
    backoff: () => RECONNECT_DELAY_SECONDS,
    types: { bigint: postgres.BigInt },
    onnotice: () => undefined,
    connection: {
      application_name: options.applicationName,
      ...(options.role === undefined ? {} : { role: options.role }),
      statement_timeout: STATEMENT_TIMEOUT_MS,
      lock_timeout: LOCK_TIMEOUT_MS,
      idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_TIMEOUT_MS,
    },
  });
}
