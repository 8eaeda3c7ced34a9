/** What becomes worthless with time in this room, and when. */

import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import type { Sweep } from '../platform/sweep.ts';
import { deleteExpiredInvitations } from './store/invitations.ts';

/** Expired invitations are listed for a month more, so that they can be sent anew. */
const INVITATIONS_KEPT_MS = 30 * 24 * 60 * 60 * 1000;

export function memberSweeps({ clock, database }: { readonly clock: Clock; readonly database: Database }): Sweep[] {
  return [(limit) => deleteExpiredInvitations(database.sql, new Date(clock.now() - INVITATIONS_KEPT_MS), limit)];
}
