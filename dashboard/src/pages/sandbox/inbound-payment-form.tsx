/** Has another bank pay into an account of the business. */

import type { SimulatedPayment } from '@interstellas/sdk';
import { type ReactElement, useRef, useState } from 'react';
import { Controller, type UseFormReturn, useForm } from 'react-hook-form';
import { AccountPicker } from '../../components/account-picker.tsx';
import { amountProblem, readAmount } from '../../lib/amounts.ts';
import { focusFirstError } from '../../lib/focus-error.ts';
import { moneyKeys } from '../../lib/money-keys.ts';
import { useAction } from '../../lib/use-action.ts';
import { useBusiness } from '../../lib/use-business.ts';
import { useRead } from '../../lib/use-read.ts';
import { useSubmitKey } from '../../lib/use-submit-key.ts';
import { Button } from '../../ui/button.tsx';
import { FormProblem } from '../../ui/callout.tsx';
import { Card, CardBody, CardFooter } from '../../ui/card.tsx';
import { Field } from '../../ui/field.tsx';
import { Input, MoneyInput } from '../../ui/input.tsx';
import { Select } from '../../ui/select.tsx';
import { PaymentOutcome } from './payment-outcome.tsx';

interface Values {
  accountNumber: string;
  amount: string;
  payerName: string;
  narration: string;
  arrival: Arrival;
}

type Arrival = 'once' | 'twice' | 'later';

const arrivals = [
  { value: 'once', label: 'At once' },
  { value: 'twice', label: 'At once, delivered twice' },
  { value: 'later', label: 'In 30 seconds' },
] as const;

const arrivalOf = { once: {}, twice: { copies: 2 }, later: { delaySeconds: 30 } };
const start: Values = { accountNumber: '', amount: '', payerName: '', narration: '', arrival: 'once' };

export function InboundPaymentForm(): ReactElement {
  const business = useBusiness();
  const element = useRef<HTMLFormElement>(null);
  const [outcome, setOutcome] = useState<SimulatedPayment>();
  const key = useSubmitKey();
  const form = useForm<Values>({ defaultValues: start, shouldFocusError: false });
  const own = useRead(['account'], (client, options) => client.businesses.accountDetails(options)).data?.accountNumber;
  const pay = useAction({
    act: (values: Values) =>
      business.client.sandbox.inboundPayments.create(toInput(values, own), { idempotencyKey: key.current() }),
    form,
    invalidates: moneyKeys(business.id),
    onSuccess(result) {
      key.renew();
      setOutcome(result);
      form.resetField('amount');
    },
    onError: () => {
      key.renew();
      focusFirstError(element.current);
    },
  });

  function submit(values: Values): void {
    setOutcome(undefined);
    if (!pay.isPending) pay.mutate(values);
  }

  return (
    <Card>
      <form ref={element} noValidate onSubmit={form.handleSubmit(submit, () => focusFirstError(element.current))}>
        <CardBody className="flex flex-col gap-4 py-5">
          <FormProblem message={form.formState.errors.root?.message} />
          <Fields form={form} own={own} />
          {outcome === undefined ? null : <PaymentOutcome payment={outcome} />}
        </CardBody>
        <CardFooter>
          <Button type="submit" variant="primary" busy={pay.isPending} disabled={own === undefined}>
            Pay in
          </Button>
        </CardFooter>
      </form>
    </Card>
  );
}

function toInput({ accountNumber, amount, payerName, narration, arrival }: Values, own: string | undefined) {
  return {
    accountNumber: accountNumber || (own ?? ''),
    amount: String(readAmount(amount) ?? 0n),
    ...(payerName.trim() !== '' && { payerName: payerName.trim() }),
    ...(narration.trim() !== '' && { narration: narration.trim() }),
    ...arrivalOf[arrival],
  };
}

interface FieldsProps {
  readonly form: UseFormReturn<Values>;
  readonly own: string | undefined;
}

function Fields({ form, own }: FieldsProps): ReactElement {
  const { errors } = form.formState;
  return (
    <>
      <Controller
        control={form.control}
        name="accountNumber"
        render={({ field }) => (
          <Field label="Account" error={errors.accountNumber?.message}>
            <AccountPicker value={field.value || own} onChange={field.onChange} />
          </Field>
        )}
      />
      <Field label="Amount" error={errors.amount?.message}>
        <MoneyInput {...form.register('amount', { validate: (text) => amountProblem(text) })} />
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Sender" optional error={errors.payerName?.message}>
          <Input autoComplete="off" maxLength={100} placeholder="ADAEZE OKAFOR" {...form.register('payerName')} />
        </Field>
        <Field label="Narration" optional error={errors.narration?.message}>
          <Input autoComplete="off" maxLength={100} placeholder="School fees" {...form.register('narration')} />
        </Field>
      </div>
      <Controller
        control={form.control}
        name="arrival"
        render={({ field }) => (
          <Field label="Arrives">
            <Select options={arrivals} value={field.value} onChange={field.onChange} />
          </Field>
        )}
      />
    </>
  );
}
