/** Signed up, and now waiting for the letter. The words are the same whether or not the address has an account. */

import { MailOpen } from 'lucide-react';
import type { ReactElement } from 'react';
import { CaughtMail } from '../../components/caught-mail.tsx';
import { ResendLetter } from '../../components/resend-letter.tsx';
import { ResultCard } from '../../components/result-card.tsx';
import { Button } from '../../ui/button.tsx';
import { TextLink } from '../../ui/text-link.tsx';

export interface MailboxStepProps {
  readonly email: string;
  readonly onBack: () => void;
}

export function MailboxStep({ email, onBack }: MailboxStepProps): ReactElement {
  return (
    <ResultCard
      tone="good"
      icon={MailOpen}
      title="Look into your mailbox"
      description={
        <>
          A letter is on its way to <strong className="font-medium text-ink">{email}</strong>. Open its link within 24
          hours, and enter the password that you just chose.
        </>
      }
      below={
        <>
          No link at hand? <TextLink to="/verify-email">Paste the token</TextLink>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <CaughtMail to={email} />
        <div className="flex flex-wrap items-center justify-between gap-3">
          <ResendLetter email={email} />
          <Button variant="link" onClick={onBack}>
            Another address
          </Button>
        </div>
      </div>
    </ResultCard>
  );
}
