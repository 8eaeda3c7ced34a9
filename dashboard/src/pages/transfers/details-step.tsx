/** The first step of a transfer: from which account, to whom, how much, and what for. */

import type { AccountHolder } from '@interstellas/sdk';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { Controller, type UseFormReturn } from 'react-hook-form';
import { AccountPicker } from '../../components/account-picker.tsx';
import { PayeeFields } from '../../components/payee-fields.tsx';
import { Button } from '../../ui/button.tsx';
import { Card, CardBody, CardFooter } from '../../ui/card.tsx';
import { SwitchField } from '../../ui/checkbox.tsx';
import { Field } from '../../ui/field.tsx';
import { Input, MoneyInput } from '../../ui/input.tsx';
import { PayerWords } from './payer-words.tsx';
import { RULES, type TransferValues } from './transfer-values.ts';
import type { Payer } from './use-payer.ts';

interface DetailsStepProps {
  readonly form: UseFormReturn<TransferValues>;
  readonly values: TransferValues;
  readonly payer: Payer;
  readonly holder: UseQueryResult<AccountHolder>;
}

export function DetailsStep(props: DetailsStepProps): ReactElement {
  return (
    <Card>
      <CardBody className="flex flex-col gap-5 py-5">
        <PayerField {...props} />
        <Receiver {...props} />
        <Purpose {...props} />
      </CardBody>
      <CardFooter>
        <Button type="submit" variant="primary">
          Review
        </Button>
      </CardFooter>
    </Card>
  );
}

function PayerField({ form, payer }: DetailsStepProps): ReactElement {
  const { errors } = form.formState;
  return (
    <Controller
      control={form.control}
      name="payer"
      render={({ field }) => (
        <Field label="From" error={errors.payer?.message} hint={<PayerWords payer={payer} />}>
          <AccountPicker
            value={field.value}
            onChange={(accountNumber) => {
              field.onChange(accountNumber);
              form.setValue('isAnonymous', false);
              form.clearErrors(['payer', 'amount']);
            }}
          />
        </Field>
      )}
    />
  );
}

function Receiver({ form, values, holder }: DetailsStepProps): ReactElement {
  const { errors } = form.formState;
  form.register('bankCode', { validate: RULES.bankCode });
  form.register('accountNumber', { validate: RULES.accountNumber });

  function change(name: 'bankCode' | 'accountNumber', value: string): void {
    form.setValue(name, value);
    form.clearErrors(name);
  }

  return (
    <fieldset className="flex min-w-0 flex-col gap-1.5">
      <legend className="sr-only">Receiver</legend>
      <PayeeFields
        bankCode={values.bankCode}
        accountNumber={values.accountNumber}
        onBank={(code) => change('bankCode', code)}
        onNumber={(number) => change('accountNumber', number)}
        bankError={errors.bankCode?.message}
        numberError={errors.accountNumber?.message}
        holder={holder}
      />
    </fieldset>
  );
}

function Purpose({ form, payer }: DetailsStepProps): ReactElement {
  const { errors } = form.formState;
  return (
    <>
      <Field label="Amount" error={errors.amount?.message}>
        <MoneyInput className="h-11 text-lg font-medium" {...form.register('amount', { validate: RULES.amount })} />
      </Field>
      <Field label="Narration" error={errors.narration?.message} hint="Both sides see it.">
        <Input
          autoComplete="off"
          placeholder="Order 20417"
          {...form.register('narration', { validate: RULES.narration })}
        />
      </Field>
      <Field
        label="Reference"
        error={errors.reference?.message}
        hint="Names this transfer for ever: under one reference money is sent once only."
      >
        <Input
          autoComplete="off"
          spellCheck={false}
          className="font-mono text-sm"
          {...form.register('reference', { validate: RULES.reference })}
        />
      </Field>
      <Controller
        control={form.control}
        name="isAnonymous"
        render={({ field }) => (
          <SwitchField
            label="Anonymous"
            hint={
              payer.owner === undefined || payer.owner.kind === 'business'
                ? 'The receiver sees neither your name nor your account number. The narration is still shown.'
                : 'Only the business account can pay without being seen.'
            }
            disabled={payer.owner?.kind !== 'business'}
            checked={field.value}
            onCheckedChange={field.onChange}
          />
        )}
      />
    </>
  );
}
