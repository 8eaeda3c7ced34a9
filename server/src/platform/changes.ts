/**
 * How processes learn that a cached fact is out of date, and how each knows whether it can still trust that it learns.
 *
 * A transaction publishes the ids it changed with NOTIFY; every process listens. NOTIFY is only a hint that may be lost,
 * so a heartbeat proves the channel: each process regularly notifies itself and remembers *when it sent* the latest
 * heartbeat that came back. PostgreSQL delivers notifications in commit order, so every change committed before that
 * moment has been delivered too. When that moment lies further back than FRESH_FOR_MS the channel proves nothing, and
 * `fresh()` is false until a newer heartbeat arrives: caches are then bypassed, not trusted.
 */

import { type Channel, createChannel } from './channel.ts';
import type { Clock } from './clock.ts';
import type { Log } from './log.ts';
import type { Pool } from './pool.ts';

export interface Changes {
  /** Whether every change committed on any process longer ago than FRESH_FOR_MS is known here. */
  fresh(): boolean;
  /** Grows with every change learned of: a fact read before it grew may be out of date. */
  epoch(): number;
  /** Forgets facts about these ids in this process. */
  apply(ids: Iterable<string>): void;
  /** Tells the other processes, when and only when the transaction commits. */
  publish: Channel['publish'];
  /** Calls back with an id whose facts are out of date, or with EVERYTHING after a gap in the channel. */
  subscribe(listener: (id: string) => void): void;
  /** How many processes share the database, as far as their heartbeats tell; at least 1. */
  processes(): number;
  start(): void;
  stop(): Promise<void>;
}

export const EVERYTHING = '*';

/** With a bound below one second, a change counts everywhere within a second even when the channel is dead. */
const FRESH_FOR_MS = 800;
const HEARTBEAT_MS = 200;
/** The first heartbeat needs a connection first. */
const SILENT_START_MS = 3000;

export interface ChangesOptions {
  readonly clock: Clock;
  readonly log: Log;
  readonly processId: string;
  /** One word that heartbeats carry: which server secrets this process has. */
  readonly mark: () => string;
  /** Opens connections for the channel alone. */
  readonly openPool: () => Pool;
}

export function createChanges(options: ChangesOptions): Changes {
  const { clock, log } = options;
  const listeners: ((id: string) => void)[] = [];
  let epoch = 0;
  let wasFresh = true;
  let startedAt = Number.NEGATIVE_INFINITY;
  let timer: NodeJS.Timeout | undefined;

  const apply = (ids: Iterable<string>): void => {
    epoch += 1;
    for (const id of ids) for (const tell of listeners) tell(id);
  };
  const channel = createChannel({ ...options, onChanged: apply, onGap: () => apply([EVERYTHING]) });
  const fresh = (): boolean => clock.monotonic() - channel.provenAt() <= FRESH_FOR_MS;

  /** Says when the channel falls silent and when it speaks again; that it speaks at the start goes without saying. */
  const report = (): void => {
    const isFresh = fresh();
    if (isFresh === wasFresh || (!isFresh && clock.monotonic() - startedAt < SILENT_START_MS)) return;
    wasFresh = isFresh;
    if (isFresh) log.info('change notifications arrive again: cached facts are in use');
    else log.warn('change notifications do not arrive: every request asks the database');
  };
  const tick = (): void => {
    channel.beat().catch(() => undefined); // an unreachable database shows in fresh(), and is reported once
    report();
  };

  return {
    fresh,
    epoch: () => epoch,
    apply,
    publish: channel.publish,
    subscribe: (listener) => void listeners.push(listener),
    processes: channel.processes,
    start() {
      startedAt = clock.monotonic();
      tick();
      timer = setInterval(tick, HEARTBEAT_MS);
    },
    async stop() {
      clearInterval(timer);
      await channel.close();
    },
  };
}
