/**
 * Writes down who did what to which object, in the transaction that does it, so that neither exists without the other;
 * counts what was refused; lists, exports and proves what was written down.
 */

import { Readable } from 'node:stream';
import { Fault } from '../faults/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import { type ClientId, earliestId, type Ids, timeOfId, type UserId } from '../platform/ids.ts';
import type { Log } from '../platform/log.ts';
import type { Sql } from '../platform/pool.ts';
import type { Actor, AuditEvent, ChainedEvent, EventContent, PersonalEvent, Refusal } from './event.ts';
import { exportLines } from './export.ts';
import { type CountedRefusals, createRefusals } from './refusals.ts';
import { DONE, toContent } from './rules.ts';
import {
  type AccountsOf,
  appendEvent,
  countEvents,
  type EventFilter,
  findHead,
  listEvents,
  oneAccount,
} from './store.ts';
import { type ChainReport, type VerifyOptions, verifyChains } from './verification.ts';

/** Which events are wanted; what is absent is not looked at. */
export interface EventSearch {
  readonly action?: string;
  readonly userId?: string;
  readonly keyId?: string;
  readonly objectId?: string;
  /** ISO 8601: the first moment, and the first no longer wanted. */
  readonly from?: string;
  readonly to?: string;
}

export interface EventPage {
  readonly before: string | undefined;
  readonly offset: number;
  readonly limit: number;
}

export interface Export {
  readonly mediaType: 'application/x-ndjson';
  readonly fileName: string;
  /** Read from the database as it is read from here. */
  readonly body: Readable;
}

export interface Audit {
  /**
   * Adds an event to the chain of its client account. Holds the account's other events up until the transaction ends, so
   * it belongs at the transaction's end.
   */
  record(sql: Sql, event: AuditEvent): Promise<void>;
  /** Adds the event to the chain of every client account that the user belongs to, in one statement. */
  recordForUser(sql: Sql, userId: UserId, event: PersonalEvent): Promise<void>;
  /** Counts a refusal, in memory: takes no time worth measuring, whether anything is recorded of it or not. */
  refused(refusal: Refusal): void;
  /** Writes down the refusals that were counted so far. */
  settle(): Promise<void>;
  list(
    clientId: ClientId,
    search: EventSearch,
    page: EventPage,
  ): Promise<{ readonly items: readonly ChainedEvent[]; readonly totalCount: number }>;
  /** All events that match, oldest first, as lines of JSON, up to this call, which is an event itself. */
  export(clientId: ClientId, search: EventSearch, actor: Actor): Promise<Export>;
  /** Goes through the chains, account by account. */
  verify(options?: VerifyOptions): AsyncIterable<ChainReport>;
  /** Begins to write refusals down. */
  start(): void;
  /** Writes down the refusals that were counted so far, and no more. */
  stop(): Promise<void>;
}

export interface AuditOptions {
  /** Who belongs where is known to rooms above this one. */
  readonly accountsOf: AccountsOf;
  readonly clock: Clock;
  readonly database: Database;
  readonly ids: Ids;
  readonly log: Log;
}

/** Up to here the events of a filtered list are counted. */
const MAX_COUNT = 100_000;

export function createAudit(options: AuditOptions): Audit {
  const { accountsOf, clock, database, ids, log } = options;

  const compose = (toEventContent: (at: Date) => EventContent) => {
    const id = ids.next('auditEvent');
    // The id's own time, so that a span of time is a span of ids.
    return { id, content: toEventContent(new Date(timeOfId(id))) };
  };

  const writeRefusals = async ({ refusal, count }: CountedRefusals): Promise<void> => {
    const { clientId, ofUser, code } = refusal;
    const objectId = refusal.objectId ?? clientId ?? ofUser ?? '';
    const event = compose((at) => toContent({ ...refusal, objectId }, at, { outcome: 'refused', code, count }));
    const { sql } = database;
    if (clientId !== undefined) await appendEvent(sql, oneAccount(sql, clientId), event);
    else if (ofUser !== undefined) await appendEvent(sql, accountsOf(sql, ofUser), event);
  };
  const refusals = createRefusals({ clock, log, write: writeRefusals });

  const record: Audit['record'] = (sql, event) =>
    appendEvent(
      sql,
      oneAccount(sql, event.clientId),
      compose((at) => toContent(event, at, DONE)),
    );

  return {
    record,
    recordForUser: (sql, userId, event) =>
      appendEvent(
        sql,
        accountsOf(sql, userId),
        compose((at) => toContent(event, at, DONE)),
      ),
    refused(refusal) {
      if (refusal.clientId !== undefined || refusal.ofUser !== undefined) refusals.add(refusal);
    },
    settle: refusals.flush,
    async list(clientId, search, page) {
      const filter = toFilter(search);
      const [items, totalCount] = await Promise.all([
        listEvents(database.sql, clientId, filter, page),
        countFor(database.sql, clientId, filter),
      ]);
      return { items, totalCount };
    },
    async export(clientId, search, actor) {
      const filter = toFilter(search);
      const head = await database.transaction(async ({ sql }) => {
        const details = wanted(search);
        await record(sql, { action: 'audit-events.export', clientId, objectId: clientId, actor, details });
        return findHead(sql, clientId);
      });
      const day = new Date(clock.now()).toISOString().slice(0, 10);
      const lines = exportLines(database.sql, clientId, filter, head?.sequence ?? 0);
      return {
        mediaType: 'application/x-ndjson',
        fileName: `audit-${clientId}-${day}.ndjson`,
        body: Readable.from(lines),
      };
    },
    verify: (which = {}) => verifyChains(database.sql, which),
    start: refusals.start,
    stop: refusals.stop,
  };
}

/** Without a filter the head of the chain knows it. */
async function countFor(sql: Sql, clientId: ClientId, filter: EventFilter): Promise<number> {
  if (Object.keys(filter).length > 0) return countEvents(sql, clientId, filter, MAX_COUNT);
  return (await findHead(sql, clientId))?.sequence ?? 0;
}

/** The filters that were asked for, without the other parts of the query. */
function wanted({ action, userId, keyId, objectId, from, to }: EventSearch): Readonly<Record<string, string>> {
  const all = Object.entries({ action, userId, keyId, objectId, from, to });
  return Object.fromEntries(all.filter((one): one is [string, string] => one[1] !== undefined));
}

function toFilter(search: EventSearch): EventFilter {
  const { from, to, ...rest } = wanted(search);
  return {
    ...rest,
    ...(from === undefined ? {} : { fromId: boundary('from', from) }),
    ...(to === undefined ? {} : { toId: boundary('to', to) }),
  };
}

function boundary(field: string, moment: string): string {
  const milliseconds = Date.parse(moment);
  if (!Number.isNaN(milliseconds)) return earliestId('auditEvent', milliseconds);
  throw new Fault('request.invalid', { message: `${field} must be a moment that exists.`, field });
}
