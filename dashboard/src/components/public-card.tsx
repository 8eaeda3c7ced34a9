/** The card in which every page before the sign-in stands. */

import type { ReactElement, ReactNode } from 'react';
import { PageTitle } from '../ui/page-header.tsx';

export interface PublicCardProps {
  readonly title: ReactNode;
  readonly description?: ReactNode;
  readonly children?: ReactNode;
  /** Below the card: the way to sign up, or back. */
  readonly below?: ReactNode;
}

export function PublicCard({ title, description, children, below }: PublicCardProps): ReactElement {
  return (
    <div className="w-full max-w-[25rem]">
      <div className="rounded-xl border bg-surface px-6 py-7 sm:px-8 sm:py-8">
        <PageTitle>{title}</PageTitle>
        {description ? <p className="mt-1 text-base text-muted">{description}</p> : null}
        {children ? <div className="mt-6">{children}</div> : null}
      </div>
      {below ? <p className="mt-5 text-center text-base text-muted">{below}</p> : null}
    </div>
  );
}
