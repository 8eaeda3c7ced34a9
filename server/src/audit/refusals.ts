/**
 * Refusals on their way into the record. Refusing must stay cheap and must not be a way to fill the record, so a refusal
 * is only counted in memory. In the background the first of its kind is written within a second, and what follows is
 * written as one event a minute with a count. Kinds are bounded too: what is beyond is counted in one event per account.
 *
 * A process that is killed loses what it counted since the last writing, at most a minute's repetitions.
 */

import { addressSource } from '../platform/address.ts';
import type { Clock } from '../platform/clock.ts';
import { isStoreUnavailable } from '../platform/database-errors.ts';
import type { Log } from '../platform/log.ts';
import type { Refusal } from './event.ts';

/** Refusals of one kind, counted together. */
export interface CountedRefusals {
  /** The first of them; what differs between them is shown of this one. */
  readonly refusal: Refusal;
  readonly count: number;
}

export interface Refusals {
  /** Counts one. Neither waits nor fails. */
  add(refusal: Refusal): void;
  start(): void;
  /** Writes everything that is counted, whether it is due or not. */
  flush(): Promise<void>;
  stop(): Promise<void>;
}

export interface RefusalsOptions {
  readonly clock: Clock;
  readonly log: Log;
  /** Writes refusals down. */
  readonly write: (refusals: CountedRefusals) => Promise<void>;
}

const TICK_MS = 1000;
const QUIET_MS = 60_000;
/** Kinds of refusals a minute that are told apart for one client account or user; the others are counted together. */
const KINDS_PER_OWNER = 20;
/** Kinds in memory in all; refusals of further kinds are only told of in the log. */
const MAX_KINDS = 5000;
/** From so many on only the first kind of each is told apart: who fills the record of some must not empty that of others. */
const CROWDED_KINDS = MAX_KINDS / 2;
/** The action under which further kinds are counted. */
const FURTHER_KINDS = 'audit.further-refusals';

interface Group {
  /** The client account or the user in whose accounts they belong. */
  readonly owner: string;
  /** The first since the latest writing. */
  shown: Refusal;
  count: number;
  /** On the monotonic clock: when its count may be written next. */
  dueAt: number;
}

export function createRefusals(options: RefusalsOptions): Refusals {
  const { clock, log } = options;
  const groups = createGroups(clock);
  let untold = 0;
  let timer: NodeJS.Timeout | undefined;
  let turn: Promise<void> = Promise.resolve();

  const writeGroup = async (name: string, group: Group): Promise<void> => {
    const { shown: refusal, count } = group;
    if (count === 0) return groups.close(name, group);
    group.count = 0;
    group.dueAt = clock.monotonic() + QUIET_MS;
    await options.write({ refusal, count }).catch((error: unknown) => {
      if (!isStoreUnavailable(error)) return log.error({ error, code: refusal.code, count }, 'refusals not recorded');
      group.count += count;
      throw error;
    });
  };

  const write = async (isDue: (group: Group) => boolean): Promise<void> => {
    if (untold > 0) log.warn({ count: untold }, 'refusals of too many kinds to record');
    untold = 0;
    for (const [name, group] of groups.all()) if (isDue(group)) await writeGroup(name, group);
  };

  /** One after the other: two at once would write the same group twice. */
  const inTurn = (isDue: (group: Group) => boolean): Promise<void> => {
    turn = turn
      .then(() => write(isDue))
      .catch((error: unknown) => log.warn({ error }, 'refusals could not be recorded yet'));
    return turn;
  };

  return {
    add(refusal) {
      const group = groups.of(refusal);
      if (group === undefined) untold += 1;
      else group.count += 1;
    },
    start() {
      timer = setInterval(() => void inTurn(({ dueAt }) => dueAt <= clock.monotonic()), TICK_MS);
      timer.unref();
    },
    flush: () => inTurn(() => true),
    async stop() {
      clearInterval(timer);
      await inTurn(() => true);
    },
  };
}

function createGroups(clock: Clock) {
  const groups = new Map<string, Group>();
  const kindsOf = new Map<string, number>();

  const open = (name: string, owner: string, shown: Refusal): Group | undefined => {
    if (groups.size >= MAX_KINDS) return undefined;
    const group: Group = { owner, shown, count: 0, dueAt: clock.monotonic() };
    groups.set(name, group);
    kindsOf.set(owner, (kindsOf.get(owner) ?? 0) + 1);
    return group;
  };

  return {
    /** The group in which the refusal is counted; undefined when there is no room for another. */
    of(refusal: Refusal): Group | undefined {
      const owner = ownerOf(refusal);
      const kind = `${owner} ${kindOf(refusal)}`;
      const most = groups.size < CROWDED_KINDS ? KINDS_PER_OWNER : 1;
      const isTold = groups.has(kind) || (kindsOf.get(owner) ?? 0) < most;
      const [name, shown] = isTold ? [kind, refusal] : [owner, furtherKinds(refusal)];
      const group = groups.get(name) ?? open(name, owner, shown);
      if (group?.count === 0) group.shown = shown;
      return group;
    },
    all: (): (readonly [string, Group])[] => [...groups],
    close(name: string, { owner }: Group): void {
      groups.delete(name);
      const kinds = (kindsOf.get(owner) ?? 1) - 1;
      if (kinds === 0) kindsOf.delete(owner);
      else kindsOf.set(owner, kinds);
    },
  };
}

function ownerOf({ clientId, ofUser }: Refusal): string {
  return clientId ?? ofUser ?? '';
}

function kindOf({ actor, action, code }: Refusal): string {
  return [actor.userId, actor.keyId, code, action, addressSource(actor.address ?? '')].join(' ');
}

function furtherKinds({ clientId, ofUser }: Refusal): Refusal {
  return { action: FURTHER_KINDS, code: null, clientId, ofUser, actor: {} };
}
