/** The passkeys of the account: which there are, when each was last used, adding and removing them. */

import type { Passkey } from '@interstellas/sdk';
import { useQuery } from '@tanstack/react-query';
import { Fingerprint } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { client } from '../../lib/client.ts';
import { hasPasskeys } from '../../lib/passkeys.ts';
import { useAction } from '../../lib/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { Card, CardBody, SettingsRow } from '../../ui/card.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { Time } from '../../ui/time.tsx';
import { AddPasskeyDialog } from './add-passkey-dialog.tsx';
import { FactorRow } from './factor-row.tsx';

/** As many as an account may have. */
const most = 20;

export function PasskeysSection(): ReactElement {
  const passkeys = useQuery({
    queryKey: ['passkeys'],
    queryFn: async ({ signal }) => (await client.auth.passkeys.list({ limit: most }, { signal })).items,
  });
  return (
    <SettingsRow
      title="Passkeys"
      description="Sign in with your fingerprint, face or PIN instead of the password. A passkey stays on your device, and works at this site alone."
    >
      <Card>
        <QueryView query={passkeys} skeleton={<CardBody className="h-24" />}>
          {(items) => (
            <div className="divide-y">
              {items.length === 0 ? <CardBody className="text-muted">You have no passkey yet.</CardBody> : null}
              {items.map((passkey) => (
                <PasskeyRow key={passkey.id} passkey={passkey} />
              ))}
              <AddRow isFull={items.length >= most} />
            </div>
          )}
        </QueryView>
      </Card>
    </SettingsRow>
  );
}

function AddRow({ isFull }: { readonly isFull: boolean }): ReactElement {
  const [isAdding, setAdding] = useState(false);
  if (!hasPasskeys()) return <p className="px-5 py-3 text-sm text-muted">This browser knows no passkeys.</p>;
  return (
    <div className="flex items-center justify-end gap-4 px-5 py-3">
      {isFull ? <p className="text-sm text-muted">Twenty is the most. Remove one first.</p> : null}
      <Button disabled={isFull} onClick={() => setAdding(true)}>
        Add a passkey
      </Button>
      {isAdding ? <AddPasskeyDialog onClose={() => setAdding(false)} /> : null}
    </div>
  );
}

function PasskeyRow({ passkey }: { readonly passkey: Passkey }): ReactElement {
  return (
    <FactorRow
      icon={Fingerprint}
      title={<span className="min-w-0">{passkey.name}</span>}
      detail={
        <>
          Added <Time at={passkey.createdAt} form="date" />, last used{' '}
          <Time at={passkey.lastUsedAt} form="distance" none="never" className="text-inherit" />
        </>
      }
    >
      <RemovePasskey passkey={passkey} />
    </FactorRow>
  );
}

function RemovePasskey({ passkey: { id, name } }: { readonly passkey: Passkey }): ReactElement {
  const [isAsking, setAsking] = useState(false);
  const remove = useAction({
    act: () => client.auth.passkeys.remove(id),
    done: `The passkey “${name}” was removed.`,
    invalidates: [['passkeys'], ['second-factors']],
    onSuccess: () => setAsking(false),
  });
  return (
    <>
      <Button size="sm" onClick={() => setAsking(true)} aria-label={`Remove the passkey ${name}`}>
        Remove
      </Button>
      <ConfirmDialog
        open={isAsking}
        onOpenChange={setAsking}
        title={`Remove “${name}”?`}
        description="It opens this account no more. Delete it on the device as well. With the last second factor the recovery codes go too."
        confirm="Remove the passkey"
        busy={remove.isPending}
        onConfirm={() => remove.mutate()}
      />
    </>
  );
}
