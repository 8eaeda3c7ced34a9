/** What keeps an account its owner's: password, second factor, passkeys, and the sessions that are open. */

import type { ReactElement } from 'react';
import { useAbout } from '../../lib/use-session.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { PasskeysSection } from './passkeys-section.tsx';
import { PasswordSection } from './password-section.tsx';
import { ProfileTabs } from './profile-tabs.tsx';
import { SessionsSection } from './sessions-section.tsx';
import { TwoFactorSection } from './two-factor-section.tsx';

export function SecurityPage(): ReactElement {
  const about = useAbout();
  return (
    <>
      <PageHeader title="Security" description="Your password, your second factor, and where you are signed in." />
      <ProfileTabs />
      <div>
        <PasswordSection />
        <TwoFactorSection />
        {about?.passkeys === false ? null : <PasskeysSection />}
        <SessionsSection />
      </div>
    </>
  );
}
