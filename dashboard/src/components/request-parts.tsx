/** How a request of the log is told, wherever it is shown: what was asked, how it was answered, and how long it took. */

import type { ReactElement } from 'react';
import { cn } from '../lib/cn.ts';
import { Badge, type Tone } from '../ui/badge.tsx';
import { DocsLink } from '../ui/text-link.tsx';

/** As the endpoint is described; an operation that is no more has no path. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly operation: string;
}

export function MethodAndPath({
  request,
  className,
}: {
  readonly request: Asked;
  readonly className?: string;
}): ReactElement {
  return (
    <span className={cn('font-mono text-sm', className)}>
      <span className="font-semibold">{request.method}</span> {shortPath(request)}
    </span>
  );
}

/** Every endpoint is below `/api/v1`: what tells them apart comes after it. */
function shortPath({ path, operation }: Asked): string {
  return path === '' ? operation : path.replace(/^\/api\/v1/, '');
}

export function HttpStatus({ status }: { readonly status: number }): ReactElement {
  return (
    <Badge dot tone={toneOf(status)} className="figures">
      {status}
    </Badge>
  );
}

function toneOf(status: number): Tone {
  if (status >= 500) return 'bad';
  if (status >= 400) return 'warn';
  return status >= 300 ? 'info' : 'good';
}

/** The code of a refusal, which leads to the page that explains it. */
export function CodeLink({ code, className }: { readonly code: string; readonly className?: string }): ReactElement {
  const [area, ...reason] = code.split('.');
  return (
    <DocsLink page={`errors#${code}`} className={cn('font-mono text-xs [overflow-wrap:normal]', className)}>
      {area}.<wbr />
      {reason.join('.')}
    </DocsLink>
  );
}

/** `3.2 ms`, `140 ms`, `1.24 s`. */
export function formatMilliseconds(milliseconds: number): string {
  if (milliseconds >= 1000) return `${(milliseconds / 1000).toFixed(2)} s`;
  return `${milliseconds >= 100 ? Math.round(milliseconds) : milliseconds.toFixed(1)} ms`;
}
