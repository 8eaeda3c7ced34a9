/** The state of a transfer, a key, a delivery, … as the API names it. */

import type { ReactElement } from 'react';
import { sentenceCase, toneOfStatus } from '../lib/statuses.ts';
import { Badge } from './badge.tsx';

export function StatusBadge({
  status,
  className,
}: {
  readonly status: string;
  readonly className?: string;
}): ReactElement {
  return (
    <Badge dot tone={toneOfStatus(status)} {...(className !== undefined && { className })}>
      {sentenceCase(status)}
    </Badge>
  );
}
