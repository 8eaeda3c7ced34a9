/** Pays out now: all that there is less the charges, or an amount. */

import { useNavigate } from '@tanstack/react-router';
import { type ReactElement, useRef, useState } from 'react';
import { Controller, type UseFormReturn, useForm } from 'react-hook-form';
import { amountProblem, readAmount } from '../../lib/amounts.ts';
import { hasCode, problemOf } from '../../lib/errors.ts';
import { focusFirstError } from '../../lib/focus-error.ts';
import { formatMoney } from '../../lib/money.ts';
import { moneyKeys } from '../../lib/money-keys.ts';
import { newReference } from '../../lib/references.ts';
import { useAction } from '../../lib/use-action.ts';
import { useBusiness } from '../../lib/use-business.ts';
import { Button } from '../../ui/button.tsx';
import { FormProblem } from '../../ui/callout.tsx';
import { DialogClose } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Input, MoneyInput } from '../../ui/input.tsx';
import { RadioCards } from '../../ui/radio-cards.tsx';
import { Select } from '../../ui/select.tsx';
import type { PayoutAccount } from './use-payouts.ts';

interface Values {
  payoutAccountId: string;
  part: 'all' | 'amount';
  amount: string;
  narration: string;
}

interface SendPayoutFormProps {
  readonly accounts: readonly PayoutAccount[];
  /** In kobo. */
  readonly balance: string;
}

export function SendPayoutForm({ accounts, balance }: SendPayoutFormProps): ReactElement {
  const element = useRef<HTMLFormElement>(null);
  const form = useForm<Values>({
    defaultValues: { payoutAccountId: accounts[0]?.id ?? '', part: 'all', amount: '', narration: 'Payout' },
    shouldFocusError: false,
  });
  const send = useSendPayout(form, () => focusFirstError(element.current));
  const { errors } = form.formState;
  return (
    <form
      ref={element}
      noValidate
      className="flex flex-col gap-4"
      onSubmit={form.handleSubmit(
        (values) => (send.isPending ? undefined : send.mutate(values)),
        () => focusFirstError(element.current),
      )}
    >
      <FormProblem message={errors.root?.message} />
      <Controller
        control={form.control}
        name="payoutAccountId"
        render={({ field }) => (
          <Field label="To" error={errors.payoutAccountId?.message}>
            <Select
              options={accounts.map(({ id, nameAtBank, bankName, accountNumber }) => ({
                value: id,
                label: `${bankName} ${accountNumber}, ${nameAtBank}`,
              }))}
              value={field.value}
              onChange={field.onChange}
            />
          </Field>
        )}
      />
      <HowMuch form={form} balance={balance} />
      <Field label="Narration" hint="Both sides see it." error={errors.narration?.message}>
        <Input
          autoComplete="off"
          maxLength={100}
          {...form.register('narration', { validate: (text) => text.trim() !== '' || 'Say what it is for.' })}
        />
      </Field>
      <div className="flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
        <DialogClose asChild>
          <Button>Cancel</Button>
        </DialogClose>
        <Button type="submit" variant="primary" busy={send.isPending}>
          Pay out
        </Button>
      </div>
    </form>
  );
}

function HowMuch({ form, balance }: { readonly form: UseFormReturn<Values>; readonly balance: string }): ReactElement {
  const { errors } = form.formState;
  const part = form.watch('part');
  return (
    <>
      <Controller
        control={form.control}
        name="part"
        render={({ field }) => (
          <RadioCards
            aria-label="How much"
            options={[
              { value: 'all', title: 'Everything', description: `${formatMoney(balance)}, less the charges` },
              { value: 'amount', title: 'An amount', description: 'The charges come on top' },
            ]}
            value={field.value}
            onChange={field.onChange}
          />
        )}
      />
      {part === 'amount' ? (
        <Field label="Amount" error={errors.amount?.message}>
          <MoneyInput
            {...form.register('amount', { shouldUnregister: true, validate: (text) => amountProblem(text) })}
          />
        </Field>
      ) : null}
    </>
  );
}

/** One reference for as long as the form is open: sent again it pays once. */
function useSendPayout(form: UseFormReturn<Values>, onRefused: () => void) {
  const business = useBusiness();
  const navigate = useNavigate();
  const [retrievalReference] = useState(() => newReference('payout'));
  return useAction({
    act: ({ payoutAccountId, part, amount, narration }: Values) =>
      business.client.payouts.send(payoutAccountId, {
        retrievalReference,
        narration: narration.trim(),
        ...(part === 'amount' && { amount: String(readAmount(amount) ?? 0n) }),
      }),
    form,
    invalidates: moneyKeys(business.id),
    onSuccess: () =>
      void navigate({
        to: '/b/$businessId/transfers/$reference',
        params: { businessId: business.id, reference: retrievalReference },
      }),
    onError(error) {
      const isOfAmount = hasCode(
        error,
        'account.insufficient_funds',
        'limit.transfer_exceeded',
        'limit.daily_exceeded',
        'receiver.limit_exceeded',
      );
      if (isOfAmount && form.getValues('part') === 'amount') {
        form.clearErrors('root');
        form.setError('amount', { message: problemOf(error).message });
      }
      onRefused();
    },
  });
}
