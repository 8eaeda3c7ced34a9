/**
 * The sockets of a pool. The driver's own wait for ever for an answer that a network or a dead host swallowed, and try
 * again without end where something accepts connections and hangs up. These break instead: whoever waits is told, and the
 * pool opens others.
 */

import { connect, type Socket } from 'node:net';

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

/** @param silenceMs how long an answer is waited for; undefined: for ever. */
export function createSockets(silenceMs: number | undefined): (target: SocketTarget) => Socket {
  const lines = new Set<Line>();
  return ({ host, port, path, ssl }) => {
    const socket = typeof path === 'string' ? connect(path) : connect(port[0] ?? 5432, host[0]);
    const fail = (code: string): void => {
      socket.destroy(Object.assign(new Error(`the connection to the database broke: ${code}`), { code }));
    };
    socket.once('end', () => fail('ECONNRESET'));
    closeWithoutError(socket);
    if (silenceMs === undefined) return socket;
    // What passes behind TLS does not show here: a connection that has nothing to do is given up too.
    if (ssl !== undefined && ssl !== false) return socket.setTimeout(silenceMs, () => fail('ETIMEDOUT'));
    return watch(socket, silenceMs, { fail, heardAt: performance.now() }, lines);
  };
}

/**
 * What is asked between an error and the close that follows it, the driver forgets: whoever waits for that would wait for
 * ever. When it hears of a close without an error it rejects whatever is left.
 */
function closeWithoutError(socket: Socket): void {
  const emit = socket.emit.bind(socket);
  socket.emit = ((event: string, ...given: unknown[]) =>
    event === 'close' ? emit('close', false) : emit(event, ...given)) as typeof socket.emit;
}

function watch(socket: Socket, silenceMs: number, line: Line, lines: Set<Line>): Socket {
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
    waiting ??= setTimeout(giveUp, silenceMs, performance.now());
    return write(...given);
  }) as typeof socket.write;
  lines.add(line);
  return socket.on('data', calm).once('close', () => {
    calm();
    lines.delete(line);
  });
}
