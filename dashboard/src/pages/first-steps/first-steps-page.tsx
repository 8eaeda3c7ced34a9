/** From the account to the first call: the newcomer's own ids in programs that run as they stand, and the call as it arrives. */

import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useKeys } from '../../components/use-keys.ts';
import { client } from '../../lib/client.ts';
import { useBusiness } from '../../lib/use-business.ts';
import { usePermissions } from '../../lib/use-permissions.ts';
import { useRead } from '../../lib/use-read.ts';
import { useAbout, useSession } from '../../lib/use-session.ts';
import { Callout } from '../../ui/callout.tsx';
import { Snippets } from '../../ui/code-block.tsx';
import { Copyable } from '../../ui/copyable.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { LinesSkeleton } from '../../ui/skeleton.tsx';
import { DocsLink, TextLink } from '../../ui/text-link.tsx';
import { Arrival } from './arrival.tsx';
import { type Calls, callsOf } from './calls.ts';
import { KeyStep } from './key-step.tsx';
import { NextSteps } from './next-steps.tsx';
import { firstCall, firstPath, type Place } from './snippets.ts';
import { Step } from './step.tsx';
import { VariablesStep } from './variables-step.tsx';

const everySeconds = 2;
const nothing: Calls = { answered: undefined, isFirst: true, refused: undefined };

export function FirstStepsPage(): ReactElement {
  const { may } = usePermissions();
  const mayRead = may('keys:read');
  const place = usePlace();
  const keys = useKeys({ enabled: mayRead });
  const log = useRead(
    ['requests', 'first-call'],
    (business, options) => business.requests.list({ limit: 100 }, options),
    { enabled: mayRead, everySeconds },
  );
  const calls = log.data === undefined ? nothing : callsOf(log.data.items, !log.data.pagination.hasNextPage);
  const hasCalled = calls.answered !== undefined;
  const primary = keys.data?.find(({ isPrimary, status }) => isPrimary && status === 'active');
  return (
    <>
      <PageHeader title="First steps" description="From your key to your first call, in two minutes." />
      <ol className="max-w-3xl">
        <Step number={1} title="Your account and your business" isDone>
          <AccountFacts />
        </Step>
        <Step number={2} title="Your secret key" isDone={hasCalled}>
          {mayRead && keys.isPending ? <LinesSkeleton rows={2} /> : <KeyStep primary={primary} mayRead={mayRead} />}
        </Step>
        <Step number={3} title="Tell your terminal who you are" isDone={hasCalled}>
          <VariablesStep place={place} mayReveal={mayRead && primary !== undefined} />
        </Step>
        <Step number={4} title="Sign in, and make the first call" isDone={hasCalled}>
          <CallStep place={place} />
        </Step>
        <Step number={5} title="See it arrive" isDone={hasCalled}>
          {mayRead ? (
            <Watch calls={calls} error={log.data === undefined ? log.error : null} onRetry={() => void log.refetch()} />
          ) : (
            <Callout>Your role does not see the request log: your terminal shows the answer.</Callout>
          )}
        </Step>
        <Step number={6} title="What comes next" isDone={false}>
          <NextSteps />
        </Step>
      </ol>
    </>
  );
}

function usePlace(): Place {
  const { email } = useSession();
  const { id: businessId, isApproved } = useBusiness();
  return { origin: globalThis.location.origin, email, businessId, path: firstPath(isApproved) };
}

function AccountFacts(): ReactElement {
  const { email } = useSession();
  const { id, name, isApproved } = useBusiness();
  return (
    <>
      <p className="text-muted">
        You are <span className="text-ink">{email}</span>, your address is verified, and{' '}
        <span className="text-ink">{name}</span> is {isApproved ? 'approved' : 'not approved yet'}. Calls name the
        business by its id:
      </p>
      <Copyable value={id} label="business id" className="self-start text-sm text-ink" />
    </>
  );
}

function CallStep({ place }: { readonly place: Place }): ReactElement {
  return (
    <>
      <p className="text-muted">
        Each of these programs signs in for an access token, and then asks for{' '}
        {place.path === firstPath(true) ? 'the account of your business' : 'your business'} with all three credentials.{' '}
        <DocsLink page="authentication">What the three are for</DocsLink>
      </p>
      <SecondFactorNote />
      <Snippets label="Languages" snippets={firstCall(place)} />
    </>
  );
}

/** A program cannot type the code of an authenticator app. */
function SecondFactorNote(): ReactElement | null {
  const { id: businessId } = useBusiness();
  const factors = useQuery({
    queryKey: ['second-factors'],
    queryFn: ({ signal }) => client.auth.secondFactors.read({ signal }),
  });
  if (!factors.data?.totpSince) return null;
  return (
    <Callout tone="warn" title="Your sign-in has a second step">
      A program cannot type its code. Make a service member in{' '}
      <TextLink to="/b/$businessId/team" params={{ businessId }}>
        Team
      </TextLink>
      , and let the program sign in with that e-mail and password.
    </Callout>
  );
}

interface WatchProps {
  readonly calls: Calls;
  readonly error: unknown;
  readonly onRetry: () => void;
}

function Watch({ calls, error, onRetry }: WatchProps): ReactElement {
  const isBlind = useAbout()?.requestLogDays === 0;
  if (error) return <ErrorState error={error} onRetry={onRetry} className="py-6" />;
  return <Arrival calls={calls} isBlind={isBlind} />;
}
