/** Setting up an authenticator app: its secret as a picture and as text, its first code, then the recovery codes. */

import type { NewAuthenticatorApp } from '@interstellas/sdk';
import { type ReactElement, useEffect, useState } from 'react';
import { useForm } from 'react-hook-form';
import { client } from '../../lib/client.ts';
import { hasCode } from '../../lib/errors.ts';
import { useAction } from '../../lib/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { FormProblem } from '../../ui/callout.tsx';
import { Dialog, DialogContent } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { CodeInput } from '../../ui/input.tsx';
import { QrCode } from '../../ui/qr-code.tsx';
import { FreshSecret } from '../../ui/secret.tsx';
import { Loading, Skeleton } from '../../ui/skeleton.tsx';
import { RecoveryDialog } from './recovery-codes.tsx';

export interface AppDialogProps {
  readonly isReplacing: boolean;
  readonly onClose: () => void;
}

export function AppDialog({ isReplacing, onClose }: AppDialogProps): ReactElement {
  const [app, setApp] = useState<NewAuthenticatorApp>();
  const [codes, setCodes] = useState<readonly string[]>();
  const { mutate: begin, isError } = useAction({
    act: async () => setApp(await client.auth.secondFactors.totp.begin()),
  });
  useEffect(() => begin(), [begin]);
  // Refused, or not confirmed by the person: there is nothing to set up.
  useEffect(() => (isError ? onClose() : undefined), [isError, onClose]);
  if (codes !== undefined) return <RecoveryDialog codes={codes} onClose={onClose} />;
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent
        size="sm"
        title={isReplacing ? 'Replace the authenticator app' : 'Set up an authenticator app'}
        description={
          isReplacing ? 'The present one works until the first code of the new one is confirmed.' : undefined
        }
      >
        {app === undefined ? <AppSkeleton /> : <SetUp app={app} onConfirmed={setCodes} onExpired={onClose} />}
      </DialogContent>
    </Dialog>
  );
}

function AppSkeleton(): ReactElement {
  return (
    <Loading>
      <div className="flex flex-col items-center gap-4">
        <Skeleton className="size-44" />
        <Skeleton className="h-10 w-full" />
        <Skeleton className="h-11 w-full" />
      </div>
    </Loading>
  );
}

interface SetUpProps {
  readonly app: NewAuthenticatorApp;
  readonly onConfirmed: (recoveryCodes: readonly string[]) => void;
  readonly onExpired: () => void;
}

function SetUp({ app, onConfirmed, onExpired }: SetUpProps): ReactElement {
  const form = useForm({ defaultValues: { code: '' } });
  const { errors } = form.formState;
  const confirm = useAction({
    act: async (values: { code: string }) =>
      onConfirmed((await client.auth.secondFactors.totp.confirm(values)).recoveryCodes),
    done: 'Two-factor sign-in is on.',
    invalidates: [['second-factors']],
    form,
    onError(error) {
      if (hasCode(error, 'second_factor.not_begun')) return onExpired();
      if (!hasCode(error, 'second_factor.code_invalid')) return;
      form.reset();
      form.setError('code', { message: 'This code is not right. Enter the one that the app shows now.' });
      form.setFocus('code');
    },
  });
  return (
    <form noValidate className="flex flex-col gap-5" onSubmit={form.handleSubmit((values) => confirm.mutate(values))}>
      <p className="text-muted">Scan this with the app, or type the key into it.</p>
      <div className="flex flex-col items-center gap-4">
        <QrCode value={app.uri} label="QR code for the authenticator app" />
        <div className="w-full">
          <FreshSecret label="key for the app" value={app.secret} />
        </div>
      </div>
      <FormProblem message={errors.root?.message} />
      <Field label="The code that the app shows" error={errors.code?.message}>
        <CodeInput
          autoFocus
          {...form.register('code', {
            required: 'Enter the code.',
            pattern: { value: /^\d{6}$/, message: 'Six digits.' },
          })}
        />
      </Field>
      <Button type="submit" variant="primary" size="lg" busy={confirm.isPending}>
        Turn it on
      </Button>
    </form>
  );
}
