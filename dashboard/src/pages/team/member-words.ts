/** What a member is called, and what can be done with it. Pure. */

import type { Member } from '@interstellas/sdk';

export function nameOf({ firstName, lastName, email }: Pick<Member, 'firstName' | 'lastName' | 'email'>): string {
  return `${firstName} ${lastName}`.trim() || email;
}

export type MemberDeed = 'change-role' | 'deactivate' | 'activate' | 'rotate-credentials' | 'remove' | 'leave';

export const MEMBER_DEEDS: Readonly<Record<MemberDeed, string>> = {
  'change-role': 'Change the role',
  deactivate: 'Deactivate',
  activate: 'Activate',
  'rotate-credentials': 'New password',
  remove: 'Remove',
  leave: 'Leave the business',
};

export interface Onlooker {
  readonly userId: string;
  readonly mayManage: boolean;
  /** Whether he may give and take away the role that the member has. */
  readonly mayTouch: boolean;
}

export function deedsOf(member: Member, { userId, mayManage, mayTouch }: Onlooker): readonly MemberDeed[] {
  const own: readonly MemberDeed[] = member.userId === userId ? ['leave'] : [];
  if (!mayManage || !mayTouch) return own;
  const toggle: MemberDeed = member.isActive ? 'deactivate' : 'activate';
  if (member.userId === userId) return ['change-role', ...own];
  const service: readonly MemberDeed[] = member.kind === 'service' ? ['rotate-credentials'] : [];
  return ['change-role', ...service, toggle, 'remove'];
}
