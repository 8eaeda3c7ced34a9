/** The routes of members, their roles and invitations. Fixed paths come before those with an id. */

import { Type } from 'typebox';
import { routesFor } from '../http/route.ts';
import type { BusinessId, InvitationId, MemberId, RoleId } from '../platform/ids.ts';
import type { Acceptance } from './operations/acceptance.ts';
import type { Invitations } from './operations/invitations.ts';
import type { MemberChange, Members } from './operations/members.ts';
import type { MemberRoles, RoleDetails } from './operations/roles.ts';
import type { ServiceMembers } from './operations/service-members.ts';
import {
  AcceptBody,
  CreateRoleBody,
  Invitation,
  InvitationPath,
  InviteBody,
  LeaveBody,
  Member,
  MemberPath,
  Role,
  RolePath,
  ServiceCredentials,
  ServiceMemberBody,
  toMember,
  UpdateMemberBody,
  UpdateRoleBody,
} from './schema.ts';

interface MembersServices {
  readonly acceptance: Acceptance;
  readonly invitations: Invitations;
  readonly memberRoles: MemberRoles;
  readonly members: Members;
  readonly serviceMembers: ServiceMembers;
}

const route = routesFor<MembersServices>();
const TAG = 'Members';
const reads = { kind: 'business', permission: 'members:read' } as const;
const manages = { kind: 'business', permission: 'members:manage' } as const;
const managesRoles = { kind: 'business', permission: 'roles:manage' } as const;

const memberListRoutes = [
  route.list({
    id: 'members.list',
    method: 'GET',
    path: '/clients/members',
    access: reads,
    tag: TAG,
    summary: 'List members',
    description: 'The members of the business, people and programs, newest first.',
    output: Member,
    status: 200,
    message: 'Members retrieved successfully.',
    faults: [],
    handle: async ({ members }, { principal, page }) => {
      const { items, totalCount } = await members.list(principal.businessId, page);
      return { items: items.map(toMember), totalCount };
    },
  }),
  route.envelope({
    id: 'members.invite',
    method: 'POST',
    path: '/clients/members',
    access: manages,
    tag: TAG,
    summary: 'Invite a member',
    description:
      'Sends a letter with a token that works once, for seven days. You cannot invite to a role that has more than you and your key have. The answer does not tell whether the address has an account.',
    body: InviteBody,
    output: Invitation,
    status: 201,
    message: 'Invitation sent successfully',
    faults: ['member.already_member', 'invitation.pending'],
    creates: true,
    handle: ({ invitations }, { principal, body, actor, unit }) =>
      invitations.invite(principal, { ...body, memberRoleId: body.memberRoleId as RoleId }, actor(), unit),
  }),
  route.envelope({
    id: 'members.complete-registration',
    method: 'PATCH',
    path: '/clients/members/complete-registration',
    access: { kind: 'public', why: 'The token of the invitation says who is calling.' },
    tag: TAG,
    summary: 'Accept an invitation',
    description:
      'Makes the invited person a member; sign in afterwards. If the invited address has an account, `password` must be its password, and the names may be left out. Otherwise an account is made, and needs them. `SECRET_KEY` may be sent and is not looked at. The inviter must still be allowed to give the role.',
    body: AcceptBody,
    output: Type.Null(),
    status: 200,
    message: 'Registration completed successfully',
    faults: [
      'token.invalid',
      'credentials.invalid',
      'member.already_member',
      'user.email_taken',
      'rate.limited',
      'service.unavailable',
    ],
    handle: async ({ acceptance }, { body, origin }) => {
      const { address, userAgent, requestId } = origin;
      await acceptance.accept(body, { address, userAgent, requestId });
      return null;
    },
  }),
  route.envelope({
    id: 'members.leave',
    method: 'POST',
    path: '/clients/members/leave',
    access: { kind: 'session', person: true },
    tag: TAG,
    summary: 'Leave a business',
    description: 'Ends your own membership; needs no permission. The last owner cannot leave.',
    body: LeaveBody,
    output: Type.Null(),
    status: 200,
    message: 'Membership ended successfully',
    faults: ['business.forbidden', 'member.last_owner'],
    handle: async ({ members }, { body, actor }) => {
      await members.leave(body.businessId as BusinessId, actor());
      return null;
    },
  }),
  route.envelope({
    id: 'members.service.create',
    method: 'POST',
    path: '/clients/members/service',
    access: { ...manages, recent: true },
    tag: TAG,
    summary: 'Create a service member',
    description:
      'A member that is a program: it signs in with the credentials of this answer over `POST /auth/signin`, needs no second factor, and gets no mail. It cannot be an owner.',
    body: ServiceMemberBody,
    output: ServiceCredentials,
    status: 201,
    message: 'Service member created successfully',
    faults: ['service.unavailable'],
    creates: true,
    handle: ({ serviceMembers }, { principal, body, actor, unit }) =>
      serviceMembers.create(principal, { ...body, memberRoleId: body.memberRoleId as RoleId }, actor(), unit),
  }),
];

