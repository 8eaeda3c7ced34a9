/** What could not be shown, and what to do about it. */

import { CloudOff, TriangleAlert } from 'lucide-react';
import type { ReactElement } from 'react';
import { cn } from '../lib/cn.ts';
import { problemOf } from '../lib/errors.ts';
import { Button } from './button.tsx';
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
      {onRetry === undefined ? null : (
        <Button className="mt-5" onClick={onRetry}>
          Try again
        </Button>
      )}
    </div>
  );
}
