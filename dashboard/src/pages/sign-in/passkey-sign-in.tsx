/** Signing in with a passkey alone. */

import type { ReactElement } from 'react';
import { PasskeyButton } from '../../components/passkey-button.tsx';
import { client } from '../../lib/client.ts';
import { problemOf } from '../../lib/errors.ts';
import { signWithPasskey } from '../../lib/passkeys.ts';
import { useAction } from '../../lib/use-action.ts';
import { FormProblem } from '../../ui/callout.tsx';

export function PasskeySignIn({ onSignedIn }: { readonly onSignedIn: () => void }): ReactElement {
  const signIn = useAction({
    async act() {
      const options = await client.auth.signIn.passkey.options();
      await client.auth.signIn.passkey({ response: await signWithPasskey(options) });
    },
    silent: true,
    onSuccess: onSignedIn,
  });
  return (
    <>
      <PasskeyButton label="Sign in with a passkey" busy={signIn.isPending} onClick={() => signIn.mutate()} />
      <FormProblem message={signIn.error === null ? undefined : problemOf(signIn.error).message} />
    </>
  );
}
