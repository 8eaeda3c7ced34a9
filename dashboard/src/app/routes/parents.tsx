/** What routes stand under: everybody's, that of people who are signed in, and that of one business. */

import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, createRoute, notFound, redirect } from '@tanstack/react-router';
import { NotFound } from '../../components/not-found.tsx';
import { isSignedOut } from '../../lib/errors.ts';
import { lastBusiness, rememberBusiness } from '../../lib/last-business.ts';
import { aboutQuery, sessionQuery } from '../../lib/use-session.ts';
import { AppFailure } from '../page-states.tsx';
import { BusinessGate } from '../shell/business-gate.tsx';
import { PublicLayout } from '../shell/public-layout.tsx';
import { Root } from '../shell/root.tsx';
import { Shell } from '../shell/shell.tsx';

export const rootRoute = createRootRouteWithContext<{ readonly queries: QueryClient }>()({
  component: Root,
  errorComponent: AppFailure,
  beforeLoad: ({ context }) => void context.queries.prefetchQuery(aboutQuery),
});

export const publicRoute = createRoute({ getParentRoute: () => rootRoute, id: 'public', component: PublicLayout });

export const signedInRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'signed-in',
  component: Shell,
  errorComponent: AppFailure,
  async beforeLoad({ context, location }) {
    try {
      return { session: await context.queries.ensureQueryData(sessionQuery) };
    } catch (error) {
      if (isSignedOut(error)) throw redirect({ to: '/sign-in', search: { return: location.href } });
      throw error;
    }
  },
});

/** To the business that was looked at last. */
export const indexRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/',
  beforeLoad({ context }) {
    const { businesses } = context.session;
    const business = businesses.find(({ id }) => id === lastBusiness()) ?? businesses[0];
    if (business === undefined) throw redirect({ to: '/businesses/new' });
    throw redirect({ to: '/b/$businessId', params: { businessId: business.id } });
  },
});

export const businessRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/b/$businessId',
  component: BusinessGate,
  notFoundComponent: NotFound,
  beforeLoad({ context, params }) {
    if (!context.session.businesses.some(({ id }) => id === params.businessId)) throw notFound();
    rememberBusiness(params.businessId);
  },
});
