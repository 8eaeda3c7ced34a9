/** Adding a passkey: a name by which one knows it again, then the browser asks. The first brings recovery codes. */

import { type ReactElement, useState } from 'react';
import { useForm } from 'react-hook-form';
import { client } from '../../lib/client.ts';
import { createPasskey } from '../../lib/passkeys.ts';
import { useAction } from '../../lib/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { FormProblem } from '../../ui/callout.tsx';
import { Dialog, DialogContent } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { deviceOf } from './device-words.ts';
import { RecoveryDialog } from './recovery-codes.tsx';

interface Values {
  name: string;
}

export function AddPasskeyDialog({ onClose }: { readonly onClose: () => void }): ReactElement {
  const [codes, setCodes] = useState<readonly string[]>();
  if (codes !== undefined) return <RecoveryDialog codes={codes} onClose={onClose} />;
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent
        size="sm"
        title="Add a passkey"
        description="Your browser asks where to keep it, and for your fingerprint, face or PIN."
      >
        <NameForm onAdded={(recoveryCodes) => (recoveryCodes.length > 0 ? setCodes(recoveryCodes) : onClose())} />
      </DialogContent>
    </Dialog>
  );
}

function NameForm({ onAdded }: { readonly onAdded: (recoveryCodes: readonly string[]) => void }): ReactElement {
  const form = useForm<Values>({ defaultValues: { name: deviceOf(navigator.userAgent).words } });
  const { errors } = form.formState;
  const add = useAction({
    // What a mutation resolves with is kept in a cache: the recovery codes go to their dialog alone.
    async act({ name }: Values) {
      const response = await createPasskey(await client.auth.passkeys.options());
      const { recoveryCodes } = await client.auth.passkeys.register({ name: name.trim(), response });
      onAdded(recoveryCodes);
    },
    done: (_result, { name }) => `The passkey “${name.trim()}” was added.`,
    invalidates: [['passkeys'], ['second-factors']],
    form,
  });
  return (
    <form noValidate className="flex flex-col gap-4" onSubmit={form.handleSubmit((values) => add.mutate(values))}>
      <FormProblem message={errors.root?.message} />
      <Field label="Name" hint="By which you know the device again." error={errors.name?.message}>
        <Input
          autoFocus
          autoComplete="off"
          maxLength={100}
          {...form.register('name', { validate: (name) => name.trim() !== '' || 'Give it a name.' })}
        />
      </Field>
      <Button type="submit" variant="primary" className="sm:self-end" busy={add.isPending}>
        Create the passkey
      </Button>
    </form>
  );
}
