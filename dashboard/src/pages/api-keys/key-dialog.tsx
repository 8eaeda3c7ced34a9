/** A dialog about a key. While it holds a fresh one, no stray click or key closes it. */

import { type ReactElement, type ReactNode, useState } from 'react';
import { Dialog, DialogContent } from '../../ui/dialog.tsx';

export interface KeyDialogProps {
  readonly title: ReactNode;
  readonly description?: ReactNode;
  readonly holdsSecret: boolean;
  readonly onClose: () => void;
  /** @param isLeaving whether somebody wanted to close it while it held a fresh key. */
  readonly children: (isLeaving: boolean) => ReactNode;
}

export function KeyDialog({ title, description, holdsSecret, onClose, children }: KeyDialogProps): ReactElement {
  const [isLeaving, setLeaving] = useState(false);
  return (
    <Dialog open onOpenChange={() => (holdsSecret ? setLeaving(true) : onClose())}>
      <DialogContent size="lg" title={title} description={description}>
        {children(isLeaving)}
      </DialogContent>
    </Dialog>
  );
}
