/** Identifies a person by his BVN and opens an account in his name. */

import { useNavigate } from '@tanstack/react-router';
import { type ReactElement, useEffect } from 'react';
import { useForm } from 'react-hook-form';
import { useAction } from '../../lib/use-action.ts';
import { useBusiness } from '../../lib/use-business.ts';
import { businessKey } from '../../lib/use-read.ts';
import { useAbout } from '../../lib/use-session.ts';
import { useSubmitKey } from '../../lib/use-submit-key.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Callout, FormProblem } from '../../ui/callout.tsx';
import { Card, CardBody, CardFooter } from '../../ui/card.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { DocsLink, TextLink } from '../../ui/text-link.tsx';
import { FurtherFields, IdentityFields } from './customer-fields.tsx';
import { sayMismatch, type Values } from './customer-values.ts';
import { initial, openAccount } from './new-customer-form.ts';

export function NewCustomerPage(): ReactElement {
  const { id: businessId } = useBusiness();
  const isSandbox = useAbout()?.environment === 'sandbox';
  return (
    <>
      <PageHeader
        breadcrumbs={[
          <TextLink key="list" to="/b/$businessId/customers" params={{ businessId }}>
            Customers
          </TextLink>,
        ]}
        title="New customer"
        description="Opens an account in the name of a person, whom his BVN identifies."
      />
      {isSandbox ? (
        <Callout className="mb-4 max-w-3xl">
          In a sandbox the last digit of a BVN says whose it is: 8 is Ngozi Amara Bello, born on 14 March 1988.{' '}
          <DocsLink page="customers#who-is-who-in-a-sandbox">Who is who</DocsLink>
        </Callout>
      ) : null}
      <NewCustomerForm />
    </>
  );
}

function NewCustomerForm(): ReactElement {
  const business = useBusiness();
  const navigate = useNavigate();
  const key = useSubmitKey();
  const form = useForm<Values>({ defaultValues: initial });
  const opening = useAction({
    // Read from the form, not handed over: what is handed over is remembered with the outcome.
    act: () => openAccount(business.client, form.getValues(), key.current()),
    form,
    done: 'The account is open',
    invalidates: [businessKey(business.id, 'customers')],
    onSuccess(customerId) {
      key.renew();
      form.reset();
      void navigate({
        to: '/b/$businessId/customers/$customerId',
        params: { businessId: business.id, customerId },
        replace: true,
      });
    },
    onError: (error) => sayMismatch(form, error),
  });
  useEffect(() => () => form.reset(), [form]);
  return (
    <Card className="max-w-3xl">
      <form
        noValidate
        autoComplete="off"
        onSubmit={form.handleSubmit(() => (opening.isPending ? undefined : opening.mutate()))}
      >
        <CardBody className="flex flex-col gap-5 py-5">
          <FormProblem message={form.formState.errors.root?.message} />
          <IdentityFields form={form} />
          <FurtherFields form={form} />
        </CardBody>
        <CardFooter>
          <ButtonLink to="/b/$businessId/customers" params={{ businessId: business.id }}>
            Cancel
          </ButtonLink>
          <Button type="submit" variant="primary" busy={opening.isPending}>
            Check and open the account
          </Button>
        </CardFooter>
      </form>
    </Card>
  );
}
