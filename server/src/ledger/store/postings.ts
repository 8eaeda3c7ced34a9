/** The SQL of postings and their entries. */

import type { BusinessId, PostingId, TransactionId } from '../../platform/ids.ts';
import type { Sql } from '../../platform/pool.ts';
import type { PostingKind } from '../rules.ts';

export interface NewPosting {
  readonly businessId: BusinessId;
  readonly id: PostingId;
  readonly kind: PostingKind;
  readonly reference: string | null;
  readonly ofId: PostingId | null;
  readonly transactionId: TransactionId;
  readonly createdAt: Date;
}

/** An entry to be made, with the amount as digits, since JSON numbers are not exact. */
export interface NewEntry {
  readonly businessId: string;
  readonly accountId: string;
  readonly amountKobo: string;
}

export interface Posted {
  /** How many of the accounts exist. */
  readonly found: number;
  /** 0 when the posting was there already, or an account does not exist. */
  readonly made: number;
  readonly written: number;
}

/**
 * A limit that leaves nothing out: by it the planner knows that there are few rows, and looks accounts up in the index. As
 * a parameter it would make the planner plan anew for every posting, which takes it as long as the posting does.
 */
function atMost(sql: Sql, count: number) {
  if (count <= 8) return sql`limit 8`;
  if (count <= 64) return sql`limit 64`;
  return count <= 512 ? sql`limit 512` : sql``;
}

/**
 * Adds the posting, moves the balances and adds the entries, in one statement: no lock is held over a round trip.
 * Accounts are locked in the order of their ids, so that postings never wait for each other in a circle; what the update
 * then reads is not the statement's snapshot but the row that was locked. The lock leaves foreign keys alone: two
 * transactions that each have written a row about the account would otherwise wait for each other here. Nothing happens
 * when an account does not exist.
 * Breaks `ledger_account__balance` when a balance would fall below its minimum, and `ledger_entry__balanced` when an
 * account that is to get something is closed: its entry is missing then. What is undone comes back to closed accounts too.
 */
export async function insertPosting(sql: Sql, posting: NewPosting, entries: readonly NewEntry[]): Promise<Posted> {
  const [posted] = await sql<[Posted]>`
    with line as materialized (
      select * from jsonb_to_recordset(${sql.json(entries.map((entry) => ({ ...entry })))})
        as line("businessId" text collate "C", "accountId" text collate "C", "amountKobo" bigint)
      ${atMost(sql, entries.length)}
    ), found as materialized (
      select count(*)::int as count from line
      where exists (select from ledger_account a where a.business_id = line."businessId" and a.id = line."accountId")
    ), made as (
      insert into ledger_posting (business_id, id, kind, reference, of_id, transaction_id, created_at)
      select ${posting.businessId}, ${posting.id}, ${posting.kind}, ${posting.reference}, ${posting.ofId},
             ${posting.transactionId}, ${posting.createdAt}::timestamptz
      from found where found.count = ${entries.length}
      on conflict do nothing
      returning kind
    ), locked as materialized (
      select a.business_id, a.id, line."amountKobo" as amount, made.kind
      from made cross join line join ledger_account a on a.business_id = line."businessId" and a.id = line."accountId"
      order by a.id for no key update of a
    ), moved as (
      update ledger_account a set balance_kobo = a.balance_kobo + locked.amount, version = a.version + 1
      from locked where a.business_id = locked.business_id and a.id = locked.id
        and (a.closed_at is null or locked.amount < 0 or locked.kind in ('void', 'reversal'))
      returning a.business_id, a.id, a.version, a.balance_kobo, locked.amount
    ), written as (
      insert into ledger_entry (business_id, account_id, version, posting_id, amount_kobo, balance_kobo, created_at)
      select business_id, id, version, ${posting.id}, amount, balance_kobo, ${posting.createdAt}::timestamptz
      from moved
      returning 1
    )
    select found.count as found, (select count(*) from made)::int as made, (select count(*) from written)::int as written
    from found`;
  return posted;
}

/**
 * The same for several postings, as if one had followed the other: an account's entries are numbered and add up in the
 * order of the postings, and each leaves at least the account's minimum. Balances are moved by what all come to, and what
 * each found is reckoned back from what was left. A posting that was there already is left out; nothing happens when any
 * account does not exist. Breaks the constraints that one breaks, and then says nothing of which it was.
 */
