/**
 * The SQL that recomputes the ledger. Each query finds the first difference of its kind, with what was expected there and
 * what was found; whole tables are read in the order of their indexes, so that memory does not grow with them.
 */

import type { Sql } from '../../platform/pool.ts';
import type { AccountKind } from '../rules.ts';

/** A place where the books are not what they must be. */
export interface Difference {
  /** What is wrong there. */
  readonly what: string;
  readonly businessId: string;
  readonly accountId?: string | null;
  /** Of the account's entries. */
  readonly version?: string | null;
  readonly postingId?: string | null;
  readonly expected: string;
  readonly found: string;
}

type Found = Omit<Difference, 'what'>;
type Check = readonly [what: string, find: (sql: Sql) => Promise<Found[]>];

const CHECKS: readonly Check[] = [
  ['a reference was posted twice', findReferenceTwice],
  ['the entries of a posting do not add up to nothing', findUnbalanced],
  ['an entry has no posting', findOrphan],
  ['a posting has fewer than two entries', findBare],
  ['an entry does not follow the one before it', findOutOfLine],
  ['an account is not what its entries come to', findWrongAccount],
  ['a balance is below its minimum', findBelowMinimum],
  ['a posting was settled twice', findSettledTwice],
  ['a posting settles one of the wrong kind', findWrongKind],
  ['a settlement is not what it settles', findWrongSettlement],
  ['a clearing account is not what is in flight', findWrongClearing],
];

/** The first difference there is; undefined when the books are right. */
export async function findDifference(sql: Sql): Promise<Difference | undefined> {
  for (const [what, find] of CHECKS) {
    const [found] = await find(sql);
    if (found !== undefined) return { what, ...found };
  }
  return undefined;
}

function findReferenceTwice(sql: Sql): Promise<Found[]> {
  return sql<Found[]>`
    select business_id as "businessId", min(id) as "postingId", '1 posting of ' || reference as expected,
           count(*)::text as found
    from ledger_posting where reference is not null
    group by business_id, reference having count(*) > 1
    order by business_id, reference limit 1`;
}

function findUnbalanced(sql: Sql): Promise<Found[]> {
  return sql<Found[]>`
    select coalesce((select business_id from ledger_posting p where p.id = e.posting_id), '') as "businessId",
           e.posting_id as "postingId", '0' as expected, e.total::text as found
    from (select posting_id, sum(amount_kobo) as total from ledger_entry
          group by posting_id having sum(amount_kobo) <> 0 order by posting_id limit 1) e`;
}

function findOrphan(sql: Sql): Promise<Found[]> {
  return sql<Found[]>`
    select e.business_id as "businessId", e.account_id as "accountId", e.version::text as version,
           e.posting_id as "postingId", 'its posting' as expected, 'none' as found
    from ledger_entry e where not exists (select from ledger_posting p where p.id = e.posting_id)
    order by e.business_id, e.account_id, e.version limit 1`;
}

function findBare(sql: Sql): Promise<Found[]> {
  return sql<Found[]>`
    select p.business_id as "businessId", p.id as "postingId", 'at least 2 entries' as expected,
           coalesce(e.entries, 0)::text as found
    from ledger_posting p
    left join (select posting_id, count(*) as entries from ledger_entry group by posting_id) e on e.posting_id = p.id
    where coalesce(e.entries, 0) < 2
    order by p.business_id, p.id limit 1`;
}

function findOutOfLine(sql: Sql): Promise<Found[]> {
  return sql<Found[]>`
    select business_id as "businessId", account_id as "accountId", version::text as version, posting_id as "postingId",
           format('entry %s with the balance %s', place, running) as expected,
           format('entry %s with the balance %s', version, balance_kobo) as found
    from (select business_id, account_id, version, posting_id, balance_kobo,
                 row_number() over account as place, sum(amount_kobo) over account as running
          from ledger_entry window account as (partition by business_id, account_id order by version)) e
    where version <> place or balance_kobo <> running
    order by business_id, account_id, e.version limit 1`;
}

function findWrongAccount(sql: Sql): Promise<Found[]> {
  return sql<Found[]>`
    select business_id as "businessId", account_id as "accountId",
           format('the balance %s after %s entries', coalesce(e.total, 0), coalesce(e.entries, 0)) as expected,
           case when a.balance_kobo is null then 'no account'
                else format('the balance %s after %s entries', a.balance_kobo, a.version) end as found
    from (select business_id, id as account_id, balance_kobo, version from ledger_account) a
    full join (select business_id, account_id, sum(amount_kobo) as total, count(*) as entries
               from ledger_entry group by business_id, account_id) e using (business_id, account_id)
    where a.balance_kobo is null or a.balance_kobo <> coalesce(e.total, 0) or a.version <> coalesce(e.entries, 0)
    order by business_id, account_id limit 1`;
}

