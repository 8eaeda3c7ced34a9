/** The caught mail before the sign-in: where a newcomer of a sandbox finds the letter that lets him in. */

import type { ReactElement } from 'react';
import { MailCatcher } from '../../components/caught-mail/mail-catcher.tsx';
import { NotFound } from '../../components/not-found.tsx';
import { useAbout } from '../../lib/use-session.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { PageHeader } from '../../ui/page-header.tsx';

export function MailPage(): ReactElement {
  const about = useAbout();
  if (about?.environment === 'production') return <NotFound />;
  return (
    <div className="w-full max-w-5xl">
      <PageHeader
        title="Caught mail"
        description="What this sandbox would have sent. Nothing leaves it; letters are kept for seven days."
        actions={<ButtonLink to="/sign-in">Sign in</ButtonLink>}
      />
      <MailCatcher />
    </div>
  );
}
