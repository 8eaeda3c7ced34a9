/** What of keys time makes worthless: how they were used long ago. */

import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import type { Sweep } from '../platform/sweep.ts';
import { deleteOldUse } from './store/usage.ts';

export function keySweeps({ clock, database }: { readonly clock: Clock; readonly database: Database }): Sweep[] {
  return [(limit) => deleteOldUse(database.sql, new Date(clock.now()), limit)];
}