function findBelowMinimum(sql: Sql): Promise<Found[]> {
  return sql<Found[]>`
    select business_id as "businessId", id as "accountId", 'at least ' || minimum_kobo as expected,
           balance_kobo::text as found
    from ledger_account where balance_kobo < minimum_kobo
    order by business_id, id limit 1`;
}

function findSettledTwice(sql: Sql): Promise<Found[]> {
  return sql<Found[]>`
    select business_id as "businessId", of_id as "postingId", '1 settlement' as expected, count(*)::text as found
    from ledger_posting where of_id is not null
    group by business_id, of_id having count(*) > 1
    order by business_id, of_id limit 1`;
}

function findWrongKind(sql: Sql): Promise<Found[]> {
  return sql<Found[]>`
    select s.business_id as "businessId", s.id as "postingId",
           case when s.kind = 'reversal' then 'a reversal of a move or a post' else 'a ' || s.kind || ' of a hold' end as expected,
           'of ' || coalesce('a ' || o.kind, 'nothing') as found
    from ledger_posting s
    left join ledger_posting o on o.business_id = s.business_id and o.id = s.of_id
    where s.of_id is not null
      and (o.id is null or case when s.kind = 'reversal' then o.kind not in ('move', 'post') else o.kind <> 'hold' end)
    order by s.business_id, s.id limit 1`;
}

/**
 * A void and what it voids come to nothing on every account, a post and its hold on the clearing accounts, a reversal and
 * all that it reverses on every account.
 */
function findWrongSettlement(sql: Sql): Promise<Found[]> {
  return sql<Found[]>`
    select s.business_id as "businessId", e.account_id as "accountId", s.id as "postingId",
           '0 together with ' || s.of_id as expected, sum(e.amount_kobo)::text as found
    from ledger_posting s
    join ledger_posting o on o.business_id = s.business_id and o.id = s.of_id
    cross join lateral (values (s.id), (o.id), (case when s.kind = 'reversal' then o.of_id end)) part (id)
    join ledger_entry e on e.posting_id = part.id
    where s.of_id is not null
      and (s.kind <> 'post' or exists (
        select from ledger_account a
        where a.business_id = e.business_id and a.id = e.account_id and a.kind = 'clearing'))
    group by s.business_id, s.id, s.of_id, e.business_id, e.account_id having sum(e.amount_kobo) <> 0
    order by s.business_id, s.id, e.account_id limit 1`;
}

function findWrongClearing(sql: Sql): Promise<Found[]> {
  return sql<Found[]>`
    select a.business_id as "businessId", a.id as "accountId", coalesce(flight.total, 0)::text as expected,
           a.balance_kobo::text as found
    from ledger_account a
    left join (
      select e.business_id, e.account_id, sum(e.amount_kobo) as total
      from ledger_posting h join ledger_entry e on e.posting_id = h.id
      where h.kind = 'hold'
        and not exists (select from ledger_posting s where s.business_id = h.business_id and s.of_id = h.id)
      group by e.business_id, e.account_id) flight on flight.business_id = a.business_id and flight.account_id = a.id
    where a.kind = 'clearing' and a.balance_kobo <> coalesce(flight.total, 0)
    order by a.business_id, a.id limit 1`;
}

/** What all accounts of a kind hold together. */
export interface KindTotal {
  readonly kind: AccountKind;
  readonly accounts: string;
  readonly balanceKobo: string;
}

export function totalByKind(sql: Sql): Promise<KindTotal[]> {
  return sql<KindTotal[]>`
    select kind, count(*)::text as accounts, sum(balance_kobo)::text as "balanceKobo"
    from ledger_account group by kind order by kind`;
}

export interface Size {
  readonly postings: string;
  readonly entries: string;
  readonly holdsInFlight: string;
}

export async function measure(sql: Sql): Promise<Size> {
  const [size] = await sql<[Size]>`
    select (select count(*) from ledger_posting)::text as postings,
           (select count(*) from ledger_entry)::text as entries,
           (select count(*) from ledger_posting h where kind = 'hold' and not exists (
              select from ledger_posting s where s.business_id = h.business_id and s.of_id = h.id))::text as "holdsInFlight"`;
  return size;
}

/** Reading everything takes as long as it takes. */
export async function takeTime(sql: Sql): Promise<void> {
  await sql`set local statement_timeout = 0`;
}
