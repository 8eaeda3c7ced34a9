/** The dialog of what one is about to do with a key, if anything. */

import type { SecretKey } from '@interstellas/sdk';
import type { ReactElement } from 'react';
import { CancelRotationDialog } from './cancel-rotation-dialog.tsx';
import { CreateKeyDialog } from './create-key-dialog.tsx';
import { DeactivateKeyDialog } from './deactivate-key-dialog.tsx';
import { EditKeyDialog } from './edit-key-dialog.tsx';
import type { Deed } from './key-deeds.ts';
import { RotateKeyDialog } from './rotate-key-dialog.tsx';

export interface KeyDialogsProps {
  readonly deed: Deed | undefined;
  readonly keys: readonly SecretKey[];
  readonly onClose: () => void;
}

export function KeyDialogs({ deed, keys, onClose }: KeyDialogsProps): ReactElement | null {
  switch (deed?.name) {
    case undefined:
      return null;
    case 'create':
      return <CreateKeyDialog onClose={onClose} />;
    case 'edit':
      return <EditKeyDialog secretKey={deed.key} onClose={onClose} />;
    case 'rotate':
      return <RotateKeyDialog secretKey={deed.key} onClose={onClose} />;
    case 'cancel-rotation': {
      const successor = keys.find(({ id }) => id === deed.key.replacedById);
      return <CancelRotationDialog secretKey={deed.key} successor={successor} onClose={onClose} />;
    }
    case 'deactivate':
      return <DeactivateKeyDialog secretKey={deed.key} onClose={onClose} />;
  }
}
