/** The wire shapes of members, roles and invitations. */

import { type TSchema, Type } from 'typebox';
import { PERMISSIONS } from '../businesses/index.ts';
import { SignUpBody } from '../identity/index.ts';
import { id, text, timestamp } from '../platform/schema.ts';
import type { Member as StoredMember } from './store/members.ts';

const { email, firstName, lastName, password, phoneNo } = SignUpBody.properties;

const roleName = text({ maxLength: 100, examples: ['Accountant'] });
const permissions = Type.Array(Type.Enum([...PERMISSIONS]), {
  uniqueItems: true,
  maxItems: PERMISSIONS.length,
  description: 'What its holders may do. `businesses:create` is not for custom roles: who creates a business owns it.',
  examples: [['accounts:read', 'businesses:read']],
});
const memberRoleId = id('role', { description: 'One of `GET /clients/members/roles`.' });

const memberRole = {
  clientMemberRoleId: id('role'),
  clientMemberRole: Type.Object({ id: id('role'), name: Type.String({ examples: ['developer'] }) }),
};

export const Member = Type.Object({
  id: id('member'),
  userId: id('user', { description: 'By which the audit and the request log name the member.' }),
  firstName: Type.String({ description: 'Of a service member its name.', examples: ['Ngozi'] }),
  lastName: Type.String({ examples: ['Bello'] }),
  email: Type.String({ description: 'What the member signs in with.', examples: ['ngozi@example.com'] }),
  phoneNo: Type.String({ examples: ['+2348030000001'] }),
  isActive: Type.Boolean({ description: 'Whether the membership opens anything.' }),
  ...memberRole,
  kind: Type.Enum(['person', 'service'], { description: '`service` is a program.', examples: ['person'] }),
  createdAt: timestamp('When the member joined.'),
});

export const Role = Type.Object({
  id: id('role'),
  name: Type.String({ examples: ['Accountant'] }),
  permissions: Type.Array(Type.String({ examples: ['accounts:read'] })),
  isBuiltIn: Type.Boolean({ description: 'Built-in roles are the same everywhere and cannot be changed.' }),
});

export const CreateRoleBody = Type.Object({ name: roleName, permissions });
export const UpdateRoleBody = Type.Object({ name: Type.Optional(roleName), permissions: Type.Optional(permissions) });

export const Invitation = Type.Object({
  id: id('invitation'),
  email: Type.String({ examples: ['ngozi@example.com'] }),
  ...memberRole,
  createdAt: timestamp('When the first letter was sent.'),
  sentAt: timestamp('When the latest letter was sent.'),
  expiresAt: timestamp('When its token becomes worthless.', '2026-07-08T08:15:30.000Z'),
});

export const InviteBody = Type.Object({ email, memberRoleId });

export const UpdateMemberBody = Type.Object({
  memberRoleId: Type.Optional(memberRoleId),
  isActive: Type.Optional(Type.Boolean({ examples: [true] })),
});

/** Whoever has an account is known by name already. */
function ofNewcomer<Schema extends TSchema>(schema: Schema) {
  return Type.Optional({ ...schema, description: 'Needed unless the invited address has an account.' });
}

export const AcceptBody = Type.Object({
  authorizationToken: Type.String({
    minLength: 1,
    maxLength: 256,
    description: 'The token of the invitation letter.',
    examples: ['invite_…'],
  }),
  firstName: ofNewcomer(firstName),
  lastName: ofNewcomer(lastName),
  phoneNo: ofNewcomer(phoneNo),
  password,
});

export const ServiceMemberBody = Type.Object({ name: text({ maxLength: 100, examples: ['Payroll'] }), memberRoleId });

export const ServiceCredentials = Type.Object({
  id: id('member'),
  email: Type.String({
    description: 'The sign-in name. No mail arrives there.',
    examples: ['service-…@service.invalid'],
  }),
  password: Type.String({ description: 'In this answer and in no other.', examples: ['…'] }),
});

export const LeaveBody = Type.Object({ businessId: id('business', { description: 'The business to leave.' }) });

export const MemberPath = Type.Object({ id: id('member', { description: 'From `GET /clients/members`.' }) });
export const InvitationPath = Type.Object({
  id: id('invitation', { description: 'From `GET /clients/members/invitations`.' }),
});
export const RolePath = Type.Object({ id: id('role', { description: 'From `GET /clients/members/roles`.' }) });

export function toMember(member: StoredMember) {
  const { id: memberId, role, createdAt, isDisabled: _isDisabled, ...rest } = member;
  return {
    ...rest,
    id: memberId,
    clientMemberRoleId: role.id,
    clientMemberRole: { id: role.id, name: role.name },
    createdAt: createdAt.toISOString(),
  };
}