const roleRoutes = [
  route.envelope({
    id: 'members.roles.list',
    method: 'GET',
    path: '/clients/members/roles',
    access: reads,
    tag: TAG,
    summary: 'List roles',
    description: 'The built-in roles, whose ids are the same everywhere, and those of the client account.',
    output: Type.Array(Role),
    status: 200,
    message: 'Roles retrieved successfully',
    faults: [],
    handle: async ({ memberRoles }, { principal }) => (await memberRoles.list(principal.clientId)).map(toRole),
  }),
  route.envelope({
    id: 'members.roles.create',
    method: 'POST',
    path: '/clients/members/roles',
    access: managesRoles,
    tag: TAG,
    summary: 'Create a role',
    description:
      'A named set of permissions for all businesses of the client account, at most 50 of them. It cannot have more than you and your key have.',
    body: CreateRoleBody,
    output: Role,
    status: 201,
    message: 'Role created successfully',
    faults: ['role.name_taken', 'role.limit_reached'],
    creates: true,
    handle: async ({ memberRoles }, { principal, body, actor, unit }) =>
      toRole(await memberRoles.create(principal, body as RoleDetails, actor(), unit)),
  }),
  route.envelope({
    id: 'members.roles.update',
    method: 'PATCH',
    path: '/clients/members/roles/{id}',
    access: managesRoles,
    tag: TAG,
    summary: 'Change a role',
    description:
      'Counts for everybody who has the role from the next request on, in every business: in each of them you need all that the role has and is to have.',
    params: RolePath,
    body: UpdateRoleBody,
    output: Role,
    status: 200,
    message: 'Role updated successfully',
    faults: ['role.not_found', 'role.built_in', 'role.name_taken'],
    handle: async ({ memberRoles }, { principal, params, body, actor }) =>
      toRole(await memberRoles.update(principal, params.id as RoleId, body as Partial<RoleDetails>, actor())),
  }),
  route.envelope({
    id: 'members.roles.delete',
    method: 'DELETE',
    path: '/clients/members/roles/{id}',
    access: managesRoles,
    tag: TAG,
    summary: 'Delete a role',
    description: 'Refused as long as somebody has it or is invited to it.',
    params: RolePath,
    output: Type.Null(),
    status: 200,
    message: 'Role deleted successfully',
    faults: ['role.not_found', 'role.built_in', 'role.in_use'],
    handle: async ({ memberRoles }, { principal, params, actor }) => {
      await memberRoles.remove(principal, params.id as RoleId, actor());
      return null;
    },
  }),
];

