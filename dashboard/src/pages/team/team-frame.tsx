/** What the pages about the team have in common: the head, the way between them, and what it takes to change something. */

import type { ReactElement, ReactNode } from 'react';
import { useBusiness } from '../../lib/use-business.ts';
import { usePermissions } from '../../lib/use-permissions.ts';
import { Callout } from '../../ui/callout.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { TabLink, TabLinks } from '../../ui/tabs.tsx';
import { DocsLink } from '../../ui/text-link.tsx';

interface TeamFrameProps {
  readonly children: ReactNode;
  readonly actions?: ReactNode;
  /** What it takes to change something here. */
  readonly permission: string;
}

export function TeamFrame({ children, actions, permission }: TeamFrameProps): ReactElement {
  const { id: businessId, name } = useBusiness();
  const { may } = usePermissions();
  return (
    <>
      <PageHeader
        title="Team"
        description={
          <>
            Who may do what in {name}. <DocsLink page="members">How members and roles work</DocsLink>
          </>
        }
        actions={actions}
      />
      <TabLinks label="Team">
        <TabLink to="/b/$businessId/team" params={{ businessId }} activeOptions={{ exact: true }}>
          Members
        </TabLink>
        <TabLink to="/b/$businessId/team/roles" params={{ businessId }}>
          Roles
        </TabLink>
        <TabLink to="/b/$businessId/team/invitations" params={{ businessId }}>
          Invitations
        </TabLink>
      </TabLinks>
      {may(permission) ? null : (
        <Callout className="mb-4">
          Your role sees the team. To change something here it takes the permission {permission}.
        </Callout>
      )}
      {children}
    </>
  );
}
