/**
 * Members that are programs. A program signs in with made-up credentials over the same call as a person, so that nobody
 * has to weaken a second factor of his own for it; its role is what a person's would be.
 */

import type { Actor, Audit } from '../../audit/index.ts';
import { type Businesses, isOwner } from '../../businesses/index.ts';
import { Fault } from '../../faults/index.ts';
import type { ServiceUsers } from '../../identity/index.ts';
import type { Mail } from '../../mail/index.ts';
import type { Database, UnitOfWork } from '../../platform/database.ts';
import type { MemberId, RoleId } from '../../platform/ids.ts';
import { newCredentialsLetter, newMemberLetter } from '../letters.ts';
import { findMember } from '../store/members.ts';
import { type Acting, enterBusiness, requireGrant, requireRole } from './authority.ts';
import { SERVICE_OWNER } from './members.ts';
import { tellOwners } from './notices.ts';

/** What a program signs in with: the password is in this answer and in no other. Plain JSON. */
export interface ServiceCredentials {
  readonly id: MemberId;
  readonly email: string;
  readonly password: string;
}

export interface ServiceMembers {
  /** Faults `permission.denied`, `request.unprocessable`, `service.unavailable`. */
  create(
    acting: Acting,
    details: { readonly name: string; readonly memberRoleId: RoleId },
    actor: Actor,
    unit: UnitOfWork,
  ): Promise<ServiceCredentials>;
  /** Ends its sessions. Faults `member.not_found`, `member.not_service`, `permission.denied`, `service.unavailable`. */
  rotate(acting: Acting, id: MemberId, actor: Actor): Promise<ServiceCredentials>;
}

export interface ServiceMembersOptions {
  readonly audit: Audit;
  readonly businesses: Pick<Businesses, 'addMember' | 'membership'>;
  readonly database: Database;
  readonly mail: Mail;
  readonly serviceUsers: ServiceUsers;
}

const DISABLED = 'The operator has disabled this service member.';

export function createServiceMembers(options: ServiceMembersOptions): ServiceMembers {
  const { audit, businesses, database, mail, serviceUsers } = options;
  return {
    async create(acting, { name, memberRoleId }, actor, unit) {
      const made = await serviceUsers.prepare();
      return unit(async (transaction) => {
        const { sql } = transaction;
        const { businessId, clientId } = acting;
        const { authority, businessName } = await enterBusiness(sql, businesses, acting, 'members:manage');
        const role = await requireRole(sql, clientId, memberRoleId);
        requireGrant(authority, role);
        if (isOwner(role)) throw new Fault('request.unprocessable', SERVICE_OWNER);
        const user = await serviceUsers.create(transaction, name, made);
        const member = { clientId, businessId, userId: user.id, roleId: role.id };
        const id = await businesses.addMember(transaction, member);
        const after = { name, email: user.email, memberRoleId: role.id };
        await audit.record(sql, { action: 'members.service.create', clientId, objectId: id, actor, after });
        const who = `The service member ${name}`;
        const words = newMemberLetter({ businessName, who, roleName: role.name });
        await tellOwners(mail, transaction, { businessId, words });
        return { id, email: user.email, password: made.password };
      });
    },

    async rotate(acting, id, actor) {
      const made = await serviceUsers.prepare();
      return database.transaction(async (transaction) => {
        const { sql } = transaction;
        const { businessId, clientId } = acting;
        const { authority, businessName } = await enterBusiness(sql, businesses, acting, 'members:manage');
        const member = await findMember(sql, businessId, { id });
        if (member === undefined) throw new Fault('member.not_found');
        // His password is his credentials: whoever sets it could act as him.
        requireGrant(authority, member.role);
        if (member.kind !== 'service') throw new Fault('member.not_service');
        if (member.isDisabled) throw new Fault('permission.denied', { message: DISABLED });
        const email = await serviceUsers.replacePassword(transaction, member.userId, made);
        const action = 'members.rotate-credentials';
        await audit.record(sql, { action, clientId, objectId: id, actor });
        const words = newCredentialsLetter({ businessName, name: member.firstName });
        await tellOwners(mail, transaction, { businessId, words });
        return { id, email, password: made.password };
      });
    },
  };
}
