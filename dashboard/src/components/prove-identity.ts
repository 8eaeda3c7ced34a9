/** The ways in which a person proves again who they are, each as a call. */

import { client } from '../lib/client.ts';
import { signWithPasskey } from '../lib/passkeys.ts';

/** With the password comes a second factor, where the account has one. */
export interface PasswordProof {
  readonly password: string;
  readonly code?: string;
  readonly recoveryCode?: string;
}

export async function proveByPassword(proof: PasswordProof): Promise<void> {
  await client.auth.reauthenticate(proof);
}

/** It has verified its owner, and so is enough by itself. */
export async function proveByPasskey(): Promise<void> {
  const options = await client.auth.signIn.passkey.options();
  await client.auth.reauthenticate({ passkey: await signWithPasskey(options) });
}
