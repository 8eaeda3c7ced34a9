/** What stands where there is no page: at an address that nobody knows, and where this server does not have the page. */

import { Compass } from 'lucide-react';
import type { ReactElement } from 'react';
import { ButtonLink } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { PageTitle } from '../ui/page-header.tsx';

export function NotFound(): ReactElement {
  return (
    <div className="py-16">
      <PageTitle className="sr-only">Page not found</PageTitle>
      <EmptyState
        icon={Compass}
        title="There is no page here"
        action={
          <ButtonLink to="/" variant="primary">
            Go home
          </ButtonLink>
        }
      >
        The address may be misspelt, or what was here is gone.
      </EmptyState>
    </div>
  );
}
