/** A key that was just made: on screen once, until the person says that it is stored. */

import { type ReactElement, type ReactNode, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { CheckboxField } from '../../ui/checkbox.tsx';
import { FreshSecret } from '../../ui/secret.tsx';

/** Held by the dialog that shows it, and by nothing else. */
export interface FreshKeyValue {
  readonly secretKey: string;
  readonly isPrimary: boolean;
}

export interface FreshKeyProps {
  readonly fresh: FreshKeyValue;
  /** Whether the dialog was about to be closed before the key was stored. */
  readonly isLeaving: boolean;
  readonly onDone: () => void;
  /** What to do next. */
  readonly children?: ReactNode;
}

export function FreshKey({ fresh, isLeaving, onDone, children }: FreshKeyProps): ReactElement {
  const [isStored, setStored] = useState(false);
  return (
    <div className="flex flex-col gap-4">
      <FreshSecret label="new key" value={fresh.secretKey} />
      <p className="text-muted">
        {fresh.isPrimary
          ? 'Store it where your program reads its secrets. It is the primary key, so this page can show it again.'
          : 'Store it where your program reads its secrets. It is shown this once, and by nobody ever again.'}
      </p>
      {children}
      {isLeaving && !isStored ? (
        <Callout tone="warn" isAlert action={<Button onClick={onDone}>Close all the same</Button>}>
          The new key is not stored yet.
        </Callout>
      ) : null}
      <CheckboxField
        label="I have stored the key"
        checked={isStored}
        onCheckedChange={(checked) => setStored(checked === true)}
      />
      <Button variant="primary" className="sm:self-end" disabled={!isStored} onClick={onDone}>
        Done
      </Button>
    </div>
  );
}
