/** The secret keys of the client account: making, limiting, rotating and ending them without cutting anybody off. */

import type { SecretKey } from '@interstellas/sdk';
import { Plus } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { useKeys } from '../../components/use-keys.ts';
import { useFilters } from '../../lib/use-filters.ts';
import { usePermissions } from '../../lib/use-permissions.ts';
import { useAbout } from '../../lib/use-session.ts';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { Card } from '../../ui/card.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { TableSkeleton } from '../../ui/skeleton.tsx';
import { DocsLink } from '../../ui/text-link.tsx';
import type { Deed } from './key-deeds.ts';
import { KeyDialogs } from './key-dialogs.tsx';
import { countActive, KeyList } from './key-list.tsx';
import { KeySheet } from './key-sheet.tsx';
import { hasEnded } from './key-words.tsx';
import { PrimaryKey } from './primary-key.tsx';

/** So that a rotation that ends, or a key that somebody else changes, shows. */
const everySeconds = 15;

export function ApiKeysPage(): ReactElement {
  const { may } = usePermissions();
  const [deed, setDeed] = useState<Deed>();
  const keys = useKeys({ everySeconds });
  const most = useAbout()?.keysPerClient ?? Number.POSITIVE_INFINITY;
  const mayManage = may('keys:manage');
  return (
    <>
      <PageHeader
        title="API Keys"
        description={
          <>
            A secret key says which client account a call is for. It belongs on your servers: never in a browser, an app
            or a repository. <DocsLink page="keys">How keys work</DocsLink>
          </>
        }
        actions={
          mayManage ? (
            <Button
              variant="primary"
              disabled={countActive(keys.data ?? []) >= most}
              onClick={() => setDeed({ name: 'create' })}
            >
              <Plus aria-hidden />
              Create a key
            </Button>
          ) : undefined
        }
      />
      {mayManage ? null : (
        <Callout className="mb-4">
          Your role sees keys. To make, change, rotate or deactivate them it takes the permission keys:manage.
        </Callout>
      )}
      <QueryView query={keys} skeleton={<KeysSkeleton />}>
        {(all) => <Keys keys={all} mayManage={mayManage} onDeed={setDeed} />}
      </QueryView>
      <KeyDialogs deed={deed} keys={keys.data ?? []} onClose={() => setDeed(undefined)} />
    </>
  );
}

interface KeysProps {
  readonly keys: readonly SecretKey[];
  readonly mayManage: boolean;
  readonly onDeed: (deed: Deed) => void;
}

function Keys({ keys, mayManage, onDeed }: KeysProps): ReactElement {
  const [{ key: openId, state }, set] = useFilters('key', 'state');
  const opened = keys.find(({ id }) => id === openId);
  return (
    <>
      <PrimaryKey secretKey={keys.find((key) => key.isPrimary && !hasEnded(key))} />
      <KeyList
        keys={keys}
        mayManage={mayManage}
        open={({ id }) => set({ key: id })}
        onDeed={onDeed}
        showsEnded={state === 'all'}
        onShowEnded={(shows) => set({ state: shows ? 'all' : '' })}
      />
      <KeySheet
        secretKey={opened}
        successor={keys.find(({ id }) => id === opened?.replacedById)}
        mayManage={mayManage}
        onClose={() => set({ key: '' })}
        onDeed={onDeed}
      />
    </>
  );
}

function KeysSkeleton(): ReactElement {
  return (
    <Card className="overflow-hidden">
      <TableSkeleton rows={3} columns={4} />
    </Card>
  );
}
