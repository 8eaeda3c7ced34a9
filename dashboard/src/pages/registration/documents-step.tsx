/** The code, the address, the documents and the password, sent in one go with a bar that shows how far they have come. */

import type { BvnValidation } from '@interstellas/sdk';
import { type ReactElement, useState } from 'react';
import { type UseFormReturn, useForm } from 'react-hook-form';
import { hasCode } from '../../lib/errors.ts';
import { useAction } from '../../lib/use-action.ts';
import { useBusiness } from '../../lib/use-business.ts';
import { businessKey } from '../../lib/use-read.ts';
import { useSession } from '../../lib/use-session.ts';
import { Button } from '../../ui/button.tsx';
import { Callout, FormProblem } from '../../ui/callout.tsx';
import { Field } from '../../ui/field.tsx';
import { Input, PasswordInput } from '../../ui/input.tsx';
import { Progress } from '../../ui/progress.tsx';
import { CodeField } from './code-field.tsx';
import { DocumentField, PhotoField, StateField } from './file-fields.tsx';
import type { RegistrationValues } from './registration-values.ts';
import { uploadClient } from './upload-client.ts';

interface DocumentsStepProps {
  readonly businessId: string;
  readonly owner: BvnValidation;
  readonly onBack: () => void;
}

export function DocumentsStep({ businessId, owner, onBack }: DocumentsStepProps): ReactElement {
  const form = useForm<RegistrationValues>({
    defaultValues: {
      otp: '',
      residentialAddress: '',
      stateId: '',
      photoId: undefined,
      businessDocuments: [],
      password: '',
    },
  });
  const { errors } = form.formState;
  const { send, share } = useSend(businessId, owner.bvn, form);
  const { email } = useSession();
  // Once it is taken the form waits to be replaced.
  const isSending = send.isPending || send.isSuccess;
  return (
    <form noValidate className="flex flex-col gap-5" onSubmit={form.handleSubmit((values) => send.mutate(values))}>
      <FormProblem message={errors.root?.message} />
      <Callout tone="good" title={[owner.firstName, owner.otherNames, owner.lastName].filter(Boolean).join(' ')}>
        Is this the owner? If not,{' '}
        <Button variant="link" onClick={onBack}>
          enter another BVN
        </Button>
        .
      </Callout>
      <CodeField businessId={businessId} owner={owner} form={form} />
      <Field label="Residential address of the owner" error={errors.residentialAddress?.message}>
        <Input
          maxLength={300}
          autoComplete="street-address"
          {...form.register('residentialAddress', { required: 'Enter the address.' })}
        />
      </Field>
      <StateField form={form} />
      <PhotoField form={form} />
      <DocumentField form={form} />
      <input type="text" hidden readOnly autoComplete="username" value={email} />
      <Field
        label="Your password"
        hint="To confirm that it is you who sends it."
        error={errors.password?.message}
        className="max-w-md"
      >
        <PasswordInput {...form.register('password', { required: 'Enter your password.' })} />
      </Field>
      {isSending ? <Sending share={share} /> : null}
      <div className="flex flex-wrap items-center gap-x-2 gap-y-3">
        <Button type="submit" variant="primary" busy={isSending}>
          Send the registration
        </Button>
        <Button onClick={onBack} disabled={isSending}>
          Back
        </Button>
        <p className="text-sm text-muted sm:ml-2">It is sent once, and cannot be changed here afterwards.</p>
      </div>
    </form>
  );
}

function Sending({ share }: { readonly share: number }): ReactElement {
  const isSent = share >= 1;
  return (
    <div role="status">
      <p className="mb-1.5 text-sm text-muted">
        {isSent ? 'Sent. The files are being checked.' : 'Sending the files.'}
      </p>
      <Progress label="Sending the files" value={share} max={1} />
    </div>
  );
}

/** The server gives an upload ten minutes. */
const longestMs = 10 * 60_000;

function useSend(businessId: string, bvn: string, form: UseFormReturn<RegistrationValues>) {
  const business = useBusiness();
  const [share, setShare] = useState(0);
  const send = useAction({
    act: async ({ photoId, ...values }: RegistrationValues) => {
      if (photoId === undefined) return;
      setShare(0);
      const client = uploadClient(setShare).forBusiness(business.id);
      await client.businesses.completeRegistration({ ...values, businessId, bvn, photoId }, { timeoutMs: longestMs });
    },
    done: 'The registration is sent.',
    invalidates: [businessKey(business.id, 'businesses'), ['session']],
    form,
    onSuccess() {
      globalThis.scrollTo({ top: 0 });
      document.querySelector('h1')?.focus({ preventScroll: true });
    },
    onError(error) {
      form.resetField('password');
      if (hasCode(error, 'credentials.invalid')) refuse(form, 'password', 'The password is not right.');
      if (hasCode(error, 'bvn.code_invalid')) refuse(form, 'otp', error.message);
    },
  });
  return { send, share };
}

function refuse(form: UseFormReturn<RegistrationValues>, field: 'otp' | 'password', message: string): void {
  form.clearErrors('root');
  form.setError(field, { message }, { shouldFocus: true });
}
