/** Asks before what cannot be undone. With `typeToConfirm` the name must be typed first. */

import { type ReactElement, type ReactNode, type SubmitEvent, useState } from 'react';
import { focusContent } from '../lib/focus-content.ts';
import { Button } from './button.tsx';
import { Dialog, DialogClose, DialogContent } from './dialog.tsx';
import { Field } from './field.tsx';
import { Input } from './input.tsx';

export interface ConfirmDialogProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly title: ReactNode;
  readonly description?: ReactNode;
  /** What the button does, as a verb: "Deactivate the key". */
  readonly confirm: string;
  readonly onConfirm: () => void;
  readonly busy?: boolean;
  readonly tone?: 'danger' | 'plain';
  readonly typeToConfirm?: string;
  /** More to read or to choose, above the buttons. */
  readonly children?: ReactNode;
}

export function ConfirmDialog(props: ConfirmDialogProps): ReactElement {
  const { open, onOpenChange, title, description } = props;
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent size="sm" title={title} description={description} onOpenAutoFocus={focusContent}>
        <Question {...props} />
      </DialogContent>
    </Dialog>
  );
}

/** Inside the content, so that what was typed is forgotten when the dialog closes. */
function Question(props: ConfirmDialogProps): ReactElement {
  const { confirm, onConfirm, busy = false, tone = 'danger', typeToConfirm, children } = props;
  const [typed, setTyped] = useState('');
  const isSure = typeToConfirm === undefined || typed.trim() === typeToConfirm;

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    if (isSure && !busy) onConfirm();
  }

  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      {children}
      {typeToConfirm === undefined ? null : (
        <Field
          label={
            <>
              Type <span className="font-mono text-sm font-semibold select-all">{typeToConfirm}</span> to confirm
            </>
          }
        >
          <Input
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            autoComplete="off"
            spellCheck={false}
          />
        </Field>
      )}
      <div className="flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
        <DialogClose asChild>
          <Button>Cancel</Button>
        </DialogClose>
        <Button type="submit" variant={tone === 'danger' ? 'danger' : 'primary'} busy={busy} disabled={!isSure}>
          {confirm}
        </Button>
      </div>
    </form>
  );
}
