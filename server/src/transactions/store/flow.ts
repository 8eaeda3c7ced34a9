/** The SQL of the flow of money by days: sums over the transactions whose ids, which sort by time, are of the day. */

import type postgres from 'postgres';
import type { BusinessId } from '../../platform/ids.ts';
import type { Sql } from '../../platform/pool.ts';

/** A day and the ids that were made on it: from the one on, before the other. A type, not an interface, which would not count as JSON. */
export type DaySpan = {
  readonly date: string;
  readonly fromId: string;
  readonly toId: string;
};

/** In kobo, without charges. */
export interface FlowSums {
  readonly inKobo: bigint;
  readonly inCount: bigint;
  readonly outKobo: bigint;
  readonly outCount: bigint;
}

type Sums = ReadonlyMap<string, FlowSums>;

const spans = (sql: Sql, days: readonly DaySpan[]) => sql`
  (select date::date as day, "fromId" collate "C" as from_id, "toId" collate "C" as to_id
   from jsonb_to_recordset(${sql.json([...days])}) as d(date text, "fromId" text, "toId" text)) d`;

/** Of each day by itself, so that the ids bound what is read of the index. */
const sumsOfDay = (sql: Sql, businessId: BusinessId, which: postgres.Fragment) => sql`
  lateral (
    select coalesce(sum(amount_kobo) filter (where direction = 'credit'), 0)::bigint as "inKobo",
           count(*) filter (where direction = 'credit') as "inCount",
           coalesce(sum(amount_kobo) filter (where direction = 'debit'), 0)::bigint as "outKobo",
           count(*) filter (where direction = 'debit') as "outCount"
    from account_transaction
    where business_id = ${businessId} and id >= d.from_id and id < d.to_id ${which}) s`;

/** The sums of those of the days that were added up before. */
export async function findDays(sql: Sql, businessId: BusinessId, days: readonly DaySpan[]): Promise<Sums> {
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return new Map();
  return byDate(
    await sql<Row[]>`
      select day::text as date, in_kobo as "inKobo", in_count as "inCount", out_kobo as "outKobo",
             out_count as "outCount"
      from transaction_day
      where business_id = ${businessId} and day between ${first.date}::date and ${last.date}::date`,
  );
}

/** Adds the days up, each of which must be over. Whoever else does so at the moment finds the same. */
export async function addDays(sql: Sql, businessId: BusinessId, days: readonly DaySpan[]): Promise<void> {
  await sql`
    insert into transaction_day (business_id, day, in_kobo, in_count, out_kobo, out_count)
    select ${businessId}, d.day, s."inKobo", s."inCount", s."outKobo", s."outCount"
    from ${spans(sql, days)} cross join ${sumsOfDay(sql, businessId, sql``)}
    order by d.day
    on conflict on constraint transaction_day__pkey do nothing`;
}

/** What was not successful, or did not remain so: read from the index that holds nothing else. */
export function sumUnsuccessful(sql: Sql, businessId: BusinessId, days: readonly DaySpan[]): Promise<Sums> {
  const which = sql`and status in ('pending', 'failed', 'reversed') and status <> 'successful'`;
  return sumDays(sql, businessId, days, which);
}

export function sumSuccessful(sql: Sql, businessId: BusinessId, days: readonly DaySpan[]): Promise<Sums> {
  return sumDays(sql, businessId, days, sql`and status = 'successful'`);
}

async function sumDays(
  sql: Sql,
  businessId: BusinessId,
  days: readonly DaySpan[],
  which: postgres.Fragment,
): Promise<Sums> {
  return byDate(
    await sql<Row[]>`
      select d.day::text as date, s.* from ${spans(sql, days)} cross join ${sumsOfDay(sql, businessId, which)}`,
  );
}

type Row = FlowSums & { readonly date: string };

function byDate(rows: readonly Row[]): Sums {
  return new Map(rows.map(({ date, ...row }) => [date, row]));
}
