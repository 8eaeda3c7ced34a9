/**
 * The wire of change notifications: LISTEN/NOTIFY on connections of its own, with a heartbeat that proves it. A channel
 * that has fallen silent is thrown away and opened anew.
 */

import type { Clock } from './clock.ts';
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
  readonly openPool: () => Pool;
  readonly onChanged: (ids: readonly string[]) => void;
  /** Called when notifications may have been missed. */
  readonly onGap: () => void;
}

/** Changes and heartbeats share one channel, so that a heartbeat cannot arrive where changes do not. */
const NAME = 'interstellas_changes';
const HEARTBEAT = 'heartbeat';
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
        await current.pool`select pg_notify(${NAME}, ${`${HEARTBEAT} ${processId} ${clock.monotonic()}`})`;
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
