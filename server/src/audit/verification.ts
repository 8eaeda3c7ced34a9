/**
 * Proving chains whole, or naming the first link that is broken. Reads page by page, so its memory does not grow with
 * what it reads, and looks at one account's chain as it was at one moment, so it can run while events are added.
 */

import type { ClientId } from '../platform/ids.ts';
import type { Sql } from '../platform/pool.ts';
import { linkHash, ORIGIN } from './chain.ts';
import type { ChainedEvent, Link } from './event.ts';
import { findTip, nextClient, readChain, type Tip } from './store.ts';

/**
 * How a chain can be broken at a place: the event there is not as it was recorded (`changed`), stands elsewhere than it
 * was recorded (`reordered`), is gone (`missing`); the head disagrees with the newest event (`head`); the chain is whole,
 * but another than the one that was noted elsewhere (`rewritten`).
 */
export type Break = 'changed' | 'reordered' | 'missing' | 'head' | 'rewritten';

export interface BrokenLink {
  readonly sequence: number;
  /** Absent where there is no event to name. */
  readonly eventId: string | undefined;
  readonly why: Break;
}

/** What was found of one client account. */
export interface ChainReport {
  readonly clientId: ClientId;
  /** Events proved good, from the first on. */
  readonly events: number;
  /** Note it elsewhere, and nobody can shorten or rewrite what is before it unnoticed. */
  readonly head: Link | undefined;
  readonly broken: BrokenLink | undefined;
}

export interface VerifyOptions {
  /** One client account; all of them when absent. */
  readonly clientId?: ClientId | undefined;
  /** A head of that client account that was noted earlier and must still be in its chain. */
  readonly expect?: Link | undefined;
}

const PAGE = 500;

export async function* verifyChains(sql: Sql, options: VerifyOptions): AsyncGenerator<ChainReport> {
  if (options.clientId !== undefined) {
    yield await verifyChain(sql, options.clientId, options.expect);
    return;
  }
  for (let id = await nextClient(sql, ''); id !== undefined; id = await nextClient(sql, id)) yield verifyChain(sql, id);
}

async function verifyChain(sql: Sql, clientId: ClientId, expect?: Link): Promise<ChainReport> {
  const tip = await findTip(sql, clientId);
  let last = ORIGIN;
  const report = (broken?: BrokenLink): ChainReport => ({ clientId, events: last.sequence, head: tip.head, broken });
  for await (const event of eventsUpTo(sql, clientId, tip.newest?.sequence ?? 0)) {
    const broken = await judge(sql, clientId, last, event);
    if (broken !== undefined) return report(broken);
    if (event.sequence === expect?.sequence && event.hash !== expect.hash) {
      return report({ sequence: event.sequence, eventId: event.id, why: 'rewritten' });
    }
    last = event;
  }
  return report(judgeEnd(tip, last, expect));
}

async function* eventsUpTo(sql: Sql, clientId: ClientId, end: number): AsyncGenerator<ChainedEvent> {
  for (let after = ORIGIN.sequence; after < end; ) {
    const page = await readChain(sql, clientId, after, PAGE);
    for (const event of page) {
      if (event.sequence > end) return;
      yield event;
    }
    const next = page.at(-1)?.sequence;
    if (next === undefined) return;
    after = next;
  }
}

async function judge(sql: Sql, clientId: ClientId, last: Link, event: ChainedEvent): Promise<BrokenLink | undefined> {
  const sequence = last.sequence + 1;
  if (event.sequence !== sequence) return { sequence, eventId: undefined, why: 'missing' };
  if (linkHash(last, clientId, event) === event.hash) return undefined;
  const why = (await isGoodElsewhere(sql, clientId, event)) ? 'reordered' : 'changed';
  return { sequence, eventId: event.id, why };
}

/** Whether the event's hash is right behind another event of the chain. Reads the whole chain, once a chain at most. */
async function isGoodElsewhere(sql: Sql, clientId: ClientId, event: ChainedEvent): Promise<boolean> {
  const fits = (previous: Link): boolean => linkHash(previous, clientId, event) === event.hash;
  if (fits(ORIGIN)) return true;
  for await (const { hash, sequence } of eventsUpTo(sql, clientId, Number.POSITIVE_INFINITY)) {
    // The one that it was recorded behind may have been moved as well, to the place where this one was.
    if (fits({ hash, sequence }) || fits({ hash, sequence: sequence - 1 })) return true;
  }
  return false;
}

function judgeEnd({ head }: Tip, last: Link, expect: Link | undefined): BrokenLink | undefined {
  const sequence = last.sequence + 1;
  const isShort = (head?.sequence ?? 0) > last.sequence || (expect?.sequence ?? 0) > last.sequence;
  if (isShort) return { sequence, eventId: undefined, why: 'missing' };
  const agrees = (head ?? ORIGIN).sequence === last.sequence && (head ?? ORIGIN).hash === last.hash;
  return agrees ? undefined : { sequence: last.sequence, eventId: undefined, why: 'head' };
}
