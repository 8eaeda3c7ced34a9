/** The SQL of registering a business: look-ups of a BVN and their codes, what completing it leaves, its documents. */

import type { BusinessId, BvnCheckId, ClientId, DocumentId, UserId } from '../../platform/ids.ts';
import type { Sql } from '../../platform/pool.ts';
import type { SentCode } from '../rules.ts';

export interface Place {
  readonly clientId: ClientId;
  readonly businessId: BusinessId;
}

/** Holds the client account against other look-ups until the transaction ends, so that they are counted one by one. */
export async function lockLookUps(sql: Sql, clientId: ClientId): Promise<void> {
  await sql`select 1 from client_account where id = ${clientId} for no key update`;
}

export interface LookUps {
  readonly ofBusiness: number;
  readonly ofAccount: number;
  /** The oldest that is counted; null when there is none. */
  readonly oldestAt: Date | null;
}

export async function countLookUps(sql: Sql, { clientId, businessId }: Place, since: Date): Promise<LookUps> {
  const rows = await sql<LookUps[]>`
    select count(*) filter (where business_id = ${businessId})::int as "ofBusiness", count(*)::int as "ofAccount",
           min(created_at) as "oldestAt"
    from bvn_check where client_id = ${clientId} and created_at > ${since}`;
  return rows[0] ?? { ofBusiness: 0, ofAccount: 0, oldestAt: null };
}

export async function insertLookUp(
  sql: Sql,
  check: Place & { readonly id: BvnCheckId; readonly userId: UserId; readonly createdAt: Date },
): Promise<void> {
  await sql`
    insert into bvn_check (client_id, business_id, id, user_id, created_at)
    values (${check.clientId}, ${check.businessId}, ${check.id}, ${check.userId}, ${check.createdAt})`;
}

export async function setCode(
  sql: Sql,
  check: Place & { readonly id: BvnCheckId; readonly codeDigest: Uint8Array; readonly codeExpiresAt: Date },
): Promise<void> {
  await sql`
    update bvn_check set code_digest = ${check.codeDigest}, code_expires_at = ${check.codeExpiresAt}
    where client_id = ${check.clientId} and business_id = ${check.businessId} and id = ${check.id}`;
}

/** The newest code of the user for the business, held until the transaction ends: no two tries judge the same count. */
export async function lockCode(
  sql: Sql,
  { clientId, businessId }: Place,
  userId: UserId,
): Promise<(SentCode & { readonly id: BvnCheckId }) | undefined> {
  const rows = await sql<(SentCode & { id: BvnCheckId })[]>`
    select id, code_digest as "codeDigest", code_expires_at as "codeExpiresAt", failures, used_at as "usedAt"
    from bvn_check
    where user_id = ${userId} and client_id = ${clientId} and business_id = ${businessId} and code_digest is not null
    order by id desc limit 1 for update`;
  return rows[0];
}

export async function countWrongCode(sql: Sql, { clientId, businessId }: Place, id: BvnCheckId): Promise<void> {
  await sql`
    update bvn_check set failures = failures + 1
    where client_id = ${clientId} and business_id = ${businessId} and id = ${id}`;
}

export async function useCode(sql: Sql, { clientId, businessId }: Place, id: BvnCheckId, at: Date): Promise<void> {
  await sql`
    update bvn_check set used_at = ${at}
    where client_id = ${clientId} and business_id = ${businessId} and id = ${id}`;
}

/** Forgets look-ups that are neither counted nor of use any more; returns how many. */
export async function deleteLookUps(sql: Sql, before: Date, limit: number): Promise<number> {
  const result = await sql`
    delete from bvn_check where (client_id, business_id, id) in
      (select client_id, business_id, id from bvn_check where created_at < ${before} order by created_at limit ${limit})`;
  return result.count;
}

/** Whether the business is registered; holds it until the transaction ends, so that one of two completions wins. */
export async function lockRegistration(sql: Sql, { clientId, businessId }: Place): Promise<boolean> {
  const rows = await sql<{ isRegistered: boolean }[]>`
    select registered_at is not null as "isRegistered"
    from business where client_id = ${clientId} and id = ${businessId} for no key update`;
  return rows[0]?.isRegistered ?? false;
}

export async function isRegistered(sql: Sql, { clientId, businessId }: Place): Promise<boolean> {
  const rows = await sql`
    select 1 from business where client_id = ${clientId} and id = ${businessId} and registered_at is not null`;
  return rows.length === 1;
}

export async function registerBusiness(
  sql: Sql,
  registration: Place & {
    readonly bvnSealed: Uint8Array;
    readonly residentialAddress: string;
    readonly stateId: string;
    readonly registeredAt: Date;
  },
): Promise<void> {
  await sql`
    update business
    set registered_at = ${registration.registeredAt}, bvn_sealed = ${registration.bvnSealed},
        residential_address = ${registration.residentialAddress}, state_id = ${registration.stateId}
    where client_id = ${registration.clientId} and id = ${registration.businessId}`;
}

export type DocumentKind = 'photo_id' | 'business_document';

export async function insertDocument(
  sql: Sql,
  document: Place & { readonly id: DocumentId; readonly kind: DocumentKind },
): Promise<void> {
  await sql`
    insert into business_document (client_id, business_id, id, kind)
    values (${document.clientId}, ${document.businessId}, ${document.id}, ${document.kind})`;
}

export async function hasDocument(sql: Sql, { clientId, businessId }: Place, id: DocumentId): Promise<boolean> {
  const rows = await sql`
    select 1 from business_document where client_id = ${clientId} and business_id = ${businessId} and id = ${id}`;
  return rows.length === 1;
}
