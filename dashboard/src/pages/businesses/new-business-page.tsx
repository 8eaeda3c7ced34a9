/** Opens another business in the client account. A sandbox approves it at once; production waits for the operator. */

import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Building2 } from 'lucide-react';
import type { ReactElement } from 'react';
import { Controller, useForm } from 'react-hook-form';
import { client } from '../../lib/client.ts';
import { lastBusiness } from '../../lib/last-business.ts';
import { useAction } from '../../lib/use-action.ts';
import { sessionQuery, useAbout, useSession } from '../../lib/use-session.ts';
import { useSubmitKey } from '../../lib/use-submit-key.ts';
import { Button } from '../../ui/button.tsx';
import { Callout, FormProblem } from '../../ui/callout.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { RadioCards } from '../../ui/radio-cards.tsx';

export function NewBusinessPage(): ReactElement {
  const { businesses } = useSession();
  const sibling = useSibling();
  const isSandbox = useAbout()?.environment === 'sandbox';
  const mayCreate = businesses.length === 0 || sibling !== undefined;
  return (
    <div className="mx-auto w-full max-w-xl">
      <PageHeader
        title="New business"
        description={
          sibling === undefined
            ? 'It has its own account, team and customers.'
            : `It joins the client account of ${sibling.businessName}, with an account, a team and customers of its own.`
        }
      />
      {mayCreate ? (
        <div className="flex flex-col gap-4">
          <Callout tone={isSandbox ? 'info' : 'warn'}>
            {isSandbox
              ? 'A sandbox approves it at once, so that you can go on.'
              : 'It moves money once the operator has approved it. You send its registration next.'}
          </Callout>
          <Card className="p-5 sm:p-6">
            <BusinessForm siblingId={sibling?.id} />
          </Card>
        </div>
      ) : (
        <Card>
          <EmptyState icon={Building2} title="Your role does not open businesses">
            It takes the permission businesses:create, which owners and admins have.
          </EmptyState>
        </Card>
      )}
    </div>
  );
}

/** A business of the client account that the new one joins: the one looked at last, if the person may. */
function useSibling() {
  const able = useSession().businesses.filter(({ permissions }) => permissions.includes('businesses:create'));
  return able.find(({ id }) => id === lastBusiness()) ?? able[0];
}

interface Values {
  businessName: string;
  age: 'new' | 'established';
}

const ages = [
  { value: 'new' as const, title: 'New', description: 'It was registered lately, or is about to be.' },
  { value: 'established' as const, title: 'Established', description: 'It has been trading for a while.' },
];

function BusinessForm({ siblingId }: { readonly siblingId: string | undefined }): ReactElement {
  const form = useForm<Values>({ defaultValues: { businessName: '', age: 'new' } });
  const { errors } = form.formState;
  const create = useCreate(siblingId, form);
  return (
    <form noValidate className="flex flex-col gap-5" onSubmit={form.handleSubmit((values) => create.mutate(values))}>
      <FormProblem message={errors.root?.message} />
      <Field label="Legal name" hint="As it is registered." error={errors.businessName?.message}>
        <Input
          autoComplete="organization"
          maxLength={200}
          {...form.register('businessName', { validate: (text) => text.trim() !== '' || 'Enter the name.' })}
        />
      </Field>
      <Field label="Country">
        <Input value="Nigeria" readOnly />
      </Field>
      <Controller
        control={form.control}
        name="age"
        render={({ field }) => (
          <RadioCards aria-label="Age of the business" options={ages} value={field.value} onChange={field.onChange} />
        )}
      />
      <Button type="submit" variant="primary" size="lg" busy={create.isPending}>
        Create the business
      </Button>
    </form>
  );
}

function useCreate(siblingId: string | undefined, form: ReturnType<typeof useForm<Values>>) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const submitKey = useSubmitKey();
  return useAction({
    act: async ({ businessName, age }: Values) => {
      const input = { businessName: businessName.trim(), countryId: 'NG', isNewBusiness: age === 'new' };
      const options = {
        idempotencyKey: submitKey.current(),
        ...(siblingId !== undefined && { businessId: siblingId }),
      };
      const { business } = await client.businesses.create(input, options);
      const session = await queries.fetchQuery({ ...sessionQuery, staleTime: 0 });
      return session.businesses.find(({ id }) => id === business.id) ?? { ...business, isApproved: false };
    },
    done: ({ businessName }) => `${businessName} is created.`,
    form,
    onSuccess({ id: businessId, isApproved }) {
      submitKey.renew();
      void navigate({ to: isApproved ? '/b/$businessId' : '/b/$businessId/registration', params: { businessId } });
    },
  });
}
