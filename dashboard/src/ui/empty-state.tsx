/** Where there is nothing yet: what would be here, and how to get the first one. */

import type { LucideIcon } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { cn } from '../lib/cn.ts';

export interface EmptyStateProps {
  readonly icon: LucideIcon;
  readonly title: ReactNode;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
  readonly className?: string;
}

export function EmptyState({ icon: Icon, title, children, action, className }: EmptyStateProps): ReactElement {
  return (
    <div className={cn('flex flex-col items-center px-6 py-14 text-center', className)}>
      <span className="mb-4 flex size-10 items-center justify-center rounded-lg border bg-surface text-muted shadow-control">
        <Icon aria-hidden className="size-5" strokeWidth={1.75} />
      </span>
      <p className="font-medium">{title}</p>
      {children ? <p className="mt-1 max-w-sm text-base text-pretty text-muted">{children}</p> : null}
      {action ? <div className="mt-5 flex flex-wrap justify-center gap-2">{action}</div> : null}
    </div>
  );
}
