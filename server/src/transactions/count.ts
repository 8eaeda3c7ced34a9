/**
 * How many transactions a business or an account has: a tally of the old ones, which can only be as many, and a count of
 * the few since. The tally is moved on when that becomes long, a bounded way each time: the first counts after a long
 * history was loaded say that there are more, until the tally has come to its end.
 */

import type { Clock } from '../platform/clock.ts';
import type { Total } from '../platform/counting.ts';
import { earliestId } from '../platform/ids.ts';
import type { Sql } from '../platform/pool.ts';
import { type Counted, countOn, findTally, saveTally, type Tally } from './store/tally.ts';

/**
 * No row with an id from before this is still to be committed. An id is made within the transaction of its row, whose
 * statements are fewer than twenty; each takes 5 s at most, and the next one follows within 15 s, or the database ends the
 * transaction. What remains of the time is for clocks of servers that differ, by minutes where single seconds are a fault.
 */
export const SETTLED_MS = 15 * 60_000;
const BITE = 100_000;
/** In one request: a million rows. */
const MOST_BITES = 10;
/** As many are counted anew each time rather than written down. */
const WORTH_SAVING = 500n;
const BEGINNING: Tally = { upToId: '', count: 0n };

export async function countAll(sql: Sql, clock: Clock, counted: Counted): Promise<Total> {
  const settled = earliestId('transaction', clock.now() - SETTLED_MS);
  let tally = (await findTally(sql, counted)) ?? BEGINNING;
  let bites = 0;
  for (; bites < MOST_BITES; bites += 1) {
    const bite = await countOn(sql, counted, { after: tally.upToId, before: settled, most: BITE });
    if (bite.lastId === null || bite.count < WORTH_SAVING) break;
    const next = { upToId: bite.lastId, count: tally.count + bite.count };
    await saveTally(sql, counted, { from: tally, to: next });
    tally = next;
  }
  let { count, upToId: after } = tally;
  for (; bites < MOST_BITES; bites += 1) {
    const bite = await countOn(sql, counted, { after, before: null, most: BITE });
    count += bite.count;
    if (bite.lastId === null || bite.count < BITE) return { totalCount: Number(count), isTotalExact: true };
    after = bite.lastId;
  }
  return { totalCount: Number(count), isTotalExact: false };
}
