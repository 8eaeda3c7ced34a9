/** The SQL of endpoints: where a business is told, and with which secrets. */

import type { BusinessId, ClientId } from '../../platform/ids.ts';
import type { Sql } from '../../platform/pool.ts';

export type EndpointState = 'active' | 'paused' | 'disabled';

export interface Endpoint {
  readonly businessId: BusinessId;
  readonly clientId: ClientId;
  readonly url: string;
  readonly state: EndpointState;
  readonly disabledReason: 'failing' | 'gone' | null;
  readonly authKeySealed: Buffer;
  readonly secretSealed: Buffer;
  readonly oldSecretSealed: Buffer | null;
  readonly oldSecretEndsAt: Date | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly failingSince: Date | null;
}

export interface NewEndpoint {
  readonly businessId: BusinessId;
  readonly clientId: ClientId;
  readonly url: string;
  readonly authKeySealed: Uint8Array;
  readonly secretSealed: Uint8Array;
  readonly at: Date;
}

const columns = (sql: Sql) => sql`
  business_id as "businessId", client_id as "clientId", url, state, disabled_reason as "disabledReason",
  auth_key_sealed as "authKeySealed", secret_sealed as "secretSealed", old_secret_sealed as "oldSecretSealed",
  old_secret_ends_at as "oldSecretEndsAt", created_at as "createdAt", updated_at as "updatedAt",
  failing_since as "failingSince"`;

export async function findEndpoint(sql: Sql, businessId: BusinessId): Promise<Endpoint | undefined> {
  const rows = await sql<Endpoint[]>`select ${columns(sql)} from webhook_endpoint where business_id = ${businessId}`;
  return rows[0];
}

/** Whoever changes it, or begins to send to it, waits here for the one before. */
export async function lockEndpoint(sql: Sql, businessId: BusinessId): Promise<Endpoint | undefined> {
  const rows = await sql<Endpoint[]>`
    select ${columns(sql)} from webhook_endpoint where business_id = ${businessId} for no key update`;
  return rows[0];
}

/** False when the business has one already. */
export async function insertEndpoint(sql: Sql, endpoint: NewEndpoint): Promise<boolean> {
  const { businessId, clientId, url, authKeySealed, secretSealed, at } = endpoint;
  const { count } = await sql`
    insert into webhook_endpoint
      (business_id, client_id, url, state, auth_key_sealed, secret_sealed, created_at, updated_at)
    values (${businessId}, ${clientId}, ${url}, 'active', ${authKeySealed}, ${secretSealed}, ${at}, ${at})
    on conflict (business_id) do nothing`;
  return count === 1;
}

/** Sends to the URL from now on, whatever was before. */
export async function setActive(sql: Sql, businessId: BusinessId, url: string, at: Date): Promise<void> {
  await sql`
    update webhook_endpoint set url = ${url}, state = 'active', disabled_reason = null, failing_since = null,
                                updated_at = ${at}
    where business_id = ${businessId}`;
}

export async function setPaused(sql: Sql, businessId: BusinessId, at: Date): Promise<void> {
  await sql`
    update webhook_endpoint set state = 'paused', disabled_reason = null, updated_at = ${at}
    where business_id = ${businessId}`;
}

export async function setDisabled(
  sql: Sql,
  businessId: BusinessId,
  reason: 'failing' | 'gone',
  at: Date,
): Promise<void> {
  await sql`
    update webhook_endpoint set state = 'disabled', disabled_reason = ${reason}, updated_at = ${at}
    where business_id = ${businessId}`;
}

export async function setFailingSince(sql: Sql, businessId: BusinessId, since: Date): Promise<void> {
  await sql`update webhook_endpoint set failing_since = ${since} where business_id = ${businessId}`;
}

/** Says that the URL has taken something, and touches nothing where that is no news. */
export async function setWorking(sql: Sql, businessId: BusinessId, url: string): Promise<void> {
  await sql`
    update webhook_endpoint set failing_since = null
    where business_id = ${businessId} and url = ${url} and failing_since is not null`;
}

export interface NewSecrets {
  readonly secretSealed: Uint8Array;
  /** Until when the secret of before signs too; null: not any more. */
  readonly oldSecretEndsAt: Date | null;
  /** Undefined: it stays. */
  readonly authKeySealed: Uint8Array | undefined;
  readonly at: Date;
}

export async function replaceSecrets(sql: Sql, businessId: BusinessId, secrets: NewSecrets): Promise<void> {
  const { secretSealed, oldSecretEndsAt, authKeySealed, at } = secrets;
  await sql`
    update webhook_endpoint
    set secret_sealed = ${secretSealed},
        old_secret_sealed = case when ${oldSecretEndsAt}::timestamptz is null then null else secret_sealed end,
        old_secret_ends_at = ${oldSecretEndsAt},
        auth_key_sealed = coalesce(${authKeySealed ?? null}::bytea, auth_key_sealed), updated_at = ${at}
    where business_id = ${businessId}`;
}

export async function deleteEndpoint(sql: Sql, businessId: BusinessId): Promise<void> {
  await sql`delete from webhook_endpoint where business_id = ${businessId}`;
}
