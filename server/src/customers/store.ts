/** The SQL of customers. Every statement is bound to a business. */

import type { AccountId, BusinessId, CustomerId } from '../platform/ids.ts';
import type { Sql } from '../platform/pool.ts';
import type { CustomerTier, Particulars } from './rules.ts';

type Open = Omit<Particulars, 'bvn' | 'nationalIdentityNo'>;

export interface NewCustomer extends Open {
  readonly businessId: BusinessId;
  readonly id: CustomerId;
  readonly accountId: AccountId;
  readonly accountNumber: string;
  readonly name: string;
  readonly nameFolded: string;
  readonly bvnDigest: Uint8Array;
  readonly bvnSealed: Uint8Array;
  readonly nationalIdentityNoSealed: Uint8Array | null;
  readonly tier: CustomerTier;
  readonly createdAt: Date;
}

export interface ListedCustomer {
  readonly id: CustomerId;
  readonly name: string;
  readonly phoneNo: string;
  readonly email: string;
  readonly tier: CustomerTier;
  readonly accountNumber: string;
  readonly createdAt: Date;
}

export interface StoredCustomer extends ListedCustomer, Open {
  readonly accountId: AccountId;
  readonly bvnSealed: Uint8Array;
  readonly nationalIdentityNoSealed: Uint8Array | null;
}

/** Breaks `customer__bvn` when the business has a customer of this BVN. */
export async function insertCustomer(sql: Sql, customer: NewCustomer): Promise<void> {
  await sql`
    insert into customer
      (business_id, id, account_id, account_number, first_name, last_name, other_names, name, name_folded, phone_no,
       gender, email, date_of_birth, place_of_birth, address, bvn_digest, bvn_sealed, national_identity_no_sealed, tier,
       created_at)
    values
      (${customer.businessId}, ${customer.id}, ${customer.accountId}, ${customer.accountNumber}, ${customer.firstName},
       ${customer.lastName}, ${customer.otherNames}, ${customer.name}, ${customer.nameFolded}, ${customer.phoneNo},
       ${customer.gender}, ${customer.email}, ${customer.dateOfBirth}, ${customer.placeOfBirth}, ${customer.address},
       ${customer.bvnDigest}, ${customer.bvnSealed}, ${customer.nationalIdentityNoSealed}, ${customer.tier},
       ${customer.createdAt})`;
}

export async function hasCustomer(sql: Sql, businessId: BusinessId, bvnDigests: readonly Buffer[]): Promise<boolean> {
  const rows = await sql`
    select 1 from customer where business_id = ${businessId} and bvn_digest in ${sql([...bvnDigests])} limit 1`;
  return rows.length === 1;
}

const listed = (sql: Sql) => sql`
  id, name, phone_no as "phoneNo", email, tier, account_number as "accountNumber", created_at as "createdAt"`;

/** @param lock keeps others from changing it until the transaction ends */
export async function findCustomer(
  sql: Sql,
  businessId: BusinessId,
  id: CustomerId,
  lock?: 'lock',
): Promise<StoredCustomer | undefined> {
  const rows = await sql<StoredCustomer[]>`
    select ${listed(sql)}, account_id as "accountId", first_name as "firstName", last_name as "lastName", other_names as "otherNames", gender,
           date_of_birth::text as "dateOfBirth", place_of_birth as "placeOfBirth", address, bvn_sealed as "bvnSealed",
           national_identity_no_sealed as "nationalIdentityNoSealed"
    from customer where business_id = ${businessId} and id = ${id}
    ${lock === undefined ? sql`` : sql`for no key update`}`;
  return rows[0];
}

type CustomerChange = Omit<
  NewCustomer,
  'accountId' | 'accountNumber' | 'bvnDigest' | 'bvnSealed' | 'createdAt' | 'dateOfBirth'
>;

export async function updateCustomer(sql: Sql, customer: CustomerChange): Promise<void> {
  await sql`
    update customer
    set first_name = ${customer.firstName}, last_name = ${customer.lastName}, other_names = ${customer.otherNames},
        name = ${customer.name}, name_folded = ${customer.nameFolded}, phone_no = ${customer.phoneNo},
        gender = ${customer.gender}, email = ${customer.email}, place_of_birth = ${customer.placeOfBirth},
        address = ${customer.address}, national_identity_no_sealed = ${customer.nationalIdentityNoSealed},
        tier = ${customer.tier}
    where business_id = ${customer.businessId} and id = ${customer.id}`;
}

/** Null: whatever it is. */
export interface CustomerFilter {
  readonly businessId: BusinessId;
  /** The beginning of the folded name. */
  readonly nameStart: string | null;
  readonly email: string | null;
  readonly accountNumber: string | null;
}

/** The last of all characters: nothing that begins with a text comes behind the text and this. */
const LAST = '\u{10FFFF}';

const isMeant = (sql: Sql, { businessId, nameStart, email, accountNumber }: CustomerFilter) => sql`
  business_id = ${businessId}
  ${nameStart === null ? sql`` : sql`and name_folded >= ${nameStart} and name_folded < ${nameStart + LAST}`}
  ${email === null ? sql`` : sql`and lower(email) collate "C" = lower(${email}) collate "C"`}
  ${accountNumber === null ? sql`` : sql`and account_number = ${accountNumber}`}`;

/** Newest first, after the one named by `before`. */
export async function listCustomers(
  sql: Sql,
  filter: CustomerFilter,
  page: { readonly before: string | undefined; readonly offset: number; readonly limit: number },
): Promise<ListedCustomer[]> {
  return sql<ListedCustomer[]>`
    select ${listed(sql)} from customer
    where ${isMeant(sql, filter)} ${page.before === undefined ? sql`` : sql`and id < ${page.before}`}
    order by id desc offset ${page.offset} limit ${page.limit}`;
}

/** Counts no further than `most`. */
export async function countCustomers(sql: Sql, filter: CustomerFilter, most: number): Promise<number> {
  const rows = await sql<{ count: number }[]>`
    select count(*)::int as count from (select from customer where ${isMeant(sql, filter)} limit ${most}) counted`;
  return rows[0]?.count ?? 0;
}

/** Undefined when the account is no customer's. */
export async function findTier(
  sql: Sql,
  account: { readonly businessId: BusinessId; readonly id: AccountId },
): Promise<CustomerTier | undefined> {
  const rows = await sql<{ tier: CustomerTier }[]>`
    select tier from customer where business_id = ${account.businessId} and account_id = ${account.id}`;
  return rows[0]?.tier;
}

/** Counts one more check in the hour, and returns how many that makes. */
export async function countCheck(
  sql: Sql,
  check: { readonly businessId: BusinessId; readonly subject: Uint8Array; readonly hour: Date },
): Promise<number> {
  const rows = await sql<{ count: number }[]>`
    insert into customer_check as c (business_id, subject, hour, count)
    values (${check.businessId}, ${check.subject}, ${check.hour}, 1)
    on conflict on constraint customer_check__pkey do update set count = c.count + 1
    returning count`;
  return rows[0]?.count ?? 0;
}

/** Forgets counts of hours that are over; returns how many. */
export async function deleteChecks(sql: Sql, before: Date, limit: number): Promise<number> {
  const result = await sql`
    delete from customer_check where (business_id, subject, hour) in
      (select business_id, subject, hour from customer_check where hour < ${before} order by hour limit ${limit})`;
  return result.count;
}
