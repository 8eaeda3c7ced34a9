/**
 * The wire of change notifications: LISTEN/NOTIFY on connections of its own, with a heartbeat that proves it. A channel
 * that has fallen silent is thrown away and opened anew.
 */

import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from './clock.ts';
import { OperatorError } from './operator-error.ts';
import type { Pool, Sql } from './pool.ts';

export interface Channel {
  /** When the latest heartbeat that came back was sent, on the monotonic clock: changes committed before it have arrived. */
  provenAt(): number;
  /** How many processes send heartbeats; at least 1. */
  processes(): number;
  /** Sends a heartbeat; opens the channel first where needed. */
  beat(): Promise<void>;
  /** Tells the other processes, when and only when the transaction of `sql` commits. */
  publish(sql: Sql, ids: Iterable<string>): Promise<void>;
  close(): Promise<void>;
}

export interface ChannelOptions {
  readonly clock: Clock;
  /** Names this process in its heartbeats; unique among the processes on one database. */
  readonly processId: string;
  /** One word that heartbeats carry. */
  readonly mark: () => string;
  readonly openPool: () => Pool;
  readonly onChanged: (ids: readonly string[]) => void;
  /** Called when notifications may have been missed. */
  readonly onGap: () => void;
}

/** Changes and heartbeats share one channel, so that a heartbeat cannot arrive where changes do not. */
const NAME = 'interstellas_changes';
const HEARTBEAT = 'heartbeat';
/** Means nothing to anybody but the onlooker who sends it. */
const PROBE = 'probe';
const PROCESS_GONE_MS = 3000;
const REOPEN_MS = 2000;
/** A notification holds at most 8,000 bytes. */
const IDS_PER_NOTIFICATION = 150;

interface Wire {
  readonly pool: Pool;
  readonly openedAt: number;
  /** A heartbeat is on its way: another would only queue behind it. */
  isBusy: boolean;
}

export function createChannel(options: ChannelOptions): Channel {
  const { clock, processId } = options;
  const lastSeen = new Map<string, number>();
  let provenAt = Number.NEGATIVE_INFINITY;
  let wire: Wire | undefined;

  const receive = (payload: string): void => {
    const words = payload.split(' ');
    const [first, sender = '', sentAt] = words;
    if (first !== HEARTBEAT) {
      options.onChanged(words);
      return;
    }
    lastSeen.set(sender, clock.monotonic());
    if (sender === processId) provenAt = Math.max(provenAt, Number(sentAt));
  };

  const reopen = async (): Promise<Wire> => {
    wire?.pool.end({ timeout: 0 }).catch(() => undefined);
    const opened = { pool: options.openPool(), openedAt: clock.monotonic(), isBusy: false };
    wire = opened;
    // Whatever changed while nobody listened is unknown: each time the subscription (re)starts there was a gap.
    await opened.pool.listen(NAME, receive, options.onGap);
    return opened;
  };

  return {
    provenAt: () => provenAt,
    processes: () => Math.max(1, lastSeen.size),
    async beat() {
      const now = clock.monotonic();
      for (const [sender, seenAt] of lastSeen) if (now - seenAt > PROCESS_GONE_MS) lastSeen.delete(sender);
      const isSilent = wire === undefined || now - Math.max(provenAt, wire.openedAt) > REOPEN_MS;
      const current = isSilent ? await reopen() : wire;
      if (current === undefined || current.isBusy) return;
      current.isBusy = true;
      try {
        await current.pool`select pg_notify(${NAME}, ${`${HEARTBEAT} ${processId} ${clock.monotonic()} ${options.mark()}`})`;
      } finally {
        current.isBusy = false;
      }
    },
    async publish(sql, ids) {
      const all = [...ids];
      for (let start = 0; start < all.length; start += IDS_PER_NOTIFICATION) {
        const payload = all.slice(start, start + IDS_PER_NOTIFICATION).join(' ');
        await sql`select pg_notify(${NAME}, ${payload})`;
      }
    },
    close: async () => wire?.pool.end({ timeout: 1 }),
  };
}

/** The processes on the database as an onlooker sees them, who is none of them. */
export interface Onlooker {
  /** The mark of every process that sent a heartbeat within the time after which it counts as gone. */
  marks(): ReadonlyMap<string, string>;
}

/**
 * Listens to heartbeats for a while, in which every living process must be heard. Throws when notifications do not arrive at all,
 * as behind a pooler that works by transactions.
 */
export async function onlook(pool: Pool, clock: Clock, listenMs: number): Promise<Onlooker> {
  const seen = new Map<string, { readonly mark: string; readonly at: number }>();
  const probe = Promise.withResolvers<void>();
  await pool.listen(NAME, (payload) => {
    const [first, sender = '', , mark = ''] = payload.split(' ');
    if (first === PROBE) probe.resolve();
    if (first === HEARTBEAT) seen.set(sender, { mark, at: clock.monotonic() });
  });
  await pool`select pg_notify(${NAME}, ${PROBE})`;
  const tooLate = setTimeout(
    () =>
      probe.reject(
        new OperatorError(
          'Notifications do not arrive over this DATABASE_URL (a pooler in transaction mode?). Give the command a direct connection.',
        ),
      ),
    PROCESS_GONE_MS,
  );
  await probe.promise.finally(() => clearTimeout(tooLate));
  await pause(listenMs);
  return {
    marks() {
      const living = [...seen].filter(([, { at }]) => clock.monotonic() - at <= PROCESS_GONE_MS);
      return new Map(living.map(([sender, { mark }]) => [sender, mark]));
    },
  };
}
