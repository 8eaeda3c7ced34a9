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
  /** Everything that was not settled yet. */
  portions(): Portion[];
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** Bounds: keys at a time, distinct sources of a key in a day, spellings of its addresses. */
const MAX_KEYS = 50_000;
const MAX_SOURCES = 100;
const MAX_SPELLINGS = 1000;
/** Where everything is counted that comes after the last distinct source. */
const OTHERS = 'other';

/** Requests that were not settled yet. */
interface Tally {
  requests: number;
  readonly firstAt: number;
  lastAt: number;
}

interface DayCount {
  readonly clientId: ClientId;
  readonly keyId: SecretKeyId;
  readonly day: number;
  readonly total: Tally;
  lastAddress: string;
  readonly businesses: Map<string, Tally>;
  readonly addresses: Map<string, Tally>;
  /** Addresses as they come, so that the block of a known one need not be worked out again. */
  readonly spellings: Map<string, Tally>;
}

export function createUseCounts(): UseCounts {
  const counts = new Map<SecretKeyId, DayCount>();
  /** Of days that are over, and of keys that had to make room. */
  let closed: DayCount[] = [];

  const close = (count: DayCount): void => {
    counts.delete(count.keyId);
    // Beyond the bound counts are given up: the database has been out of reach for very long.
    if (count.total.requests > 0 && closed.length < MAX_KEYS) closed.push(count);
  };
  const open = ({ clientId, keyId, at }: KeyUse): DayCount => {
    const before = counts.get(keyId);
    if (before !== undefined) close(before);
    const [oldest] = counts.size >= MAX_KEYS ? counts.values() : [];
    if (oldest !== undefined) close(oldest);
    const maps = { businesses: new Map(), addresses: new Map(), spellings: new Map() };
    const count = { clientId, keyId, day: dayOf(at), total: newTally(at), lastAddress: '', ...maps };
    counts.set(keyId, count);
    return count;
  };

  return {
    add(use) {
      const { keyId, businessId, address, at } = use;
      const known = counts.get(keyId);
      const count = known?.day === dayOf(at) ? known : open(use);
      const sourcesBefore = count.addresses.size + count.businesses.size;
      note(count.total, at);
      count.lastAddress = address;
      note(count.spellings.get(address) ?? admitAddress(count, address, at), at);
      if (businessId !== undefined)
        note(count.businesses.get(businessId) ?? admit(count.businesses, businessId, at), at);
      return count.addresses.size + count.businesses.size > sourcesBefore;
    },
    portions() {
      closed = closed.filter(({ total }) => total.requests > 0);
      return [...closed, ...counts.values()].filter(({ total }) => total.requests > 0).map(portionOf);
    },
  };
}

function admitAddress({ addresses, spellings }: DayCount, address: string, at: number): Tally {
  const block = sourceBlock(address);
  const tally = addresses.get(block) ?? admit(addresses, block, at);
  if (spellings.size >= MAX_SPELLINGS) spellings.clear();
  spellings.set(address, tally);
  return tally;
}

function admit(sources: Map<string, Tally>, name: string, at: number): Tally {
  const source = sources.size < MAX_SOURCES ? name : OTHERS;
  const tally = sources.get(source) ?? newTally(at);
  sources.set(source, tally);
  return tally;
}

function dayOf(at: number): number {
  return Math.floor(at / DAY_MS);
}

function newTally(at: number): Tally {
  return { requests: 0, firstAt: at, lastAt: at };
}

function note(tally: Tally, at: number): void {
  tally.requests += 1;
  tally.lastAt = at;
}

function portionOf(count: DayCount): Portion {
  const { clientId, keyId, total, businesses, addresses } = count;
  const told = [{ tally: total, requests: total.requests }];
  const sources: SourceOfUse[] = [];
  for (const [kind, tallies] of [['business', businesses] as const, ['address', addresses] as const]) {
    for (const [source, tally] of tallies) {
      const { requests } = tally;
      if (requests === 0) continue;
      told.push({ tally, requests });
      sources.push({ kind, source, requests, firstAt: iso(tally.firstAt), lastAt: iso(tally.lastAt) });
    }
  }
  const day = iso(count.day * DAY_MS).slice(0, 10);
  const lastAddress = canonicalAddress(count.lastAddress);
  return {
    row: { clientId, keyId, day, requests: total.requests, lastAt: iso(total.lastAt), lastAddress, sources },
    settle() {
      for (const { tally, requests } of told) tally.requests -= requests;
    },
  };
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
