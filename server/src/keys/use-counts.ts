/**
 * How often keys were used, in memory and bounded: whoever holds a key can call from any number of addresses. Counting
 * costs a few look-ups in maps and no I/O.
 */

import { canonicalAddress, sourceBlock } from '../platform/address.ts';
import type { BusinessId, ClientId, SecretKeyId } from '../platform/ids.ts';
import type { DayOfUse, SourceOfUse } from './store/usage.ts';

/** Whose key was used, and for which business. */
export interface KeyUse {
  readonly clientId: ClientId;
  readonly keyId: SecretKeyId;
  readonly businessId: BusinessId | undefined;
  readonly address: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** What is told, and what is taken off the counts once it has arrived. */
export interface Portion {
  readonly row: DayOfUse;
  settle(): void;
}

export interface UseCounts {
  /** Returns whether the key, the business or the address was not seen before on this day. */
  add(use: KeyUse): boolean;
  /** Everything that was not settled yet, so many at a time, made when they are asked for: there may be very many. */
  batches(size: number): Iterable<readonly Portion[]>;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** Bounds: keys at a time, distinct sources of a key in a day, addresses whose block is remembered. */
const MAX_KEYS = 200_000;
const MAX_SOURCES = { business: 100, address: 100 } as const;
const MAX_SPELLINGS = 10_000;
/** Where everything is counted that comes after the last distinct source. */
const OTHERS = 'other';

type Kind = SourceOfUse['kind'];

/** Of one business or address of a key. */
interface Tally {
  readonly kind: Kind;
  readonly source: string;
  /** Not settled yet. */
  requests: number;
  readonly firstAt: number;
  lastAt: number;
}

interface DayCount {
  readonly clientId: ClientId;
  readonly keyId: SecretKeyId;
  readonly day: number;
  /** Not settled yet. */
  requests: number;
  lastAt: number;
  lastAddress: string;
  /** By the id of a business or the block of an address, which never look alike. */
  readonly sources: Map<string, Tally>;
}

export function createUseCounts(): UseCounts {
  const counts = new Map<SecretKeyId, DayCount>();
  /** Of days that are over, and of keys that had to make room. */
  let closed: DayCount[] = [];
  const blockOf = createBlocks();

  const close = (count: DayCount): void => {
    counts.delete(count.keyId);
    // Beyond the bound counts are given up: the database has been out of reach for very long.
    if (count.requests > 0 && closed.length < MAX_KEYS) closed.push(count);
  };
  const open = ({ clientId, keyId, at, address }: KeyUse): DayCount => {
    const before = counts.get(keyId);
    if (before !== undefined) close(before);
    // All at once: to look for the oldest in a map whose head was deleted walks over everything that was.
    if (counts.size >= MAX_KEYS) for (const count of counts.values()) close(count);
    const sources = new Map<string, Tally>();
    const count = { clientId, keyId, day: dayOf(at), requests: 0, lastAt: at, lastAddress: address, sources };
    counts.set(keyId, count);
    return count;
  };

  return {
    add(use) {
      const { keyId, businessId, address, at } = use;
      const known = counts.get(keyId);
      const count = known?.day === dayOf(at) ? known : open(use);
      const { sources } = count;
      const before = sources.size;
      count.requests += 1;
      count.lastAt = at;
      count.lastAddress = address;
      const block = blockOf(address);
      note(sources.get(block) ?? admit(sources, 'address', block, at), at);
      if (businessId !== undefined) note(sources.get(businessId) ?? admit(sources, 'business', businessId, at), at);
      return sources.size > before;
    },
    *batches(size) {
      closed = closed.filter(({ requests }) => requests > 0);
      // Those of this moment: while they are told, others come.
      const waiting = [...closed, ...counts.values()].filter(({ requests }) => requests > 0);
      for (let start = 0; start < waiting.length; start += size)
        yield waiting.slice(start, start + size).map(portionOf);
    },
  };
}

/** Remembers the blocks of addresses: to work one out costs more than all the counting. */
function createBlocks(): (address: string) => string {
  const blocks = new Map<string, string>();
  return (address) => {
    const known = blocks.get(address);
    if (known !== undefined) return known;
    if (blocks.size >= MAX_SPELLINGS) blocks.clear();
    const block = sourceBlock(address);
    blocks.set(address, block);
    return block;
  };
}

/** A source that was not seen yet: it has a tally of its own up to the bound, then that of all others. */
function admit(sources: Map<string, Tally>, kind: Kind, source: string, at: number): Tally {
  const isFull = [...sources.values()].filter((tally) => tally.kind === kind).length >= MAX_SOURCES[kind];
  const name = isFull ? `${OTHERS} ${kind}` : source;
  const known = sources.get(name);
  if (known !== undefined) return known;
  const tally = { kind, source: isFull ? OTHERS : source, requests: 0, firstAt: at, lastAt: at };
  sources.set(name, tally);
  return tally;
}

function dayOf(at: number): number {
  return Math.floor(at / DAY_MS);
}

function note(tally: Tally, at: number): void {
  tally.requests += 1;
  tally.lastAt = at;
}

function portionOf(count: DayCount): Portion {
  const { clientId, keyId, requests } = count;
  const told = [...count.sources.values()]
    .filter((tally) => tally.requests > 0)
    .map((tally) => ({ tally, requests: tally.requests }));
  return {
    row: {
      clientId,
      keyId,
      day: iso(count.day * DAY_MS).slice(0, 10),
      requests,
      lastAt: iso(count.lastAt),
      lastAddress: canonicalAddress(count.lastAddress),
      sources: told.map(({ tally: { kind, source, firstAt, lastAt }, requests: some }) => ({
        kind,
        source,
        requests: some,
        firstAt: iso(firstAt),
        lastAt: iso(lastAt),
      })),
    },
    settle() {
      count.requests -= requests;
      for (const one of told) one.tally.requests -= one.requests;
    },
  };
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
