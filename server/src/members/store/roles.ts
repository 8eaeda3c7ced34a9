/** The SQL of custom roles. Every statement is bound to a client account. */

import { builtInName, builtInRole, customRole, type MemberRole } from '../../businesses/index.ts';
import type { BusinessId, ClientId, RoleId } from '../../platform/ids.ts';
import type { Sql } from '../../platform/pool.ts';

interface CustomRoleRow {
  readonly id: RoleId;
  readonly name: string;
  readonly permissions: readonly string[];
}

export interface NewRole extends CustomRoleRow {
  readonly clientId: ClientId;
  readonly nameKey: string;
  readonly createdAt: Date;
}

const toRole = ({ id, name, permissions }: CustomRoleRow): MemberRole => customRole(id, name, permissions);

export async function listCustomRoles(sql: Sql, clientId: ClientId): Promise<MemberRole[]> {
  const rows = await sql<CustomRoleRow[]>`
    select id, name, permissions from custom_role where client_id = ${clientId} order by name_key`;
  return rows.map(toRole);
}

/** Makes role changes of the client account follow one another; returns how many roles of its own it has. */
export async function lockRoles(sql: Sql, clientId: ClientId): Promise<number> {
  await sql`select 1 from client_account where id = ${clientId} for no key update`;
  const rows = await sql<{ count: number }[]>`
    select count(*)::int as count from custom_role where client_id = ${clientId}`;
  return rows[0]?.count ?? 0;
}

/** A role to be given to somebody: until the transaction ends, what it permits does not change. */
export async function findRoleToGrant(sql: Sql, clientId: ClientId, id: RoleId): Promise<MemberRole | undefined> {
  const name = builtInName(id);
  if (name !== undefined) return builtInRole(name);
  const rows = await sql<CustomRoleRow[]>`
    select id, name, permissions from custom_role where client_id = ${clientId} and id = ${id} for share`;
  return rows.map(toRole)[0];
}

/** A custom role to be changed: until the transaction ends, nobody is given it. */
export async function findRoleToChange(sql: Sql, clientId: ClientId, id: RoleId): Promise<MemberRole | undefined> {
  const rows = await sql<CustomRoleRow[]>`
    select id, name, permissions from custom_role where client_id = ${clientId} and id = ${id} for update`;
  return rows.map(toRole)[0];
}

/** The businesses in which somebody has the role, or is invited to it. */
export async function listBusinessesOfRole(sql: Sql, clientId: ClientId, id: RoleId): Promise<BusinessId[]> {
  const rows = await sql<{ id: BusinessId }[]>`
    select business_id as id from member where client_id = ${clientId} and custom_role_id = ${id}
    union
    select business_id from invitation where client_id = ${clientId} and custom_role_id = ${id}`;
  return rows.map((row) => row.id);
}

export async function insertRole(sql: Sql, role: NewRole): Promise<void> {
  await sql`
    insert into custom_role (client_id, id, name, name_key, permissions, created_at)
    values (${role.clientId}, ${role.id}, ${role.name}, ${role.nameKey}, ${sql.json([...role.permissions])},
            ${role.createdAt})`;
}

export async function updateRole(sql: Sql, role: Omit<NewRole, 'createdAt'>): Promise<void> {
  await sql`
    update custom_role
    set name = ${role.name}, name_key = ${role.nameKey}, permissions = ${sql.json([...role.permissions])}
    where client_id = ${role.clientId} and id = ${role.id}`;
}

/** Breaks `member__custom_role` or `invitation__custom_role` when somebody has the role or is invited to it. */
export async function deleteRole(sql: Sql, clientId: ClientId, id: RoleId, now: Date): Promise<void> {
  await sql`
    delete from invitation where client_id = ${clientId} and custom_role_id = ${id} and expires_at <= ${now}`;
  await sql`delete from custom_role where client_id = ${clientId} and id = ${id}`;
}
