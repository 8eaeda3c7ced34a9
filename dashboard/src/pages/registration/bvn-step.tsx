/** Finds out whose BVN it is; a code goes to that person's phone. */

import type { BvnValidation } from '@interstellas/sdk';
import type { ReactElement } from 'react';
import { useForm } from 'react-hook-form';
import { useAction } from '../../lib/use-action.ts';
import { useBusiness } from '../../lib/use-business.ts';
import { useAbout } from '../../lib/use-session.ts';
import { Button } from '../../ui/button.tsx';
import { FormProblem } from '../../ui/callout.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { DocsLink } from '../../ui/text-link.tsx';

interface BvnStepProps {
  readonly businessId: string;
  readonly onValidated: (owner: BvnValidation) => void;
}

interface Values {
  bvn: string;
}

export function BvnStep({ businessId, onValidated }: BvnStepProps): ReactElement {
  const { client } = useBusiness();
  const isSandbox = useAbout()?.environment === 'sandbox';
  const form = useForm<Values>({ defaultValues: { bvn: '' } });
  const { errors } = form.formState;
  const validate = useAction({
    // What the mutation resolves with is kept in a cache: whose BVN it is goes to the form alone.
    act: async ({ bvn }: Values) => onValidated(await client.businesses.validateBvn({ bvn, businessId })),
    form,
  });
  return (
    <form
      noValidate
      className="flex max-w-md flex-col gap-4"
      onSubmit={form.handleSubmit((values) => validate.mutate(values))}
    >
      <HaveReady />
      <FormProblem message={errors.root?.message} />
      <Field
        label="BVN of the owner"
        hint={
          isSandbox ? (
            <>
              In a sandbox any 11 digits will do, and the code goes to your own mailbox.{' '}
              <DocsLink page="customers#who-is-who-in-a-sandbox">Who is who</DocsLink>
            </>
          ) : (
            '11 digits. Dial *565*0# on the owner’s phone to see it. A code goes to that phone.'
          )
        }
        error={errors.bvn?.message}
      >
        <Input
          inputMode="numeric"
          autoComplete="off"
          maxLength={11}
          className="font-mono"
          {...form.register('bvn', {
            pattern: { value: /^\d{11}$/, message: 'A BVN has 11 digits.' },
            required: 'Enter the BVN.',
          })}
        />
      </Field>
      <Button type="submit" variant="primary" className="self-start" busy={validate.isPending}>
        Validate the BVN
      </Button>
    </form>
  );
}

/** The code counts for ten minutes only, and looking for papers takes longer. */
function HaveReady(): ReactElement {
  return (
    <div className="text-muted">
      <p className="font-medium text-ink">Have ready</p>
      <ul className="mt-1 list-disc pl-5">
        <li>the owner’s phone, for a code that is valid for ten minutes</li>
        <li>a photo of a government id of the owner, JPEG or PNG</li>
        <li>documents of the business, such as the certificate of incorporation, if there are any</li>
      </ul>
    </div>
  );
}
