/** What was just made and is on screen once, until somebody says that it is stored. */

import { type ReactElement, type ReactNode, useState } from 'react';
import { Button } from '../ui/button.tsx';
import { Callout } from '../ui/callout.tsx';
import { CheckboxField } from '../ui/checkbox.tsx';

export interface FreshSecretsProps {
  /** What somebody says with the tick, such as “I have stored the key”. */
  readonly stored: string;
  /** What he is told when he leaves without it. */
  readonly notStored: string;
  /** Whether the dialog was about to be closed before that. */
  readonly isLeaving: boolean;
  readonly onDone: () => void;
  /** The secrets, and what to do with them. */
  readonly children: ReactNode;
}

export function FreshSecrets({ stored, notStored, isLeaving, onDone, children }: FreshSecretsProps): ReactElement {
  const [isStored, setStored] = useState(false);
  return (
    <div className="flex flex-col gap-4">
      {children}
      {isLeaving && !isStored ? (
        <Callout tone="warn" isAlert action={<Button onClick={onDone}>Close all the same</Button>}>
          {notStored}
        </Callout>
      ) : null}
      <CheckboxField label={stored} checked={isStored} onCheckedChange={(checked) => setStored(checked === true)} />
      <Button variant="primary" className="sm:self-end" disabled={!isStored} onClick={onDone}>
        Done
      </Button>
    </div>
  );
}
