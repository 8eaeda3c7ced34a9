/** The first thing that the Tab key reaches: past the navigation, to the page. */

import type { ReactElement } from 'react';

export function SkipLink(): ReactElement {
  return (
    <a
      href="#main"
      className="sr-only z-60 rounded-md bg-accent font-medium text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:px-4 focus:py-2"
    >
      Skip to the page
    </a>
  );
}
