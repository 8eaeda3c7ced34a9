/** The shape of the page "Account" while it loads. */

import type { ReactElement } from 'react';
import { Card } from '../../ui/card.tsx';
import { LinesSkeleton, Loading, Skeleton } from '../../ui/skeleton.tsx';

export function AccountSkeleton(): ReactElement {
  return (
    <Loading>
      <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-3">
        <Card className="p-5 lg:col-span-2">
          <Skeleton className="w-20" />
          <Skeleton className="mt-3 h-8 w-56" />
          <Skeleton className="mt-8 w-full" />
        </Card>
        <Card className="p-5">
          <LinesSkeleton rows={5} />
        </Card>
      </div>
    </Loading>
  );
}
