/** Gives a program a new password. The old one and its sessions end at once. */

import type { Member } from '@interstellas/sdk';
import { type ReactElement, useState } from 'react';
import { useAction } from '../../lib/use-action.ts';
import { useBusiness } from '../../lib/use-business.ts';
import { businessKey } from '../../lib/use-read.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Dialog, DialogContent } from '../../ui/dialog.tsx';
import { type Credentials, FreshCredentials } from './fresh-credentials.tsx';
import { nameOf } from './member-words.ts';

interface RotateCredentialsDialogProps {
  readonly member: Member;
  readonly onClose: () => void;
}

export function RotateCredentialsDialog({ member, onClose }: RotateCredentialsDialogProps): ReactElement {
  const { id, client } = useBusiness();
  const [credentials, setCredentials] = useState<Credentials>();
  const [isLeaving, setLeaving] = useState(false);
  const rotate = useAction({
    // What the mutation resolves with is kept in a cache: the password goes to its dialog alone.
    act: async () => {
      const made = await client.members.rotateCredentials(member.id);
      setCredentials({ email: made.email, password: made.password });
    },
    invalidates: [businessKey(id, 'members')],
  });
  if (credentials === undefined) {
    return (
      <ConfirmDialog
        open
        onOpenChange={onClose}
        title={`A new password for ${nameOf(member)}?`}
        description="The old password and its sessions end at once: the program is refused until it has the new one."
        confirm="Make a new password"
        busy={rotate.isPending}
        onConfirm={() => rotate.mutate()}
      />
    );
  }
  return (
    <Dialog open onOpenChange={() => setLeaving(true)}>
      <DialogContent title="The new password">
        <FreshCredentials credentials={credentials} isLeaving={isLeaving} onDone={onClose} />
      </DialogContent>
    </Dialog>
  );
}
