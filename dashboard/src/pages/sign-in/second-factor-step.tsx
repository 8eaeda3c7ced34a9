/** The second step of signing in: a code of the authenticator app, a passkey, or a recovery code. */

import type { SecondFactorChallenge } from '@interstellas/sdk';
import { Fingerprint } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { type UseFormReturn, useForm } from 'react-hook-form';
import { client } from '../../lib/client.ts';
import { hasCode } from '../../lib/errors.ts';
import { hasPasskeys, signWithPasskey } from '../../lib/passkeys.ts';
import { toast } from '../../lib/toasts.ts';
import { useAction } from '../../lib/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { FormProblem } from '../../ui/callout.tsx';
import { Field } from '../../ui/field.tsx';
import { CodeInput, Input } from '../../ui/input.tsx';

interface SecondFactorStepProps {
  readonly challenge: SecondFactorChallenge;
  readonly onSignedIn: () => void;
  readonly onBack: () => void;
}

type Method = SecondFactorChallenge['methods'][number];

/** The handiest first. */
const methods: readonly Method[] = ['totp', 'passkey', 'recovery-code'];

const others: Readonly<Record<Method, string>> = {
  totp: 'Use the app',
  passkey: 'Use a passkey',
  'recovery-code': 'Use a recovery code',
};

interface Values {
  code: string;
  recoveryCode: string;
}

export function SecondFactorStep({ challenge, onSignedIn, onBack }: SecondFactorStepProps): ReactElement {
  const form = useForm<Values>({ defaultValues: { code: '', recoveryCode: '' } });
  const known = methods.filter((one) => challenge.methods.includes(one) && (one !== 'passkey' || hasPasskeys()));
  const [method, setMethod] = useState<Method>(known[0] ?? 'recovery-code');
  const prove = useAction({
    async act(values: Values) {
      await client.auth.signIn.secondFactor({
        challenge: challenge.challenge,
        ...(await proofOf(method, values, challenge)),
      });
    },
    form,
    onSuccess: onSignedIn,
    onError(error) {
      form.reset(undefined, { keepErrors: true });
      if (!hasCode(error, 'credentials.second_factor_expired')) return;
      toast('That took too long. Sign in again.', { tone: 'plain' });
      onBack();
    },
  });

  function turnTo(next: Method): void {
    form.reset();
    setMethod(next);
  }

  return (
    <form noValidate className="flex flex-col gap-4" onSubmit={form.handleSubmit((values) => prove.mutate(values))}>
      <FormProblem message={form.formState.errors.root?.message} />
      <Proof method={method} form={form} />
      <Button type="submit" variant="primary" size="lg" className="w-full" busy={prove.isPending}>
        {method === 'passkey' ? (
          <>
            <Fingerprint aria-hidden />
            Use a passkey
          </>
        ) : (
          'Continue'
        )}
      </Button>
      <div className="flex flex-wrap justify-between gap-x-4 gap-y-2">
        <Button variant="link" onClick={onBack}>
          Back
        </Button>
        {known
          .filter((one) => one !== method)
          .map((one) => (
            <Button key={one} variant="link" onClick={() => turnTo(one)}>
              {others[one]}
            </Button>
          ))}
      </div>
    </form>
  );
}

async function proofOf(method: Method, { code, recoveryCode }: Values, { passkeyOptions = {} }: SecondFactorChallenge) {
  if (method === 'passkey') return { passkey: await signWithPasskey(passkeyOptions) };
  return method === 'totp' ? { code } : { recoveryCode: recoveryCode.trim() };
}

interface ProofProps {
  readonly method: Method;
  readonly form: UseFormReturn<Values>;
}

function Proof({ method, form }: ProofProps): ReactElement {
  const { errors } = form.formState;
  if (method === 'passkey') return <p className="text-muted">Your device asks for your fingerprint, face or PIN.</p>;
  if (method === 'recovery-code') {
    return (
      <Field label="Recovery code" hint="It works once." error={errors.recoveryCode?.message}>
        <Input
          autoFocus
          autoComplete="off"
          spellCheck={false}
          className="h-10 font-mono"
          {...form.register('recoveryCode', { required: 'Enter a recovery code.' })}
        />
      </Field>
    );
  }
  return (
    <Field label="Code of your authenticator app" error={errors.code?.message}>
      <CodeInput
        autoFocus
        {...form.register('code', {
          pattern: { value: /^\d{6}$/, message: 'Six digits.' },
          required: 'Enter the code.',
        })}
      />
    </Field>
  );
}
