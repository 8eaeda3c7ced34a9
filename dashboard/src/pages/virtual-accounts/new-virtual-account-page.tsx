/** Opens a virtual account: its type, whose name it bears, and the business's own reference for it. */

import { useNavigate } from '@tanstack/react-router';
import { CalendarClock, Infinity as InfinityIcon, Receipt } from 'lucide-react';
import type { ReactElement } from 'react';
import { Controller, type UseFormReturn, useForm } from 'react-hook-form';
import { useAction } from '../../lib/use-action.ts';
import { useBusiness } from '../../lib/use-business.ts';
import { businessKey } from '../../lib/use-read.ts';
import { useSubmitKey } from '../../lib/use-submit-key.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { FormProblem } from '../../ui/callout.tsx';
import { Card, CardBody, CardFooter } from '../../ui/card.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { type RadioCard, RadioCards } from '../../ui/radio-cards.tsx';
import { DocsLink, TextLink } from '../../ui/text-link.tsx';
import { apiFields, initial, open, type Values } from './new-account-form.ts';
import { SingleUseFields } from './single-use-fields.tsx';

const types: readonly RadioCard<Values['type']>[] = [
  {
    value: 'permanent',
    title: 'Permanent',
    icon: <InfinityIcon aria-hidden />,
    description: 'Takes any number of payments until you close it: for a customer or a shop.',
  },
  {
    value: 'temporal',
    title: 'Temporal',
    icon: <CalendarClock aria-hidden />,
    description:
      'Takes any number of payments for a day, unless the operator set another time: for an event or a sale.',
  },
  {
    value: 'single-use',
    title: 'Single-use',
    icon: <Receipt aria-hidden />,
    description: 'Takes one payment of the right amount, within a time that you set: for an invoice or a checkout.',
  },
];

export function NewVirtualAccountPage(): ReactElement {
  const { id: businessId } = useBusiness();
  return (
    <>
      <PageHeader
        breadcrumbs={[
          <TextLink key="list" to="/b/$businessId/virtual-accounts" params={{ businessId }}>
            Virtual accounts
          </TextLink>,
        ]}
        title="New virtual account"
        description={
          <>
            Opens an account under which you are paid. <DocsLink page="virtual-accounts">How they work</DocsLink>
          </>
        }
      />
      <NewAccountForm />
    </>
  );
}

function NewAccountForm(): ReactElement {
  const business = useBusiness();
  const navigate = useNavigate();
  const key = useSubmitKey();
  const form = useForm<Values>({ defaultValues: initial });
  const type = form.watch('type');
  const opening = useAction({
    act: (values: Values) => open(business.client, values, key.current()),
    form,
    fields: apiFields,
    done: 'The account is open',
    invalidates: [businessKey(business.id, 'virtual-accounts')],
    onSuccess(virtualAccountId) {
      key.renew();
      void navigate({
        to: '/b/$businessId/virtual-accounts/$virtualAccountId',
        params: { businessId: business.id, virtualAccountId },
        replace: true,
      });
    },
  });
  return (
    <Card className="max-w-3xl">
      <form
        noValidate
        onSubmit={form.handleSubmit((values) => (opening.isPending ? undefined : opening.mutate(values)))}
      >
        <CardBody className="flex flex-col gap-5 py-5">
          <FormProblem message={form.formState.errors.root?.message} />
          <Field label="Type">
            <Controller
              control={form.control}
              name="type"
              render={({ field }) => (
                <RadioCards
                  aria-label="Type"
                  options={types}
                  value={field.value}
                  onChange={field.onChange}
                  className="sm:grid-cols-3"
                />
              )}
            />
          </Field>
          <CommonFields form={form} />
          {type === 'single-use' ? <SingleUseFields form={form} /> : null}
        </CardBody>
        <CardFooter>
          <ButtonLink to="/b/$businessId/virtual-accounts" params={{ businessId: business.id }}>
            Cancel
          </ButtonLink>
          <Button type="submit" variant="primary" busy={opening.isPending}>
            Open the account
          </Button>
        </CardFooter>
      </form>
    </Card>
  );
}

function CommonFields({ form }: { readonly form: UseFormReturn<Values> }): ReactElement {
  const { errors } = form.formState;
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="First name" error={errors.firstName?.message} required>
          <Input
            autoComplete="off"
            maxLength={60}
            {...form.register('firstName', { validate: (name) => name.trim() !== '' || 'Enter a first name.' })}
          />
        </Field>
        <Field label="Last name" error={errors.lastName?.message} required>
          <Input
            autoComplete="off"
            maxLength={60}
            {...form.register('lastName', { validate: (name) => name.trim() !== '' || 'Enter a last name.' })}
          />
        </Field>
      </div>
      <p className="-mt-3 text-sm text-muted">The name that the payer’s bank shows for the account.</p>
      <Field
        label="Reference"
        required
        hint="Yours, such as the number of an order. It names this account for ever, and cannot be used again."
        error={errors.reference?.message}
      >
        <Input
          autoComplete="off"
          spellCheck={false}
          maxLength={100}
          className="font-mono"
          {...form.register('reference', {
            validate: (reference) => reference.trim() !== '' || 'Enter a reference.',
            setValueAs: (text: string) => text.trim(),
          })}
        />
      </Field>
    </>
  );
}
