/** A file, what is in it, and the sending of it. */

// biome-ignore lint/suspicious/noDeprecatedImports: only its older overloads are deprecated
import { useBlocker } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { isSendable } from './bulk-row.ts';
import { CheckedFile } from './checked-file.tsx';
import { ChooseFile } from './choose-file.tsx';
import type { OpenedFile } from './csv.ts';
import { isOpen } from './results.ts';
import { type BulkSending, useBulkSending } from './use-bulk-sending.ts';
import { useFollowed } from './use-followed.ts';

export function BulkTransfer({ ownAccount }: { readonly ownAccount: string }): ReactElement {
  const [file, setFile] = useState<OpenedFile>();
  if (file === undefined) return <ChooseFile onOpened={setFile} />;
  return <WithFile file={file} ownAccount={ownAccount} onRemove={() => setFile(undefined)} />;
}

interface WithFileProps {
  readonly file: OpenedFile;
  readonly ownAccount: string;
  readonly onRemove: () => void;
}

/** With a file of its own for each: results of one never stand under another. */
function WithFile({ file, ownAccount, onRemove }: WithFileProps): ReactElement {
  const sent = useBulkSending();
  const sending = { ...sent, results: useFollowed(sent.results, sent.isSending) };
  const [isUnsent, setUnsent] = useState(true);
  return (
    <>
      <CheckedFile
        file={file}
        ownAccount={ownAccount}
        sending={sending}
        onRemove={onRemove}
        onRows={(rows) => setUnsent(rows.some((row) => isSendable(row) && isOpen(sending.results.get(row.reference))))}
      />
      <LeaveDialog sending={sending} isUnsent={isUnsent} />
    </>
  );
}

function LeaveDialog({
  sending,
  isUnsent,
}: {
  readonly sending: BulkSending;
  readonly isUnsent: boolean;
}): ReactElement {
  const blocker = useBlocker({
    shouldBlockFn: () => sending.isSending || isUnsent,
    enableBeforeUnload: () => sending.isSending || isUnsent,
    withResolver: true,
  });
  return (
    <ConfirmDialog
      open={blocker.status === 'blocked'}
      onOpenChange={() => blocker.reset?.()}
      title={sending.isSending ? 'Transfers are being sent' : 'Leave with transfers that are not sent?'}
      description={
        sending.isSending
          ? 'What the server has taken goes on; the rest is not sent. The same file, opened again today, sends nothing twice.'
          : 'The file is forgotten here. Open it again to go on.'
      }
      confirm="Leave"
      onConfirm={() => {
        sending.stop();
        blocker.proceed?.();
      }}
    />
  );
}
