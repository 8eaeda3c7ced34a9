/**
 * Transactions on connections that may die in the middle of one. The driver goes on writing to a connection that is gone,
 * be it the next statement or its own rollback: that ends the process, or reaches the connection which takes its place,
 * where another statement then waits for ever. Here nothing is written any more once the connection is known to be dead.
 */

import { isConnectionLost, isStale } from './database-errors.ts';
import type { Pool, Sql } from './pool.ts';

/** As many connections as may have died unnoticed since they were last used. */
const MAX_BEGINNINGS = 10;

/**
 * Rejects when the connection is lost, whatever the work is doing at that moment; the work is then left where it is. A
 * connection that turns out to be dead before the work has begun is nothing to be told of: another is taken.
 */
export async function inTransaction<T>(pool: Pool, work: (sql: Sql) => Promise<T>): Promise<T> {
  for (let beginnings = 1; ; beginnings += 1) {
    let hasBegun = false;
    try {
      return await attempt(pool, (sql) => {
        hasBegun = true;
        return work(sql);
      });
    } catch (error) {
      if (hasBegun || beginnings === MAX_BEGINNINGS || !isStale(error)) throw error;
    }
  }
}

async function attempt<T>(pool: Pool, work: (sql: Sql) => Promise<T>): Promise<T> {
  let isOver = false;
  try {
    const { value } = await pool.begin(async (sql) => {
      const guarded = new Proxy(sql, {
        apply(target, self, given) {
          if (isOver) throw new Error('the transaction is over');
          return Reflect.apply(target, self, given);
        },
      });
      try {
        return { value: await work(guarded) };
      } catch (error) {
        // Never to be answered: the driver would roll back. Whoever waits is told by the end of the connection itself.
        if (isOver || isConnectionLost(error)) return new Promise<never>(() => undefined);
        throw error;
      }
    });
    return value as T;
  } finally {
    isOver = true;
  }
}
