/** The SQL of jobs. All moments are the database's own, so that processes whose clocks differ agree on them. */

import type { Sql } from './pool.ts';

interface NewJob {
  readonly id: string;
  readonly queue: string;
  readonly dataSealed: Uint8Array;
  readonly delaySeconds: number;
}

export interface TakenJob {
  readonly id: string;
  readonly dataSealed: Uint8Array;
  /** Including this one. */
  readonly attempts: number;
}

export async function insertJob(sql: Sql, { id, queue, dataSealed, delaySeconds }: NewJob): Promise<void> {
  await sql`
    insert into job (id, queue, data_sealed, due_at)
    values (${id}, ${queue}, ${dataSealed}, now() + make_interval(secs => ${delaySeconds}))`;
}

interface Take {
  readonly queue: string;
  readonly limit: number;
  readonly holdSeconds: number;
  /** Jobs that the process is still at. */
  readonly except: readonly string[];
}

/** Takes jobs that are due. Until `holdSeconds` have passed nobody else takes them. */
export function takeJobs(sql: Sql, { queue, limit, holdSeconds, except }: Take): Promise<TakenJob[]> {
  const isOther = except.length === 0 ? sql`` : sql`and id not in ${sql([...except])}`;
  return sql<TakenJob[]>`
    update job set attempts = attempts + 1, due_at = now() + make_interval(secs => ${holdSeconds})
    where id in
      (select id from job where queue = ${queue} and due_at <= now() ${isOther} order by due_at limit ${limit}
       for update skip locked)
    returning id, data_sealed as "dataSealed", attempts`;
}

export async function deleteJob(sql: Sql, id: string): Promise<void> {
  await sql`delete from job where id = ${id}`;
}

/** Unless somebody else has taken the job since. */
export async function postponeJob(
  sql: Sql,
  { id, attempts }: Pick<TakenJob, 'id' | 'attempts'>,
  waitSeconds: number,
): Promise<void> {
  await sql`
    update job set due_at = now() + make_interval(secs => ${waitSeconds})
    where id = ${id} and attempts = ${attempts}`;
}

/** What waits in a queue. */
export interface Backlog {
  readonly queue: string;
  readonly jobs: number;
  /** How long ago the job that waits longest was due; 0 when none is. */
  readonly overdueSeconds: number;
}

/** Of the queues that hold anything. Jobs that somebody is at count, and are not overdue. */
export function countJobs(sql: Sql): Promise<Backlog[]> {
  return sql<Backlog[]>`
    select queue, count(*)::int as jobs,
           greatest(0, extract(epoch from now() - min(due_at)))::float8 as "overdueSeconds"
    from job group by queue`;
}
