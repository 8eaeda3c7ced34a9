/** What becomes worthless with time in this room, and when. */

import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import type { Sweep } from '../platform/sweep.ts';
import { deleteAttempts } from './store/attempts.ts';
import { deleteChallenges } from './store/challenges.ts';
import { deleteTokens } from './store/one-time-tokens.ts';
import { deleteNetworks, deleteSessions } from './store/people.ts';
import { deleteRegistrations } from './store/registrations.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** Sessions that are over stay for a month, for whoever looks into an incident. */
const SESSIONS_KEPT_MS = 30 * DAY_MS;
/** So long after the last failed attempt an account may be tried anew: guessing at that pace is hopeless. */
const ATTEMPTS_KEPT_MS = 30 * DAY_MS;
/** As long as browsers keep the cookie of a device. */
const NETWORKS_KEPT_MS = 400 * DAY_MS;

export function identitySweeps({ clock, database }: { readonly clock: Clock; readonly database: Database }): Sweep[] {
  const before = (keptMs: number): Date => new Date(clock.now() - keptMs);
  return [
    (limit) => deleteSessions(database.sql, before(SESSIONS_KEPT_MS), limit),
    (limit) => deleteAttempts(database.sql, before(ATTEMPTS_KEPT_MS), limit),
    (limit) => deleteChallenges(database.sql, before(0), limit),
    (limit) => deleteNetworks(database.sql, before(NETWORKS_KEPT_MS), limit),
    (limit) => deleteTokens(database.sql, before(0), limit),
    (limit) => deleteRegistrations(database.sql, before(0), limit),
  ];
}
