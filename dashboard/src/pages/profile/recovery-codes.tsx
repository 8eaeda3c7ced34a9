/** The recovery codes, on screen once: to copy, to download or to write down, until the person says that it is done. */

import { Download } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { FreshSecrets } from '../../components/fresh-secrets.tsx';
import { saveBlob } from '../../lib/download.ts';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copyable.tsx';
import { Dialog, DialogContent } from '../../ui/dialog.tsx';

export interface RecoveryDialogProps {
  readonly codes: readonly string[];
  readonly onClose: () => void;
}

export function RecoveryDialog({ codes, onClose }: RecoveryDialogProps): ReactElement {
  const [isLeaving, setLeaving] = useState(false);
  return (
    <Dialog open onOpenChange={() => setLeaving(true)}>
      <DialogContent
        size="lg"
        title="Your recovery codes"
        description="Each works once, when your app or passkey is lost. They are shown this once: keep them where your password is not."
      >
        <FreshSecrets
          stored="I have stored the codes"
          notStored="The codes are not stored yet."
          isLeaving={isLeaving}
          onDone={onClose}
        >
          <Codes codes={codes} />
        </FreshSecrets>
      </DialogContent>
    </Dialog>
  );
}

function Codes({ codes }: { readonly codes: readonly string[] }): ReactElement {
  const text = `${codes.join('\n')}\n`;
  return (
    <div className="rounded-lg border bg-canvas">
      <ul aria-label="Recovery codes" className="grid gap-x-6 gap-y-1.5 px-4 py-3 font-mono text-sm sm:grid-cols-2">
        {codes.map((code) => (
          <li key={code} className="whitespace-nowrap select-all">
            {code}
          </li>
        ))}
      </ul>
      <div className="flex justify-end gap-2 border-t px-3 py-2">
        <CopyButton value={text} label="recovery codes" word="Copy" />
        <Button
          size="sm"
          onClick={() => saveBlob(new Blob([text], { type: 'text/plain' }), 'interstellas-recovery-codes.txt')}
        >
          <Download aria-hidden />
          Download
        </Button>
      </div>
    </div>
  );
}