export async function insertPostings(
  sql: Sql,
  postings: readonly (NewPosting & { readonly entries: readonly NewEntry[] })[],
): Promise<Omit<Posted, 'made'> & { readonly made: readonly PostingId[] }> {
  const heads = postings.map(({ entries: _, createdAt, ...head }) => ({ ...head, createdAt: createdAt.toISOString() }));
  const lines = postings.flatMap(({ id, entries }, place) => entries.map((entry) => ({ ...entry, id, place })));
  const [posted] = await sql<[Omit<Posted, 'made'> & { readonly made: readonly PostingId[] }]>`
    with head as materialized (
      select * from jsonb_to_recordset(${sql.json(heads)})
        as head("businessId" text, id text, kind text, reference text, "ofId" text, "transactionId" text, "createdAt" timestamptz)
      ${atMost(sql, heads.length)}
    ), line as materialized (
      select * from jsonb_to_recordset(${sql.json(lines)})
        as line(place int, id text collate "C", "businessId" text collate "C", "accountId" text collate "C", "amountKobo" bigint)
      ${atMost(sql, lines.length)}
    ), found as materialized (
      select count(*)::int as count from line
      where exists (select from ledger_account a where a.business_id = line."businessId" and a.id = line."accountId")
    ), made as (
      insert into ledger_posting (business_id, id, kind, reference, of_id, transaction_id, created_at)
      select "businessId", id, kind, reference, "ofId", "transactionId", "createdAt"
      from head cross join found where found.count = ${lines.length}
      on conflict do nothing
      returning id, kind, created_at
    ), step as materialized (
      select line."businessId" as business_id, line."accountId" as account_id, line."amountKobo" as amount,
             made.id as posting_id, made.created_at, made.kind in ('void', 'reversal') as undoes,
             sum(line."amountKobo") over later as later_amount, count(*) over later as later_steps
      from made join line on line.id = made.id
      window later as (partition by line."businessId", line."accountId" order by line.place desc
                       rows between unbounded preceding and current row exclude current row)
    ), total as materialized (
      select business_id, account_id, sum(amount) as amount, count(*) as steps, bool_or(amount > 0 and not undoes) as gives
      from step group by business_id, account_id
      ${atMost(sql, lines.length)}
    ), locked as materialized (
      select a.business_id, a.id, total.amount, total.steps, total.gives
      from total join ledger_account a on a.business_id = total.business_id and a.id = total.account_id
      order by a.id for no key update of a
    ), moved as (
      update ledger_account a set balance_kobo = a.balance_kobo + locked.amount, version = a.version + locked.steps
      from locked where a.business_id = locked.business_id and a.id = locked.id
        and (a.closed_at is null or not locked.gives)
      returning a.business_id, a.id, a.version, a.balance_kobo, a.minimum_kobo
    ), written as (
      insert into ledger_entry (business_id, account_id, version, posting_id, amount_kobo, balance_kobo, created_at)
      select moved.business_id, moved.id, moved.version - step.later_steps, step.posting_id, step.amount,
             moved.balance_kobo - coalesce(step.later_amount, 0), step.created_at
      from moved join step on step.business_id = moved.business_id and step.account_id = moved.id
      where moved.minimum_kobo is null or moved.balance_kobo - coalesce(step.later_amount, 0) >= moved.minimum_kobo
      returning 1
    )
    select found.count as found, (select coalesce(jsonb_agg(id), '[]') from made) as made,
           (select count(*) from written)::int as written
    from found`;
  return posted;
}

export interface StoredPosting {
  readonly id: PostingId;
  readonly kind: PostingKind;
  readonly entries: readonly NewEntry[];
}

const storedPosting = (sql: Sql) => sql`
  p.id, p.kind,
  (select jsonb_agg(jsonb_build_object(
     'businessId', e.business_id, 'accountId', e.account_id, 'amountKobo', e.amount_kobo::text))
   from ledger_entry e where e.posting_id = p.id) as entries`;

export async function findPosting(sql: Sql, businessId: BusinessId, id: PostingId): Promise<StoredPosting | undefined> {
  const rows = await sql<StoredPosting[]>`
    select ${storedPosting(sql)} from ledger_posting p where p.business_id = ${businessId} and p.id = ${id}`;
  return rows[0];
}

/** What settled the hold, or undid the movement. */
export async function findSettlement(
  sql: Sql,
  businessId: BusinessId,
  of: PostingId,
): Promise<StoredPosting | undefined> {
  const rows = await sql<StoredPosting[]>`
    select ${storedPosting(sql)} from ledger_posting p where p.business_id = ${businessId} and p.of_id = ${of}`;
  return rows[0];
}
