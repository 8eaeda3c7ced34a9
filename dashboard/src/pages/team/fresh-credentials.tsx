/** A sign-in name and a password that were just made. */

import type { ReactElement } from 'react';
import { FreshSecrets } from '../../components/fresh-secrets.tsx';
import { FreshSecret } from '../../ui/secret.tsx';

/** Held by the dialog that shows it, and by nothing else. */
export interface Credentials {
  readonly email: string;
  readonly password: string;
}

export interface FreshCredentialsProps {
  readonly credentials: Credentials;
  readonly isLeaving: boolean;
  readonly onDone: () => void;
}

export function FreshCredentials({ credentials, ...dialog }: FreshCredentialsProps): ReactElement {
  return (
    <FreshSecrets stored="I have stored the password" notStored="The password is not stored yet." {...dialog}>
      <div>
        <p className="mb-1.5 text-sm font-medium">Sign-in name</p>
        <FreshSecret label="sign-in name" value={credentials.email} />
      </div>
      <div>
        <p className="mb-1.5 text-sm font-medium">Password</p>
        <FreshSecret label="password" value={credentials.password} />
      </div>
      <p className="text-muted">
        Store both where the program reads its secrets. The password is shown this once. You know it now: when you
        leave, somebody should replace it.
      </p>
    </FreshSecrets>
  );
}
