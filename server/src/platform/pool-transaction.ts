/**
 * Transactions on connections that may die in the middle of one. The driver goes on writing to a connection that is gone,
 * be it the next statement or its own rollback: that ends the process, or reaches the connection which takes its place,
 * where another statement then waits for ever. Here nothing is written any more once the connection is known to be dead.
 */

import { isConnectionLost } from './database-errors.ts';
import type { Pool, Sql } from './pool.ts';

/** Rejects when the connection is lost, whatever the work is doing at that moment; the work is then left where it is. */
export async function inTransaction<T>(pool: Pool, work: (sql: Sql) => Promise<T>): Promise<T> {
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
