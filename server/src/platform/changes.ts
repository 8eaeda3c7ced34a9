/**
 * How processes learn that a cached fact is out of date, and how each knows whether it can still trust that it learns.
 *
 * A transaction publishes the ids it changed with NOTIFY; every process listens. NOTIFY is only a hint that may be lost,
 * so a heartbeat proves the channel: each process regularly notifies itself and remembers *when it sent* the latest
 * heartbeat that came back. PostgreSQL delivers notifications in commit order, so every change committed before that
 * moment has been delivered too. When that moment lies further back than FRESH_FOR_MS the channel proves nothing, and
 * `fresh()` is false until a newer heartbeat arrives: caches are then bypassed, not trusted.
 */

import type { Clock } from './clock.ts';
import type { Log } from './log.ts';
import type { Pool, Sql } from './pool.ts';

export interface Changes {
  /** Whether every change committed on any process longer ago than FRESH_FOR_MS is known here. */
  fresh(): boolean;
  /** Grows with every change learned of: a fact read before it grew may be out of date. */
  epoch(): number;
  /** Forgets facts about these ids in this process. */
  apply(ids: Iterable<string>): void;
  /** Tells the other processes, when and only when the transaction of `sql` commits. */
  publish(sql: Sql, ids: Iterable<string>): Promise<void>;
  /** Calls back with an id whose facts are out of date, or with EVERYTHING after a gap in the channel. */
  subscribe(listener: (id: string) => void): void;
  /** How many processes share the database, as far as their heartbeats tell; at least 1. */
  processes(): number;
  start(): void;
  stop(): Promise<void>;
}

export const EVERYTHING = '*';

/** With a bound below one second, a change counts everywhere within a second even when the channel is dead. */
export const FRESH_FOR_MS = 800;
const HEARTBEAT_MS = 200;
const PROCESS_GONE_MS = 3000;
/** A channel that has been silent for so long is opened anew. */
const REOPEN_MS = 2000;

/** Changes and heartbeats share one channel, so that a heartbeat cannot arrive where changes do not. */
const CHANNEL = 'interstellas_changes';
const HEARTBEAT = 'heartbeat';
/** A notification holds at most 8,000 bytes. */
const IDS_PER_NOTIFICATION = 150;

export interface ChangesOptions {
  readonly clock: Clock;
  readonly log: Log;
  /** Names this process in its heartbeats; unique among the processes on one database. */
  readonly processId: string;
  /** Opens connections of its own for the channel; thrown away and opened anew when the channel falls silent. */
  readonly openChannel: () => Pool;
}

interface Channel {
  readonly pool: Pool;
  readonly openedAt: number;
  /** A heartbeat is on its way: another would only queue behind it. */
  busy: boolean;
}

export function createChanges(options: ChangesOptions): Changes {
  const { clock, log, processId } = options;
  const listeners: ((id: string) => void)[] = [];
  const peers = new Map<string, number>();
  let epoch = 0;
  let provenAt = Number.NEGATIVE_INFINITY;
  let wasFresh = false;
  let channel: Channel | undefined;
  let timer: NodeJS.Timeout | undefined;

  const apply = (ids: Iterable<string>): void => {
    epoch += 1;
    for (const id of ids) for (const tell of listeners) tell(id);
  };
  const fresh = (): boolean => clock.monotonic() - provenAt <= FRESH_FOR_MS;

  const receive = (payload: string): void => {
    const [first = '', sender = '', sentAt = ''] = payload.split(' ');
    if (first !== HEARTBEAT) return apply(payload.split(' '));
    peers.set(sender, clock.monotonic());
    if (sender === processId) provenAt = Math.max(provenAt, Number(sentAt));
  };

  const open = async (): Promise<Channel> => {
    channel?.pool.end({ timeout: 0 }).catch(() => undefined);
    const opened: Channel = { pool: options.openChannel(), openedAt: clock.monotonic(), busy: false };
    channel = opened;
    // Whatever changed while nobody listened is unknown: each time the subscription (re)starts, forget everything.
    await opened.pool.listen(CHANNEL, receive, () => apply([EVERYTHING]));
    return opened;
  };

  const beat = async (): Promise<void> => {
    const now = clock.monotonic();
    for (const [peer, seenAt] of peers) if (now - seenAt > PROCESS_GONE_MS) peers.delete(peer);
    const silent = channel === undefined || now - Math.max(provenAt, channel.openedAt) > REOPEN_MS;
    const current = silent ? await open() : channel;
    if (current === undefined || current.busy) return;
    current.busy = true;
    try {
      await current.pool`select pg_notify(${CHANNEL}, ${`${HEARTBEAT} ${processId} ${clock.monotonic()}`})`;
    } finally {
      current.busy = false;
    }
  };

  const tick = (): void => {
    beat().catch(() => undefined); // an unreachable database shows in fresh(), and is reported once below
    if (fresh() !== wasFresh) {
      wasFresh = !wasFresh;
      if (wasFresh) log.info('change notifications arrive: cached facts are in use');
      else log.warn('change notifications do not arrive: every request asks the database');
    }
  };

  return {
    fresh,
    epoch: () => epoch,
    apply,
    async publish(sql, ids) {
      const all = [...ids];
      for (let start = 0; start < all.length; start += IDS_PER_NOTIFICATION) {
        const payload = all.slice(start, start + IDS_PER_NOTIFICATION).join(' ');
        await sql`select pg_notify(${CHANNEL}, ${payload})`;
      }
    },
    subscribe: (callback) => void listeners.push(callback),
    processes: () => Math.max(1, peers.size),
    start() {
      tick();
      timer = setInterval(tick, HEARTBEAT_MS);
    },
    async stop() {
      clearInterval(timer);
      await channel?.pool.end({ timeout: 1 });
    },
  };
}
