/** What stands in the place of a page while it loads, and when it broke. */

import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { Brand } from '../ui/brand.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { OfflineBanner } from '../ui/offline-banner.tsx';
import { PageTitle } from '../ui/page-header.tsx';
import { LinesSkeleton, Loading, Skeleton } from '../ui/skeleton.tsx';

export function PagePending(): ReactElement {
  return (
    <div className="mx-auto w-full max-w-6xl">
      <Loading>
        <div className="mb-8">
          <Skeleton className="h-6 w-48" />
          <Skeleton className="mt-3 w-72 max-w-full" />
        </div>
      </Loading>
      <LinesSkeleton />
    </div>
  );
}

export function PageFailure({ error, reset }: ErrorComponentProps): ReactElement {
  const router = useRouter();
  function retry(): void {
    if (isStaleBuild(error)) location.reload();
    reset();
    void router.invalidate();
  }
  return (
    <div className="py-16">
      <PageTitle className="sr-only">This page could not be shown</PageTitle>
      <ErrorState error={error} onRetry={retry} />
    </div>
  );
}

/** The same where not even what stands around the pages can be shown. */
export function AppFailure(props: ErrorComponentProps): ReactElement {
  return (
    <div className="flex min-h-dvh flex-col">
      <OfflineBanner />
      <header className="flex h-16 items-center px-5 sm:px-8">
        <Brand />
      </header>
      <main id="main" tabIndex={-1} className="flex-1 px-4 outline-none">
        <PageFailure {...props} />
      </main>
    </div>
  );
}

/** A page whose file was replaced by a newer build since this tab was opened. */
function isStaleBuild(error: unknown): boolean {
  return error instanceof Error && /dynamically imported module|importing a module script/i.test(error.message);
}
