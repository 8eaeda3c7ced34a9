/** Roles that a client account makes for itself. */

import type { Actor, Audit } from '../../audit/index.ts';
import {
  type Businesses,
  builtInName,
  builtInRole,
  type MemberRole,
  type Permission,
  ROLES,
} from '../../businesses/index.ts';
import { Fault } from '../../faults/index.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database, UnitOfWork } from '../../platform/database.ts';
import { brokenConstraint } from '../../platform/database-errors.ts';
import type { ClientId, Ids, RoleId } from '../../platform/ids.ts';
import type { Sql } from '../../platform/pool.ts';
import { isForCustomRoles, missingPermissions, roleNameKey } from '../rules.ts';
import {
  deleteRole,
  findRoleToChange,
  insertRole,
  listBusinessesOfRole,
  listCustomRoles,
  lockRoles,
  updateRole,
} from '../store/roles.ts';
import { type Acting, authorityIn, enterBusiness, lacking } from './authority.ts';

export interface RoleDetails {
  readonly name: string;
  readonly permissions: readonly Permission[];
}

/** Plain JSON, as it is kept for a repeated request. */
export interface RoleSummary extends RoleDetails {
  readonly id: RoleId;
  readonly isBuiltIn: boolean;
}

export interface MemberRoles {
  /** The built-in roles, then the client account's own by name. */
  list(clientId: ClientId): Promise<RoleSummary[]>;
  /** Faults `permission.denied`, `request.unprocessable`, `role.name_taken`, `role.limit_reached`. */
  create(acting: Acting, details: RoleDetails, actor: Actor, unit: UnitOfWork): Promise<RoleSummary>;
  /** Counts for everybody who has the role from the next request on. Faults as for `create`, `role.not_found`, `role.built_in`. */
  update(acting: Acting, id: RoleId, change: Partial<RoleDetails>, actor: Actor): Promise<RoleSummary>;
  /** Faults `permission.denied`, `role.not_found`, `role.built_in`, `role.in_use`. */
  remove(acting: Acting, id: RoleId, actor: Actor): Promise<void>;
}

export interface MemberRolesOptions {
  readonly audit: Audit;
  readonly businesses: Pick<Businesses, 'membership' | 'standing'>;
  readonly clock: Clock;
  readonly database: Database;
  readonly ids: Ids;
}

const MAX_ROLES = 50;

export function createMemberRoles(options: MemberRolesOptions): MemberRoles {
  const { audit, clock, database, ids } = options;
  return {
    async list(clientId) {
      return [...ROLES.map(builtInRole), ...(await listCustomRoles(database.sql, clientId))].map(toSummary);
    },

    async create(acting, details, actor, unit) {
      checkDetails(details);
      return unit(async ({ sql }) => {
        const { clientId } = acting;
        const { authority } = await enterBusiness(sql, options.businesses, acting, 'roles:manage');
        const missing = missingPermissions(authority, details.permissions);
        if (missing.length > 0) throw new Fault('permission.denied', { message: lacking('The new role', missing) });
        if ((await lockRoles(sql, clientId)) >= MAX_ROLES) throw new Fault('role.limit_reached');
        const role: RoleSummary = { ...details, id: ids.next('role'), isBuiltIn: false };
        const row = { ...role, clientId, nameKey: roleNameKey(role.name), createdAt: new Date(clock.now()) };
        await insertRole(sql, row).catch(refuseTakenName);
        const after = { name: role.name, permissions: role.permissions };
        await audit.record(sql, { action: 'members.roles.create', clientId, objectId: role.id, actor, after });
        return role;
      });
    },

    async update(acting, id, change, actor) {
      checkDetails(change);
      return database.transaction(async (transaction) => {
        const { sql } = transaction;
        const { clientId } = acting;
        const old = await requireChangeable(options, sql, acting, { id, future: change.permissions ?? [] });
        const before = { name: old.name, permissions: [...old.permissions] };
        const after = { name: change.name ?? before.name, permissions: change.permissions ?? before.permissions };
        await updateRole(sql, { ...after, id, clientId, nameKey: roleNameKey(after.name) }).catch(refuseTakenName);
        transaction.changed(id);
        await audit.record(sql, { action: 'members.roles.update', clientId, objectId: id, actor, before, after });
        return { ...after, id, isBuiltIn: false };
      });
    },

    async remove(acting, id, actor) {
      await database.transaction(async (transaction) => {
        const { sql } = transaction;
        const { clientId } = acting;
        const old = await requireChangeable(options, sql, acting, { id, future: [] });
        await deleteRole(sql, clientId, id, new Date(clock.now())).catch((error: unknown) => {
          const isInUse = ['member__custom_role', 'invitation__custom_role'].includes(brokenConstraint(error) ?? '');
          throw isInUse ? new Fault('role.in_use') : error;
        });
        transaction.changed(id);
        const before = { name: old.name, permissions: [...old.permissions] };
        await audit.record(sql, { action: 'members.roles.delete', clientId, objectId: id, actor, before });
      });
    },
  };
}

/**
 * The role, locked, if the caller has all that it permits and is to permit: here, and in every other business in which
 * somebody has it, since he changes what they may do there. The owner of the client account has everything everywhere.
 */
async function requireChangeable(
  { businesses }: MemberRolesOptions,
  sql: Sql,
  acting: Acting,
  { id, future }: { readonly id: RoleId; readonly future: readonly Permission[] },
): Promise<MemberRole> {
  if (builtInName(id) !== undefined) throw new Fault('role.built_in');
  await enterBusiness(sql, businesses, acting, 'roles:manage');
  const role = await findRoleToChange(sql, acting.clientId, id);
  if (role === undefined) throw new Fault('role.not_found');
  const needed = new Set([...role.permissions, ...future]);
  const places = new Set([acting.businessId, ...(await listBusinessesOfRole(sql, acting.clientId, id))]);
  const { isOwner } = await businesses.standing(sql, acting.userId, acting.clientId);
  for (const place of places) {
    if (isOwner && acting.scopes === null && acting.reach === null) continue;
    const authority = await authorityIn(sql, businesses, acting, place);
    const isManager = authority?.permissions.has('roles:manage') === true;
    if (authority === undefined || !isManager) {
      throw new Fault('permission.denied', {
        message: 'Somebody has this role in a business in which you may not manage roles.',
      });
    }
    const missing = missingPermissions(authority, needed);
    if (missing.length > 0) throw new Fault('permission.denied', { message: lacking('The role', missing) });
  }
  return role;
}

function checkDetails({ name, permissions = [] }: Partial<RoleDetails>): void {
  const excluded = permissions.filter((permission) => !isForCustomRoles(permission));
  if (excluded.length > 0) {
    const message = `A custom role cannot have ${excluded.join(', ')}: who creates a business owns it. Give the role admin.`;
    throw new Fault('request.unprocessable', { message, field: 'permissions' });
  }
  const isBuiltIn = name !== undefined && (ROLES as readonly string[]).includes(roleNameKey(name));
  if (isBuiltIn) throw new Fault('role.name_taken', { field: 'name' });
}

function refuseTakenName(error: unknown): never {
  throw brokenConstraint(error) === 'custom_role__name' ? new Fault('role.name_taken', { field: 'name' }) : error;
}

function toSummary({ id, name, permissions }: MemberRole): RoleSummary {
  return { id, name, permissions: [...permissions], isBuiltIn: builtInName(id) !== undefined };
}
