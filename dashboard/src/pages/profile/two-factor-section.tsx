/** The authenticator app, and the recovery codes for the day on which it is lost. */

import type { SecondFactors } from '@interstellas/sdk';
import { useQuery } from '@tanstack/react-query';
import { KeyRound, ShieldCheck, ShieldOff } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { client } from '../../lib/client.ts';
import { useAction } from '../../lib/use-action.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Card, CardBody, SettingsRow } from '../../ui/card.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { Time } from '../../ui/time.tsx';
import { AppDialog } from './app-dialog.tsx';
import { FactorRow } from './factor-row.tsx';
import { RecoveryDialog } from './recovery-codes.tsx';

const invalidates = [['second-factors']];
const fewCodes = 3;

export function TwoFactorSection(): ReactElement {
  const factors = useQuery({
    queryKey: ['second-factors'],
    queryFn: ({ signal }) => client.auth.secondFactors.read({ signal }),
  });
  return (
    <SettingsRow
      title="Two-factor sign-in"
      description="With it a stolen password opens nothing: signing in takes a code of your phone, or a passkey, as well."
    >
      <Card>
        <QueryView query={factors} skeleton={<CardBody className="h-32" />}>
          {(found) => <Factors factors={found} />}
        </QueryView>
      </Card>
    </SettingsRow>
  );
}

function Factors({ factors }: { readonly factors: SecondFactors }): ReactElement {
  const hasAny = Boolean(factors.totpSince) || factors.passkeyCount > 0;
  return (
    <div className="divide-y">
      <AppRow since={factors.totpSince} />
      {hasAny ? <RecoveryRow left={factors.recoveryCodesLeft} /> : null}
    </div>
  );
}

function AppRow({ since }: { readonly since: string | null }): ReactElement {
  const [isSettingUp, setSettingUp] = useState(false);
  return (
    <FactorRow
      icon={since === null ? ShieldOff : ShieldCheck}
      title="Authenticator app"
      status={since === null ? <Badge>Off</Badge> : <Badge tone="good">On</Badge>}
      detail={
        since === null ? (
          'A code of six digits, from an app such as Aegis, 1Password or Google Authenticator.'
        ) : (
          <>
            Since <Time at={since} form="date" />
          </>
        )
      }
    >
      {since === null ? null : <RemoveApp />}
      <Button variant={since === null ? 'primary' : 'secondary'} onClick={() => setSettingUp(true)}>
        {since === null ? 'Set up' : 'Replace'}
      </Button>
      {isSettingUp ? <AppDialog isReplacing={since !== null} onClose={() => setSettingUp(false)} /> : null}
    </FactorRow>
  );
}

function RemoveApp(): ReactElement {
  const [isAsking, setAsking] = useState(false);
  const remove = useAction({
    act: () => client.auth.secondFactors.totp.remove(),
    done: 'The authenticator app was removed.',
    invalidates,
    onSuccess: () => setAsking(false),
  });
  return (
    <>
      <Button variant="danger-quiet" onClick={() => setAsking(true)} aria-label="Remove the authenticator app">
        Remove
      </Button>
      <ConfirmDialog
        open={isAsking}
        onOpenChange={setAsking}
        title="Remove the authenticator app?"
        description="Its codes are not asked for any more. Without a passkey your password alone opens the account, and the recovery codes go too."
        confirm="Remove the app"
        busy={remove.isPending}
        onConfirm={() => remove.mutate()}
      />
    </>
  );
}

function RecoveryRow({ left }: { readonly left: number }): ReactElement {
  const [isAsking, setAsking] = useState(false);
  const [codes, setCodes] = useState<readonly string[]>();
  const replace = useAction({
    // What a mutation resolves with is kept in a cache: the codes go to their dialog alone.
    act: async () => setCodes((await client.auth.secondFactors.recoveryCodes.replace()).recoveryCodes),
    invalidates,
    onSuccess: () => setAsking(false),
  });
  return (
    <FactorRow
      icon={KeyRound}
      title="Recovery codes"
      status={<Badge tone={left <= fewCodes ? 'warn' : 'neutral'}>{left} of 10 left</Badge>}
      detail="Each works once in the place of the second factor."
    >
      <Button onClick={() => setAsking(true)} aria-label="Replace the recovery codes">
        Replace
      </Button>
      <ConfirmDialog
        open={isAsking}
        onOpenChange={setAsking}
        tone="plain"
        title="Replace the recovery codes?"
        description="You get ten new ones. Those that you have no longer work."
        confirm="Make new codes"
        busy={replace.isPending}
        onConfirm={() => replace.mutate()}
      />
      {codes === undefined ? null : <RecoveryDialog codes={codes} onClose={() => setCodes(undefined)} />}
    </FactorRow>
  );
}
