/** Where a sandbox without a mail server keeps the letter that one is waiting for. Nothing elsewhere. */

import { MailOpen } from 'lucide-react';
import type { ReactElement } from 'react';
import { cn } from '../lib/cn.ts';
import { useAbout } from '../lib/use-session.ts';
import { TextLink } from '../ui/text-link.tsx';

export interface CaughtMailProps {
  /** Whose letters. */
  readonly to?: string;
  readonly className?: string;
}

export function CaughtMail({ to, className }: CaughtMailProps): ReactElement | null {
  if (useAbout()?.mailCatcher !== true) return null;
  return (
    <p className={cn('flex gap-2.5 rounded-lg border border-dashed px-3.5 py-3 text-sm text-muted', className)}>
      <MailOpen aria-hidden className="mt-0.5 size-4 shrink-0" />
      <span>
        This sandbox sends no mail. The letter is in the{' '}
        <TextLink to="/mail" search={to === undefined ? {} : { to }}>
          caught mail
        </TextLink>
        .
      </span>
    </p>
  );
}
