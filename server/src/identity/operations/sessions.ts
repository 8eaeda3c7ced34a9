/** Sessions after the sign-in: looking at them and ending them. */

import type { Actor, Audit } from '../../audit/index.ts';
import { Fault } from '../../faults/index.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database, Transaction } from '../../platform/database.ts';
import type { SessionId, UserId } from '../../platform/ids.ts';
import type { Sql } from '../../platform/pool.ts';
import {
  countSessions,
  endSession,
  endSessions,
  findSession,
  listSessions,
  type SessionListItem,
  type SessionRecord,
} from '../store/people.ts';

export interface Sessions {
  /** The session as it is now, whatever its state; undefined when there never was one. */
  find(sql: Sql, id: SessionId): Promise<SessionRecord | undefined>;
  /** Active sessions, newest first; with how many there are in all. */
  list(
    userId: UserId,
    page: SessionPage,
  ): Promise<{ readonly items: readonly SessionListItem[]; readonly totalCount: number }>;
  /** Ends one; its token is refused from the next request on. Fault `session.not_found`. */
  end(userId: UserId, id: SessionId, by: Ending): Promise<void>;
  /** Ends all of the user's, for the operator; returns how many. */
  endAll(transaction: Transaction, userId: UserId): Promise<number>;
  /** Ends all but the given one; returns how many. */
  endOthers(userId: UserId, except: SessionId, actor: Actor): Promise<number>;
}

/** By which operation a session is ended, and by whom; by the operator when that is absent. */
export interface Ending {
  readonly action: string;
  readonly actor?: Actor;
}

export interface SessionPage {
  readonly before: string | undefined;
  readonly offset: number;
  readonly limit: number;
}

export function createSessions(options: {
  readonly audit: Audit;
  readonly clock: Clock;
  readonly database: Database;
}): Sessions {
  const { audit, clock, database } = options;
  const now = () => new Date(clock.now());
  return {
    find: findSession,
    async list(userId, page) {
      const at = now();
      const [items, totalCount] = await Promise.all([
        listSessions(database.sql, userId, { ...page, now: at }),
        countSessions(database.sql, userId, at),
      ]);
      return { items, totalCount };
    },
    end: (userId, id, by) =>
      database.transaction(async (transaction) => {
        transaction.changed(id);
        if (!(await endSession(transaction.sql, userId, id, now()))) throw new Fault('session.not_found');
        await audit.recordForUser(transaction.sql, userId, { ...by, objectId: id });
      }),
    async endAll(transaction, userId) {
      const ended = await endSessions(transaction.sql, userId, now());
      for (const id of ended) transaction.changed(id);
      return ended.length;
    },
    endOthers: (userId, except, actor) =>
      database.transaction(async (transaction) => {
        const ended = await endSessions(transaction.sql, userId, now(), except);
        for (const id of ended) transaction.changed(id);
        const event = { action: 'auth.sessions.end-others', objectId: userId, details: { ended: ended.length } };
        await audit.recordForUser(transaction.sql, userId, { ...event, actor });
        return ended.length;
      }),
  };
}
