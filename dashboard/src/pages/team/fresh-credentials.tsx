/** A sign-in name and a password that were just made: on screen once, until somebody says that they are stored. */

import { type ReactElement, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { CheckboxField } from '../../ui/checkbox.tsx';
import { FreshSecret } from '../../ui/secret.tsx';

/** Held by the dialog that shows it, and by nothing else. */
export interface Credentials {
  readonly email: string;
  readonly password: string;
}

export interface FreshCredentialsProps {
  readonly credentials: Credentials;
  /** Whether the dialog was about to be closed before they were stored. */
  readonly isLeaving: boolean;
  readonly onDone: () => void;
}

export function FreshCredentials({ credentials, isLeaving, onDone }: FreshCredentialsProps): ReactElement {
  const [isStored, setStored] = useState(false);
  return (
    <div className="flex flex-col gap-4">
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
      {isLeaving && !isStored ? (
        <Callout tone="warn" isAlert action={<Button onClick={onDone}>Close all the same</Button>}>
          The password is not stored yet.
        </Callout>
      ) : null}
      <CheckboxField
        label="I have stored the password"
        checked={isStored}
        onCheckedChange={(checked) => setStored(checked === true)}
      />
      <Button variant="primary" className="sm:self-end" disabled={!isStored} onClick={onDone}>
        Done
      </Button>
    </div>
  );
}
