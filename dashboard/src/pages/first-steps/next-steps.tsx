/** Where to go after the first call. */

import { Link } from '@tanstack/react-router';
import { ArrowRight, BookOpen, Building2, FlaskConical, ListTree, type LucideIcon, Webhook } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { useBusiness } from '../../lib/use-business.ts';
import { usePermissions } from '../../lib/use-permissions.ts';
import { useAbout } from '../../lib/use-session.ts';

export function NextSteps(): ReactElement {
  const { id: businessId, isApproved } = useBusiness();
  const { may } = usePermissions();
  const isSandbox = useAbout()?.environment === 'sandbox';
  const params = { businessId };
  return (
    <ul className="grid gap-3 sm:grid-cols-2">
      {!isApproved && may('businesses:read') ? (
        <li>
          <Link to="/b/$businessId/registration" params={params} className={look}>
            <Words icon={Building2} title="Have the business approved">
              See what the bank still needs. Until then no money moves.
            </Words>
          </Link>
        </li>
      ) : null}
      {isApproved && may('virtual-accounts:manage') ? (
        <li>
          <Link to="/b/$businessId/virtual-accounts/new" params={params} className={look}>
            <Words icon={ListTree} title="Open a virtual account">
              An account number of its own for each customer or order, to be paid by bank transfer.
            </Words>
          </Link>
        </li>
      ) : null}
      {isSandbox && isApproved && may('sandbox:simulate') ? (
        <li>
          <Link to="/b/$businessId/sandbox" params={params} className={look}>
            <Words icon={FlaskConical} title="Simulate a payment">
              Let somebody pay into it, and see the money and the event arrive.
            </Words>
          </Link>
        </li>
      ) : null}
      {isApproved && may('webhooks:read') ? (
        <li>
          <Link to="/b/$businessId/webhooks" params={params} className={look}>
            <Words icon={Webhook} title="Set a webhook">
              Be told of payments and transfers instead of asking for them.
            </Words>
          </Link>
        </li>
      ) : null}
      <li>
        <a href="/docs/reference" target="_blank" rel="noreferrer" className={look}>
          <Words icon={BookOpen} title="Read the API reference">
            Every endpoint with its fields, its answers and its refusals.
          </Words>
        </a>
      </li>
    </ul>
  );
}

const look = 'group flex h-full items-start gap-3 rounded-lg border bg-surface px-4 py-3.5 hover:bg-subtle';

interface WordsProps {
  readonly icon: LucideIcon;
  readonly title: string;
  readonly children: ReactNode;
}

function Words({ icon: Icon, title, children }: WordsProps): ReactElement {
  return (
    <>
      <Icon aria-hidden className="mt-0.5 size-4.5 shrink-0 text-accent-ink" />
      <span className="min-w-0 flex-1">
        <span className="block font-medium text-ink">{title}</span>
        <span className="block text-sm text-muted">{children}</span>
      </span>
      <ArrowRight aria-hidden className="mt-0.5 size-4 shrink-0 text-faint group-hover:text-ink" />
    </>
  );
}
