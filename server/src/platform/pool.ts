/** Opens connections to PostgreSQL. The only file that configures the driver. */

import { connect, type Socket } from 'node:net';
import postgres from 'postgres';

type Types = { bigint: bigint };

/** Runs SQL: the pool, or the connection of a transaction. `int8` is read as bigint, `timestamptz` as Date. */
export type Sql = postgres.ISql<Types>;
export type Pool = postgres.Sql<Types>;

export interface PoolOptions {
  readonly url: string;
  readonly connections: number;
  readonly applicationName: string;
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
    socket: createSockets(options.isPatient === true),
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
      statement_timeout: STATEMENT_TIMEOUT_MS,
      lock_timeout: LOCK_TIMEOUT_MS,
      idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_TIMEOUT_MS,
    },
  });
}

interface SocketTarget {
  readonly host: readonly string[];
  readonly port: readonly number[];
  /** Of a Unix socket. */
  readonly path?: string | false | undefined;
  readonly ssl?: unknown;
}

interface Line {
  readonly fail: (code: string) => void;
  heardAt: number;
}

/**
 * Opens the sockets of one pool. The driver's own sockets wait for ever for an answer that a network or a dead host
 * swallowed, and try again without end where something accepts connections and hangs up. These break instead: whoever
 * waits is told, and the pool opens others.
 */
function createSockets(isPatient: boolean): (target: SocketTarget) => Socket {
  const lines = new Set<Line>();
  return ({ host, port, path, ssl }) => {
    const socket = typeof path === 'string' ? connect(path) : connect(port[0] ?? 5432, host[0]);
    const fail = (code: string): void => {
      socket.destroy(Object.assign(new Error(`the connection to the database broke: ${code}`), { code }));
    };
    socket.once('end', () => fail('ECONNRESET'));
    if (isPatient) return socket;
    // What passes behind TLS does not show here: a connection that has nothing to do is given up too.
    if (ssl !== undefined && ssl !== false) return socket.setTimeout(SILENCE_MS, () => fail('ETIMEDOUT'));
    return watch(socket, { fail, heardAt: performance.now() }, lines);
  };
}

function watch(socket: Socket, line: Line, lines: Set<Line>): Socket {
  // From the first question on, not from the latest: under load there is always another one.
  let waiting: NodeJS.Timeout | undefined;
  const giveUp = (askedAt: number): void => {
    // One that has said nothing since is as dead, and would let the next request find that out.
    for (const other of lines) if (other.heardAt <= askedAt) other.fail('ETIMEDOUT');
  };
  const calm = (): void => {
    clearTimeout(waiting);
    waiting = undefined;
    line.heardAt = performance.now();
  };
  const write = socket.write.bind(socket);
  socket.write = ((...given: Parameters<typeof write>) => {
    waiting ??= setTimeout(giveUp, SILENCE_MS, performance.now());
    return write(...given);
  }) as typeof socket.write;
  lines.add(line);
  return socket.on('data', calm).once('close', () => {
    calm();
    lines.delete(line);
  });
}
