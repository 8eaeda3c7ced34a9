/** Everything that the pages stand in. */

import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { ReauthenticationDialog } from '../components/reauthentication-dialog.tsx';
import { createQueryClient } from '../lib/query-client.ts';
import { sessionOver } from '../lib/session-over.ts';
import { Toaster } from '../ui/toaster.tsx';
import { TooltipProvider } from '../ui/tooltip.tsx';
import { createAppRouter } from './router.tsx';

const queries = createQueryClient();
const router = createAppRouter(queries);

sessionOver.listen(() => {
  const { pathname, href } = router.state.location;
  if (pathname === '/sign-in') return;
  void router.navigate({ to: '/sign-in', search: { return: href }, replace: true }).then(() => queries.clear());
});

export function App(): ReactElement {
  return (
    <QueryClientProvider client={queries}>
      <TooltipProvider delayDuration={250} skipDelayDuration={100}>
        <RouterProvider router={router} />
        <ReauthenticationDialog />
        <Toaster />
      </TooltipProvider>
    </QueryClientProvider>
  );
}
