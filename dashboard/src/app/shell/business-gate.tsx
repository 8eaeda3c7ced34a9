/**
 * Around the pages of a business. Who may see none of what a page shows is told so, and nothing is asked for him; who was
 * taken out of the business while he looked at it finds no page any more.
 */

import { Outlet, useMatches } from '@tanstack/react-router';
import { LockKeyhole } from 'lucide-react';
import type { ReactElement } from 'react';
import { NotFound } from '../../components/not-found.tsx';
import { type Business, useBusinessOrNone } from '../../lib/use-business.ts';
import { usePermissionsIn } from '../../lib/use-permissions.ts';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';

export function BusinessGate(): ReactElement {
  const business = useBusinessOrNone();
  return business === undefined ? <NotFound /> : <PermissionGate business={business} />;
}

function PermissionGate({ business }: { readonly business: Business }): ReactElement {
  const { may } = usePermissionsIn(business);
  const { title, permission } = useMatches({ select: (matches) => matches.at(-1)?.staticData ?? {} });
  if (permission === undefined || may(permission)) return <Outlet />;
  return (
    <>
      <PageHeader title={title} />
      <Card>
        <EmptyState icon={LockKeyhole} title="Your role does not allow this">
          It takes the permission {permission}. An owner or admin of the business can give you a role that has it.
        </EmptyState>
      </Card>
    </>
  );
}
