/** The caught mail beside the other tools of a sandbox. */

import { useParams } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { MailCatcher } from '../../components/caught-mail/mail-catcher.tsx';
import { NotFound } from '../../components/not-found.tsx';
import { useAbout } from '../../lib/use-session.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { TextLink } from '../../ui/text-link.tsx';

export function SandboxMailPage(): ReactElement {
  const about = useAbout();
  const { businessId } = useParams({ from: '/signed-in/b/$businessId/sandbox/mail' });
  if (about?.environment === 'production') return <NotFound />;
  return (
    <>
      <PageHeader
        title="Caught mail"
        description="What this sandbox would have sent, to whomever. Nothing leaves it; letters are kept for seven days."
        breadcrumbs={[
          <TextLink key="sandbox" to="/b/$businessId/sandbox" params={{ businessId }}>
            Sandbox
          </TextLink>,
        ]}
      />
      <MailCatcher />
    </>
  );
}
