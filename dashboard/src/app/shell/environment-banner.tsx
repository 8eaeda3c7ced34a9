/** Which world this server is: a sandbox cannot be mistaken for the real thing, nor the other way round. */

import { FlaskConical } from 'lucide-react';
import type { ReactElement } from 'react';
import { useAbout } from '../../lib/use-session.ts';

/** Height of the bar, which everything that sticks to the top of the screen stands below. */
export const barHeight = '2rem';

export function EnvironmentBanner(): ReactElement | null {
  const about = useAbout();
  if (about === undefined) return null;
  if (about.environment === 'production') {
    return (
      <aside
        aria-label="Environment"
        className="sticky top-0 z-30 flex h-8 items-center justify-center gap-2 bg-[oklch(0.25_0.03_277)] px-4 text-xs font-medium text-white"
      >
        <span aria-hidden className="size-1.5 rounded-full bg-good" />
        Production<span className="font-normal opacity-80">Real money moves here.</span>
      </aside>
    );
  }
  return (
    <aside
      aria-label="Environment"
      className="stripes-sandbox sticky top-0 z-30 flex h-8 items-center justify-center gap-2 border-b border-warn/50 px-4 text-xs font-semibold text-warn-ink"
    >
      <span className="flex items-center gap-2 rounded-full bg-warn-soft px-3 py-0.5">
        <FlaskConical aria-hidden className="size-3.5" />
        Sandbox<span className="font-normal">No real money moves.</span>
      </span>
    </aside>
  );
}
