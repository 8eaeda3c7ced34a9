/** The code that the owner of the BVN was sent, and the way to another one. */

import type { BvnValidation } from '@interstellas/sdk';
import type { ReactElement } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import { useAction } from '../../lib/use-action.ts';
import { useBusiness } from '../../lib/use-business.ts';
import { useAbout } from '../../lib/use-session.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { CodeInput } from '../../ui/input.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import type { RegistrationValues } from './registration-values.ts';

interface CodeFieldProps {
  readonly businessId: string;
  readonly owner: BvnValidation;
  readonly form: UseFormReturn<RegistrationValues>;
}

export function CodeField({ businessId, owner, form }: CodeFieldProps): ReactElement {
  const { client } = useBusiness();
  const another = useAction({
    // Whose BVN it is stays out of the cache of mutations.
    act: async () => void (await client.businesses.validateBvn({ bvn: owner.bvn, businessId })),
    done: 'Another code is on its way.',
    onSuccess: () => form.resetField('otp'),
  });
  return (
    <div>
      <Field label="Code" hint={<Hint phoneNumber={owner.phoneNumber} />} error={form.formState.errors.otp?.message}>
        <CodeInput
          className="max-w-64"
          {...form.register('otp', {
            pattern: { value: /^\d{6}$/, message: 'Six digits.' },
            required: 'Enter the code.',
          })}
        />
      </Field>
      <Button variant="link" size="sm" className="mt-1.5" busy={another.isPending} onClick={() => another.mutate()}>
        Send another code
      </Button>
    </div>
  );
}

function Hint({ phoneNumber }: { readonly phoneNumber: string }): ReactElement {
  const { id: businessId } = useBusiness();
  if (useAbout()?.environment !== 'sandbox')
    return <>It went to the phone whose number ends in {phoneNumber.slice(-4)}, and counts for ten minutes.</>;
  return (
    <>
      It is in the{' '}
      <TextLink to="/b/$businessId/sandbox/mail" params={{ businessId }} target="_blank">
        caught mail
      </TextLink>
      , and counts for ten minutes.
    </>
  );
}
