/** The secrets that were just made. They can be revealed again, so that nothing is lost with the dialog. */

import type { ReactElement } from 'react';
import { Button } from '../../ui/button.tsx';
import { Dialog, DialogClose, DialogContent } from '../../ui/dialog.tsx';
import { FreshSecret } from '../../ui/secret.tsx';

/** Held by the page that shows them, and by nothing else. */
export interface FreshSecrets {
  readonly signingSecret: string;
  readonly authKey: string | undefined;
}

interface FreshSecretsDialogProps {
  readonly fresh: FreshSecrets | undefined;
  readonly onClose: () => void;
}

export function FreshSecretsDialog({ fresh, onClose }: FreshSecretsDialogProps): ReactElement {
  return (
    <Dialog open={fresh !== undefined} onOpenChange={onClose}>
      <DialogContent
        title="The new secrets"
        description="Give them to the server that takes the events. They can be revealed again on this page."
        footer={
          <DialogClose asChild>
            <Button variant="primary">Done</Button>
          </DialogClose>
        }
      >
        {fresh === undefined ? null : <Secrets {...fresh} />}
      </DialogContent>
    </Dialog>
  );
}

function Secrets({ signingSecret, authKey }: FreshSecrets): ReactElement {
  return (
    <div className="flex flex-col gap-4">
      <div>
        <p className="mb-1.5 text-sm font-medium">Signing secret</p>
        <FreshSecret label="signing secret" value={signingSecret} />
      </div>
      {authKey === undefined ? null : (
        <div>
          <p className="mb-1.5 text-sm font-medium">AUTH-KEY</p>
          <FreshSecret label="AUTH-KEY" value={authKey} />
        </div>
      )}
    </div>
  );
}
