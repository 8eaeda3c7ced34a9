/** One way of proving who one is: what it is, how it stands, and what can be done about it. */

import type { LucideIcon } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';

export interface FactorRowProps {
  readonly icon: LucideIcon;
  readonly title: ReactNode;
  readonly status?: ReactNode;
  readonly detail: ReactNode;
  /** Buttons; the chief one last. */
  readonly children: ReactNode;
}

export function FactorRow({ icon: Icon, title, status, detail, children }: FactorRowProps): ReactElement {
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-3 px-5 py-4">
      <Icon aria-hidden className="size-5 shrink-0 text-muted max-sm:self-start" strokeWidth={1.75} />
      <div className="min-w-0 flex-1 basis-48">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 font-medium">
          {title}
          {status}
        </p>
        <p className="mt-0.5 text-sm text-muted">{detail}</p>
      </div>
      <div className="flex flex-wrap gap-2 max-sm:pl-9">{children}</div>
    </div>
  );
}
