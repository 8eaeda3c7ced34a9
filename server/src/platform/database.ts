/** The way to the database for everything above: single statements, and transactions with bounded retry. */

import type { Changes } from './changes.ts';
import { isRetryable } from './database-errors.ts';
import type { Pool, Sql } from './pool.ts';
import { inTransaction } from './pool-transaction.ts';

export interface Transaction {
  readonly sql: Sql;
  /** Says that cached facts about this id (a session, a user, a key, …) are out of date once the transaction commits. */
  changed(id: string): void;
  /**
   * Runs once the transaction has committed, in this process; harmless when it has not, and possibly never: a hint that
   * there is something to do, which is found by looking too. Unlike `changed` it makes no other commit wait.
   */
  afterwards(hint: () => void): void;
}

/**
 * Runs work in one transaction that takes effect once, however often the same request is repeated: a repetition gets the
 * stored result, which must therefore consist of plain JSON values.
 */
export interface UnitOfWork {
  <T>(work: (transaction: Transaction) => Promise<T>): Promise<T>;
  /** Nothing is remembered beside the work: where its caller sees to that himself, it may share a transaction with others. */
  readonly isPlain?: true;
}

export interface Database {
  readonly sql: Sql;
  /**
   * Runs `work` in one transaction, again from the start (at most 8 times) when the database reports a serialisation
   * failure or a deadlock: `work` must have no effect outside the database. When this returns, the changes declared in
   * it are already known to this process and on their way to every other.
   */
  transaction<T>(work: (transaction: Transaction) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

const MAX_ATTEMPTS = 8;
const RETRY_STEP_MS = 5;

export function createDatabase(pool: Pool, changes: Changes): Database {
  const attempt = async <T>(work: (transaction: Transaction) => Promise<T>): Promise<T> => {
    const changed = new Set<string>();
    const hints: (() => void)[] = [];
    try {
      return await inTransaction(pool, async (sql) => {
        const value = await work({
          sql,
          changed: (id) => void changed.add(id),
          afterwards: (hint) => void hints.push(hint),
        });
        if (changed.size > 0) await changes.publish(sql, changed);
        return value;
      });
    } finally {
      // Also after an error: the connection may have died after the commit, and forgetting a fact is always safe.
      if (changed.size > 0) changes.apply(changed);
      for (const hint of hints) hint();
    }
  };
  return {
    sql: pool,
    async transaction(work) {
      for (let tries = 1; ; tries += 1) {
        try {
          return await attempt(work);
        } catch (error) {
          if (tries >= MAX_ATTEMPTS || !isRetryable(error)) throw error;
          await pause(RETRY_STEP_MS * 2 ** tries * Math.random());
        }
      }
    },
    close: () => pool.end({ timeout: 5 }),
  };
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
