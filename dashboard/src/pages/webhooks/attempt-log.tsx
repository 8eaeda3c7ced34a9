/** Every attempt, the latest first: how it ended, and on demand what was sent where. */

import type { ReactElement } from 'react';
import { CodeBlock } from '../../ui/code-block.tsx';
import { Time } from '../../ui/time.tsx';
import { AttemptOutcome } from './attempt-outcome.tsx';
import type { Attempt } from './words.ts';

export function AttemptLog({ attempts }: { readonly attempts: readonly Attempt[] }): ReactElement {
  if (attempts.length === 0) return <p className="text-muted">None yet.</p>;
  return (
    <ol className="flex flex-col divide-y" aria-label="Attempts, the latest first">
      {attempts.map((attempt) => (
        <li key={attempt.number} className="flex flex-col gap-2.5 py-4 first:pt-0 last:pb-0">
          <div className="flex flex-wrap items-baseline justify-between gap-x-4">
            <h3 className="font-medium">Attempt {attempt.number}</h3>
            <Time at={attempt.at} form="second" className="text-sm text-muted" />
          </div>
          <AttemptOutcome attempt={attempt} />
          <Request attempt={attempt} />
        </li>
      ))}
    </ol>
  );
}

function Request({ attempt: { url, requestHeaders } }: { readonly attempt: Attempt }): ReactElement {
  const lines = Object.entries(requestHeaders).map(([name, value]) => `${name}: ${value}`);
  return (
    <details className="text-sm">
      <summary className="w-fit rounded-sm font-medium text-accent-ink">What was sent</summary>
      <div className="mt-2 flex flex-col gap-2">
        <p className="font-mono text-xs break-all">POST {url}</p>
        <CodeBlock title="Request headers" code={lines.join('\n')} />
        <p className="text-muted">AUTH-KEY and webhook-signature were sent as well, and are not kept.</p>
      </div>
    </details>
  );
}
