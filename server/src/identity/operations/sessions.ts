/** Sessions after the sign-in: looking at them and ending them. */

import { Fault } from '../../faults/index.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database.ts';
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
  end(userId: UserId, id: SessionId): Promise<void>;
  /** Ends all but the given one; returns how many. */
  endOthers(userId: UserId, except: SessionId): Promise<number>;
}

export interface SessionPage {
  readonly before: string | undefined;
  readonly offset: number;
  readonly limit: number;
}

export function createSessions(options: { readonly clock: Clock; readonly database: Database }): Sessions {
  const { clock, database } = options;
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
    end: (userId, id) =>
      database.transaction(async (transaction) => {
        transaction.changed(id);
        if (!(await endSession(transaction.sql, userId, id, now()))) throw new Fault('session.not_found');
      }),
    endOthers: (userId, except) =>
      database.transaction(async (transaction) => {
        const ended = await endSessions(transaction.sql, userId, now(), except);
        for (const id of ended) transaction.changed(id);
        return ended.length;
      }),
  };
}
