/** The SQL of attempts: counting one and refusing it when it comes too soon is a single statement. */

import type { Sql } from '../../platform/pool.ts';
import type { AttemptPolicy } from '../attempt-rules.ts';

export interface AttemptOutcome {
  /** Consecutive failures including this attempt, which is counted as one until it succeeds. */
  readonly failures: number;
  /** False: it came too soon, and counts for nothing. */
  readonly isCounted: boolean;
  /** Until when the next one is refused; null when it need not wait. */
  readonly blockedUntil: Date | null;
}

/** Counts an attempt, unless the subject must still wait. */
export async function countAttempt(
  sql: Sql,
  subject: Uint8Array,
  policy: AttemptPolicy,
  now: Date,
): Promise<AttemptOutcome> {
  const forgotten =
    policy.forgetAfterSeconds === null
      ? sql`false`
      : sql`a.last_at < excluded.last_at - make_interval(secs => ${policy.forgetAfterSeconds})`;
  const failures = sql`(case when ${forgotten} then 1 else a.failures + 1 end)`;
  const rows = await sql<AttemptOutcome[]>`
    with counted as (
      insert into attempt as a (subject, failures, blocked_until, last_at)
      values (${subject}, 1, '-infinity', ${now})
      on conflict (subject) do update set
        failures = ${failures},
        -- Not "now" where there is no wait: attempts overtake each other, and clocks of processes differ.
        blocked_until = case
          when ${failures} < ${policy.freeFailures} then '-infinity'
          else ${now}::timestamptz + make_interval(secs =>
            least(${policy.maxWaitSeconds},
              ${policy.firstWaitSeconds ?? 1} * 2 ^ least(${failures} - ${policy.freeFailures}, 30))) end,
        last_at = excluded.last_at
      where a.blocked_until <= excluded.last_at
      returning failures, blocked_until
    )
    select failures, true as "isCounted", nullif(blocked_until, '-infinity') as "blockedUntil" from counted
    union all
    select failures, false, blocked_until from attempt
    where subject = ${subject} and not exists (select 1 from counted)`;
  // No row: another attempt at the same subject was counted so recently that this statement cannot see it yet.
  return rows[0] ?? { failures: 1, isCounted: false, blockedUntil: now };
}

/** Forgets the failures of the subject. */
export async function clearAttempts(sql: Sql, subject: Uint8Array): Promise<void> {
  await sql`delete from attempt where subject = ${subject}`;
}

/** Deletes counts at which nothing was tried since; returns how many. */
export async function deleteAttempts(sql: Sql, since: Date, limit: number): Promise<number> {
  const result = await sql`
    delete from attempt where subject in
      (select subject from attempt where last_at < ${since} and blocked_until < ${since} order by last_at limit ${limit})`;
  return result.count;
}