const invitationRoutes = [
  route.list({
    id: 'members.invitations.list',
    method: 'GET',
    path: '/clients/members/invitations',
    access: reads,
    tag: TAG,
    summary: 'List invitations',
    description: 'Those that nobody accepted yet, newest first; expired ones for a month more.',
    output: Invitation,
    status: 200,
    message: 'Invitations retrieved successfully',
    faults: [],
    handle: async ({ invitations }, { principal, page }) => {
      const { items, totalCount } = await invitations.list(principal.businessId, page);
      return { items: [...items], totalCount };
    },
  }),
  route.envelope({
    id: 'members.invitations.resend',
    method: 'POST',
    path: '/clients/members/invitations/{id}/resend',
    access: manages,
    tag: TAG,
    summary: 'Send an invitation again',
    description: 'With a new token, for another seven days; the old token is void. You are the inviter from then on.',
    params: InvitationPath,
    output: Invitation,
    status: 200,
    message: 'Invitation sent successfully',
    faults: ['invitation.not_found'],
    handle: ({ invitations }, { principal, params, actor }) =>
      invitations.resend(principal, params.id as InvitationId, actor()),
  }),
  route.envelope({
    id: 'members.invitations.cancel',
    method: 'DELETE',
    path: '/clients/members/invitations/{id}',
    access: manages,
    tag: TAG,
    summary: 'Cancel an invitation',
    description: 'Its token is void at once.',
    params: InvitationPath,
    output: Type.Null(),
    status: 200,
    message: 'Invitation cancelled successfully',
    faults: ['invitation.not_found'],
    handle: async ({ invitations }, { principal, params, actor }) => {
      await invitations.cancel(principal, params.id as InvitationId, actor());
      return null;
    },
  }),
];

const oneMemberRoutes = [
  route.envelope({
    id: 'members.update',
    method: 'PATCH',
    path: '/clients/members/{id}',
    access: manages,
    tag: TAG,
    summary: 'Change a member',
    description:
      'Another role, or whether the membership is active; counts from the next request on. You cannot give, change or take away more than you and your key have, and only owners deal with owners. A business keeps at least one active owner.',
    params: MemberPath,
    body: UpdateMemberBody,
    output: Type.Null(),
    status: 200,
    message: 'Member updated successfully',
    faults: ['member.not_found', 'member.last_owner'],
    handle: async ({ members }, { principal, params, body, actor }) => {
      await members.update(principal, params.id as MemberId, body as MemberChange, actor());
      return null;
    },
  }),
  route.envelope({
    id: 'members.remove',
    method: 'DELETE',
    path: '/clients/members/{id}',
    access: manages,
    tag: TAG,
    summary: 'Remove a member',
    description: 'Counts from the next request on. A service member can then no longer sign in.',
    params: MemberPath,
    output: Type.Null(),
    status: 200,
    message: 'Member removed successfully',
    faults: ['member.not_found', 'member.last_owner'],
    handle: async ({ members }, { principal, params, actor }) => {
      await members.remove(principal, params.id as MemberId, actor());
      return null;
    },
  }),
  route.envelope({
    id: 'members.rotate-credentials',
    method: 'POST',
    path: '/clients/members/{id}/rotate-credentials',
    access: { ...manages, recent: true },
    tag: TAG,
    summary: 'Replace the password of a service member',
    description: 'The old password and every session with it are void at once.',
    params: MemberPath,
    output: ServiceCredentials,
    status: 200,
    message: 'Credentials rotated successfully',
    faults: ['member.not_found', 'member.not_service', 'service.unavailable'],
    handle: ({ serviceMembers }, { principal, params, actor }) =>
      serviceMembers.rotate(principal, params.id as MemberId, actor()),
  }),
];

export const memberRoutes = [...memberListRoutes, ...roleRoutes, ...invitationRoutes, ...oneMemberRoutes];

function toRole({ id, name, permissions, isBuiltIn }: Awaited<ReturnType<MemberRoles['create']>>) {
  return { id, name, permissions: [...permissions], isBuiltIn };
}
