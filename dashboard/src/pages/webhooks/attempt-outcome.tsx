/** How one attempt ended: the status of the answer and how long it took, or why there was none. */

import type { ReactElement } from 'react';
import { formatMilliseconds, HttpStatus } from '../../components/request-parts.tsx';
import { type Attempt, wordsOfError } from './words.ts';

export function AttemptOutcome({ attempt }: { readonly attempt: Attempt }): ReactElement {
  const { status, error, latencyMs, responseHead } = attempt;
  return (
    <div className="flex min-w-0 flex-col gap-2">
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
        {status === null ? null : <HttpStatus status={status} />}
        <span>{error === null ? 'Your server took it.' : wordsOfError(error)}</span>
        <span className="figures text-muted">{formatMilliseconds(latencyMs)}</span>
      </p>
      {responseHead ? <Answer text={responseHead} /> : null}
    </div>
  );
}

function Answer({ text }: { readonly text: string }): ReactElement {
  return (
    <div>
      <p className="mb-1 text-xs font-medium text-muted">The beginning of the answer</p>
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a long answer scrolls, by keyboard too
        tabIndex={0}
        className="max-h-48 overflow-auto rounded-md border bg-canvas px-3 py-2 font-mono text-xs leading-5 break-all whitespace-pre-wrap"
      >
        {text}
      </pre>
    </div>
  );
}
