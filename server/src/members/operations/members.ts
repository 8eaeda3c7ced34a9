/** The members of a business: looking at them, changing them, removing them, leaving. */

import type { Actor, Audit } from '../../audit/index.ts';
import { type Businesses, isOwner } from '../../businesses/index.ts';
import { Fault } from '../../faults/index.ts';
import type { ServiceUsers, Users } from '../../identity/index.ts';
import type { Mail } from '../../mail/index.ts';
import type { Database, Transaction } from '../../platform/database.ts';
import type { BusinessId, ClientId, MemberId, RoleId } from '../../platform/ids.ts';
import { changedMemberLetter, removalLetter } from '../letters.ts';
import {
  countMembers,
  findMember,
  hasOtherOwner,
  type ListPage,
  listMembers,
  lockBusiness,
  type Member,
} from '../store/members.ts';
import { type Acting, enterBusiness, requireGrant, requireRole } from './authority.ts';

export interface MemberChange {
  readonly memberRoleId?: RoleId | undefined;
  readonly isActive?: boolean | undefined;
}

export interface Members {
  list(
    businessId: BusinessId,
    page: ListPage,
  ): Promise<{ readonly items: readonly Member[]; readonly totalCount: number }>;
  /** Counts from the next request on. Faults `member.not_found`, `member.last_owner`, `permission.denied`, `request.unprocessable`. */
  update(acting: Acting, id: MemberId, change: MemberChange, actor: Actor): Promise<void>;
  /** Counts from the next request on. Faults `member.not_found`, `member.last_owner`, `permission.denied`. */
  remove(acting: Acting, id: MemberId, actor: Actor): Promise<void>;
  /** Ends one's own membership. Faults `business.forbidden`, `member.last_owner`. */
  leave(businessId: BusinessId, actor: Actor): Promise<void>;
}

export interface MembersOptions {
  readonly audit: Audit;
  readonly businesses: Pick<Businesses, 'membership' | 'changeMember' | 'removeMember'>;
  readonly database: Database;
  readonly mail: Mail;
  readonly serviceUsers: Pick<ServiceUsers, 'endSessions'>;
  readonly users: Pick<Users, 'disable'>;
}

export function createMembers(options: MembersOptions): Members {
  const { database } = options;
  return {
    async list(businessId, page) {
      const [items, totalCount] = await Promise.all([
        listMembers(database.sql, businessId, page),
        countMembers(database.sql, businessId),
      ]);
      return { items, totalCount };
    },

    update: (acting, id, change, actor) =>
      database.transaction((transaction) => updateMember(options, transaction, { acting, id, change, actor })),

    remove: (acting, id, actor) =>
      database.transaction(async (transaction) => {
        const { sql } = transaction;
        const { businessId, clientId } = acting;
        const { authority, businessName } = await enterBusiness(sql, options.businesses, acting, 'members:manage');
        const member = await findMember(sql, businessId, { id });
        if (member === undefined) throw new Fault('member.not_found');
        requireGrant(authority, member.role);
        const ending = { action: 'members.remove', actor, clientId, businessId, businessName };
        await endMembership(options, transaction, member, ending);
      }),

    leave: (businessId, actor) =>
      database.transaction(async (transaction) => {
        const { sql } = transaction;
        const business = await lockBusiness(sql, businessId);
        const member = await findMember(sql, businessId, { userId: actor.userId });
        if (business === undefined || member === undefined) {
          throw new Fault('business.forbidden', { field: 'businessId' });
        }
        await endMembership(options, transaction, member, { action: 'members.leave', actor, businessId, ...business });
      }),
  };
}

async function updateMember(
  { audit, businesses, mail, serviceUsers }: MembersOptions,
  transaction: Transaction,
  request: {
    readonly acting: Acting;
    readonly id: MemberId;
    readonly change: MemberChange;
    readonly actor: Actor;
  },
): Promise<void> {
  const { sql } = transaction;
  const { acting, id, change, actor } = request;
  const { businessId, clientId } = acting;
  const { authority, businessName } = await enterBusiness(sql, businesses, acting, 'members:manage');
  const member = await findMember(sql, businessId, { id });
  if (member === undefined) throw new Fault('member.not_found');
  const { memberRoleId, isActive = member.isActive } = change;
  const role = memberRoleId === undefined ? member.role : await requireRole(sql, clientId, memberRoleId);
  if (role.id === member.role.id && isActive === member.isActive) return;
  requireGrant(authority, member.role);
  requireGrant(authority, role);
  if (member.kind === 'service' && isOwner(role)) throw new Fault('request.unprocessable', SERVICE_OWNER);
  if (!isOwner(role) || !isActive) await requireOtherOwner(transaction, businessId, member);
  await businesses.changeMember(transaction, { businessId, userId: member.userId }, { roleId: role.id, isActive });
  if (member.kind === 'service' && !isActive) await serviceUsers.endSessions(transaction, member.userId);
  const before = { memberRoleId: member.role.id, isActive: member.isActive };
  const after = { memberRoleId: role.id, isActive };
  await audit.record(sql, { action: 'members.update', clientId, objectId: id, actor, before, after });
  if (member.kind === 'person') {
    const words = changedMemberLetter({ businessName, roleName: role.name, isActive });
    await mail.send(transaction, { to: member.email, ...words });
  }
}

export const SERVICE_OWNER = { message: 'A service member cannot be an owner.', field: 'memberRoleId' };

/** A business always has an owner who can sign in. Fault `member.last_owner`. */
async function requireOtherOwner({ sql }: Transaction, businessId: BusinessId, member: Member): Promise<void> {
  if (!isOwner(member.role) || !member.isActive) return;
  if (!(await hasOtherOwner(sql, businessId, member.userId))) throw new Fault('member.last_owner');
}

interface Ending {
  readonly action: string;
  readonly actor: Actor;
  readonly clientId: ClientId;
  readonly businessId: BusinessId;
  readonly businessName: string;
}

async function endMembership(
  { audit, businesses, mail, users }: MembersOptions,
  transaction: Transaction,
  member: Member,
  { action, actor, clientId, businessId, businessName }: Ending,
): Promise<void> {
  await requireOtherOwner(transaction, businessId, member);
  await businesses.removeMember(transaction, { businessId, userId: member.userId });
  // A program belongs to one business, and has no use without it.
  if (member.kind === 'service') await users.disable(transaction, member.userId);
  else await mail.send(transaction, { to: member.email, ...removalLetter({ businessName }) });
  const before = { memberRoleId: member.role.id, isActive: member.isActive, email: member.email };
  await audit.record(transaction.sql, { action, clientId, objectId: member.id, actor, before });
}
