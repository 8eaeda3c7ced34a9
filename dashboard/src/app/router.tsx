/** The router: how it reads addresses, what it shows while it loads and when it fails, and where the focus goes. */

import type { QueryClient } from '@tanstack/react-query';
import { createRouter, parseSearchWith, stringifySearchWith } from '@tanstack/react-router';
import { NotFound } from '../components/not-found.tsx';
import { pageFocus } from '../lib/page-focus.ts';
import { PageFailure, PagePending } from './page-states.tsx';
import { routeTree } from './routes/tree.ts';

export function createAppRouter(queries: QueryClient) {
  const router = createRouter({
    routeTree,
    context: { queries },
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    defaultPendingMs: 150,
    // A page that is there is shown at once, however shortly its outline stood: the router would wait half a second.
    defaultPendingMinMs: 0,
    defaultPendingComponent: PagePending,
    defaultErrorComponent: PageFailure,
    defaultNotFoundComponent: NotFound,
    scrollRestoration: true,
    // Filters are words, not JSON: `?reference=0012` stays what it is.
    parseSearch: parseSearchWith((value) => value),
    stringifySearch: stringifySearchWith(String),
  });
  router.subscribe('onBeforeNavigate', ({ pathChanged, fromLocation }) => {
    if (pathChanged && fromLocation !== undefined) pageFocus.due();
  });
  return router;
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }

  interface StaticDataRouteOption {
    /** Of the browser's tab. */
    readonly title?: string;
    /** Who has it not sees none of the page. */
    readonly permission?: string;
  }
}
