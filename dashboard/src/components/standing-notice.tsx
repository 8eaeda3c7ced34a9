/** What the bank's decision, or the lack of one, means for the business, and what is to be done. */

import type { Business } from '@interstellas/sdk';
import type { ReactElement, ReactNode } from 'react';
import { usePermissions } from '../lib/use-permissions.ts';
import { useAbout } from '../lib/use-session.ts';
import { Callout } from '../ui/callout.tsx';
import { type Standing, standingOf } from './use-standing.ts';

interface Notice {
  readonly tone: 'info' | 'warn' | 'bad';
  readonly title: string;
  readonly words: string;
}

export interface StandingNoticeProps {
  readonly business: Business;
  /** The way to the registration, where this is not its page. */
  readonly action?: ReactNode;
}

/** Nothing while all is well. */
export function StandingNotice({ business, action }: StandingNoticeProps): ReactElement | null {
  const bank = useAbout()?.bankName ?? 'The bank';
  const { may } = usePermissions();
  const standing = standingOf(business);
  if (standing === 'approved') return null;
  const { tone, title, words } = noticeOf(standing, bank, {
    hasAccount: business.isApproved,
    mayRegister: may('businesses:register'),
  });
  return (
    <Callout tone={tone} title={title} action={action}>
      {words}
    </Callout>
  );
}

interface Circumstances {
  readonly hasAccount: boolean;
  readonly mayRegister: boolean;
}

function noticeOf(
  standing: Exclude<Standing, 'approved'>,
  bank: string,
  { hasAccount, mayRegister }: Circumstances,
): Notice {
  switch (standing) {
    case 'unregistered':
      return {
        tone: 'warn',
        title: 'Register the business to open its account',
        words: mayRegister
          ? `${bank} approves it once it knows who the owner is. It takes the owner’s BVN and phone, and a photo of a government id.`
          : `${bank} approves it once it knows who the owner is. An owner or admin of the business sends the registration.`,
      };
    case 'in-review':
      return {
        tone: 'info',
        title: 'The registration is being reviewed',
        words: `${bank} has all that it asked for. The owners of the business get an e-mail once it is approved.`,
      };
    case 'suspended':
      return {
        tone: 'bad',
        title: `${bank} has suspended this business`,
        words: hasAccount
          ? 'Its money can be neither seen nor moved until the suspension ends. What is paid in still arrives. If you do not know why, write to the bank.'
          : 'It stays so until the bank ends it. If you do not know why, write to the bank.',
      };
  }
}
