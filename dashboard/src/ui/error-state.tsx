/** What could not be shown, and what to do about it. */

import { useParams } from '@tanstack/react-router';
import { CloudOff, TriangleAlert } from 'lucide-react';
import type { ReactElement } from 'react';
import { cn } from '../lib/cn.ts';
import { hasCode, isForbidden, problemOf } from '../lib/errors.ts';
import { Button, ButtonLink } from './button.tsx';
import { Copyable } from './copyable.tsx';
import { DocsLink } from './text-link.tsx';

export interface ErrorStateProps {
  readonly error: unknown;
  readonly onRetry?: (() => void) | undefined;
  readonly className?: string;
}

export function ErrorState({ error, onRetry, className }: ErrorStateProps): ReactElement {
  const problem = problemOf(error);
  const Icon = problem.isOffline ? CloudOff : TriangleAlert;
  return (
    <div role="alert" className={cn('flex flex-col items-center px-6 py-14 text-center', className)}>
      <span className="mb-4 flex size-10 items-center justify-center rounded-lg bg-bad-soft text-bad-ink">
        <Icon aria-hidden className="size-5" strokeWidth={1.75} />
      </span>
      <p className="max-w-md font-medium text-pretty">{problem.message}</p>
      <div className="mt-2 flex flex-wrap items-center justify-center gap-x-3 gap-y-1 text-sm text-muted">
        {problem.code === undefined ? null : (
          <DocsLink page={`errors#${problem.code}`} className="inline-flex min-h-6 items-center font-mono text-xs">
            {problem.code}
          </DocsLink>
        )}
        {problem.requestId === undefined ? null : <Copyable value={problem.requestId} label="request id" />}
      </div>
      <WayOut error={error} onRetry={onRetry} />
    </div>
  );
}

/** What the bank decided about the business does not change by asking again. */
function WayOut({ error, onRetry }: Pick<ErrorStateProps, 'error' | 'onRetry'>): ReactElement | null {
  const { businessId } = useParams({ strict: false });
  if (businessId !== undefined && hasCode(error, 'business.not_approved', 'business.suspended')) {
    return (
      <ButtonLink className="mt-5" to="/b/$businessId/registration" params={{ businessId }}>
        See the business
      </ButtonLink>
    );
  }
  if (onRetry === undefined || isForbidden(error)) return null;
  return (
    <Button className="mt-5" onClick={onRetry}>
      Try again
    </Button>
  );
}
