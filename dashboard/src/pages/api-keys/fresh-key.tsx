/** A key that was just made. */

import type { ReactElement, ReactNode } from 'react';
import { FreshSecrets } from '../../components/fresh-secrets.tsx';
import { FreshSecret } from '../../ui/secret.tsx';

/** Held by the dialog that shows it, and by nothing else. */
export interface FreshKeyValue {
  readonly secretKey: string;
  readonly isPrimary: boolean;
}

export interface FreshKeyProps {
  readonly fresh: FreshKeyValue;
  readonly isLeaving: boolean;
  readonly onDone: () => void;
  /** What to do next. */
  readonly children?: ReactNode;
}

export function FreshKey({ fresh, children, ...dialog }: FreshKeyProps): ReactElement {
  return (
    <FreshSecrets stored="I have stored the key" notStored="The new key is not stored yet." {...dialog}>
      <FreshSecret label="new key" value={fresh.secretKey} />
      <p className="text-muted">
        {fresh.isPrimary
          ? 'Store it where your program reads its secrets. It is the primary key, so this page can show it again.'
          : 'Store it where your program reads its secrets. It is shown this once, and by nobody ever again.'}
      </p>
      {children}
    </FreshSecrets>
  );
}
