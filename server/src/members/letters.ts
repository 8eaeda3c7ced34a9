/** The words of the letters about members. */

import { paragraphs, type Words } from '../mail/index.ts';

export function invitationLetter(invitation: {
  readonly businessName: string;
  readonly inviter: string;
  readonly roleName: string;
  readonly link: string;
  readonly expiresAt: Date;
}): Words {
  const { businessName, inviter, roleName, link, expiresAt } = invitation;
  return {
    subject: `You are invited to ${businessName}`,
    text: paragraphs(
      `${inviter} invites you to become a member of ${businessName}, with the role ${roleName}.`,
      `To accept, open this page before ${expiresAt.toISOString()}:`,
      link,
      'If you have an account with this address, enter its password. If not, the password that you enter becomes yours.',
      'Programs send what stands behind the # as authorizationToken to PATCH /clients/members/complete-registration, together with firstName, lastName, phoneNo and password.',
      'If you do not know the sender, do nothing.',
    ),
  };
}

export function welcomeLetter({ businessName, roleName }: { businessName: string; roleName: string }): Words {
  return {
    subject: `You are a member of ${businessName}`,
    text: paragraphs(
      `You accepted the invitation and are now a member of ${businessName}, with the role ${roleName}. Sign in with your address and password.`,
    ),
  };
}

export function newMemberLetter(member: {
  readonly businessName: string;
  readonly who: string;
  readonly roleName: string;
}): Words {
  const { businessName, who, roleName } = member;
  return {
    subject: `New member of ${businessName}`,
    text: paragraphs(
      `${who} is now a member of ${businessName}, with the role ${roleName}.`,
      'If that is not meant to be, remove the member with DELETE /clients/members/{id}.',
    ),
  };
}

export function removalLetter({ businessName }: { businessName: string }): Words {
  return {
    subject: `You are no longer a member of ${businessName}`,
    text: paragraphs(
      `Your membership of ${businessName} has ended. Your account and your other businesses are not affected.`,
    ),
  };
}

export function changedMemberLetter(member: {
  readonly businessName: string;
  readonly roleName: string;
  readonly isActive: boolean;
}): Words {
  const { businessName, roleName, isActive } = member;
  return {
    subject: `Your membership of ${businessName} was changed`,
    text: paragraphs(
      isActive
        ? `Your role in ${businessName} is now ${roleName}.`
        : `Your membership of ${businessName} was deactivated. It opens nothing until it is activated again.`,
    ),
  };
}

export function newCredentialsLetter({ businessName, name }: { businessName: string; name: string }): Words {
  return {
    subject: `New password of a service member of ${businessName}`,
    text: paragraphs(
      `The service member ${name} of ${businessName} was given a new password. The old one and its sessions are void.`,
    ),
  };
}
