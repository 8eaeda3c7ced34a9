/** The face of the members room: who belongs to a business, in which role, and how he came to. */

export { createAcceptance } from './operations/acceptance.ts';
export { createInvitations } from './operations/invitations.ts';
export { createMembers } from './operations/members.ts';
export { createMemberRoles } from './operations/roles.ts';
export { createServiceMembers } from './operations/service-members.ts';
export { invitationPolicy } from './rules.ts';
export { memberSweeps } from './sweeps.ts';
