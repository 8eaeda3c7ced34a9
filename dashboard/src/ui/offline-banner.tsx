/** Says that there is no network, and that what is on screen may be old. */

import { CloudOff } from 'lucide-react';
import type { ReactElement } from 'react';
import { useOnline } from '../lib/use-online.ts';

export function OfflineBanner(): ReactElement {
  const isOnline = useOnline();
  return (
    <div role="status">
      {isOnline ? null : (
        <p className="flex items-center justify-center gap-2 bg-ink px-4 py-1.5 text-center text-sm text-canvas">
          <CloudOff aria-hidden className="size-4 shrink-0" />
          You are offline. What you see may be out of date.
        </p>
      )}
    </div>
  );
}
