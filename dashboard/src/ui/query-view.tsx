/** One thing that is read: its skeleton, its error, or itself. */

import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactElement, ReactNode } from 'react';
import { ErrorState } from './error-state.tsx';
import { LinesSkeleton } from './skeleton.tsx';

export interface QueryViewProps<Data> {
  readonly query: UseQueryResult<Data>;
  readonly children: (data: Data) => ReactNode;
  /** While it loads; lines unless given. */
  readonly skeleton?: ReactNode;
}

/** Old data stays on screen when asking again fails. */
export function QueryView<Data>({ query, children, skeleton }: QueryViewProps<Data>): ReactElement {
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  return <>{skeleton ?? <LinesSkeleton />}</>;
}
