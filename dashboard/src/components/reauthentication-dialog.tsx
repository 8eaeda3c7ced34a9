/** Asks who it is before a sensitive call, and lets that call go on. Opened by `attended` of lib/reauthentication.ts. */

import type { SecondFactors } from '@interstellas/sdk';
import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { client } from '../lib/client.ts';
import { hasCode, isSignedOut, problemOf } from '../lib/errors.ts';
import { type Question, question } from '../lib/reauthentication.ts';
import { sessionOver } from '../lib/session-over.ts';
import { useStore } from '../lib/store.ts';
import { FormProblem } from '../ui/callout.tsx';
import { Dialog, DialogContent } from '../ui/dialog.tsx';
import { LinesSkeleton } from '../ui/skeleton.tsx';
import { PasskeyButton } from './passkey-button.tsx';
import { proveByPasskey, proveByPassword } from './prove-identity.ts';
import { ReauthenticationForm } from './reauthentication-form.tsx';

export function ReauthenticationDialog(): ReactElement {
  const asked = useStore(question);
  return (
    <Dialog open={asked !== undefined} onOpenChange={(open) => (open ? undefined : asked?.answer(false))}>
      <DialogContent
        size="sm"
        title="Confirm that it is you"
        description="This is sensitive, and you signed in a while ago."
      >
        {asked === undefined ? null : <Ways asked={asked} />}
      </DialogContent>
    </Dialog>
  );
}

interface Proving {
  readonly isBusy: boolean;
  readonly problem: string | undefined;
  prove(proof: () => Promise<void>): void;
}

/** Tries a proof, and answers the question when it holds. */
function useProof(asked: Question): Proving {
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();

  async function attempt(proof: () => Promise<void>): Promise<void> {
    setBusy(true);
    setProblem(undefined);
    try {
      await proof();
      asked.answer(true);
    } catch (error) {
      if (isSignedOut(error)) {
        asked.answer(false);
        sessionOver.announce();
      }
      setProblem(hasCode(error, 'credentials.invalid') ? 'The password is not right.' : problemOf(error).message);
    } finally {
      setBusy(false);
    }
  }

  return { isBusy, problem, prove: (proof) => void attempt(proof) };
}

/** Only the ways that the person has. */
function Ways({ asked }: { readonly asked: Question }): ReactElement {
  const { isBusy, problem, prove } = useProof(asked);
  const factors = useQuery({
    queryKey: ['second-factors'],
    queryFn: ({ signal }) => client.auth.secondFactors.read({ signal }),
  });
  if (factors.isPending) return <LinesSkeleton rows={3} />;
  const hasPasskey = (factors.data?.passkeyCount ?? 0) > 0;
  return (
    <div className="flex flex-col gap-4">
      <FormProblem message={problem} />
      <ReauthenticationForm
        factor={factors.data === undefined ? undefined : factorOf(factors.data)}
        isBusy={isBusy}
        onProof={(proof) => prove(() => proveByPassword(proof))}
      />
      {hasPasskey ? <PasskeyButton busy={isBusy} onClick={() => prove(proveByPasskey)} /> : null}
    </div>
  );
}

/** What goes with the password; a passkey goes alone. */
function factorOf({ totpSince, passkeyCount }: SecondFactors): 'code' | 'recoveryCode' | undefined {
  if (totpSince !== null) return 'code';
  return passkeyCount > 0 ? 'recoveryCode' : undefined;
}
