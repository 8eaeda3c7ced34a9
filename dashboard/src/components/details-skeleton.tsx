/** The shape of a page with facts at the left and two cards at the right, while it loads. */

import type { ReactElement } from 'react';
import { Card } from '../ui/card.tsx';
import { LinesSkeleton } from '../ui/skeleton.tsx';

export function DetailsSkeleton(): ReactElement {
  return (
    <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-3">
      <Card className="p-5 lg:col-span-2">
        <LinesSkeleton rows={8} />
      </Card>
      <Card className="p-5">
        <LinesSkeleton rows={5} />
      </Card>
    </div>
  );
}
