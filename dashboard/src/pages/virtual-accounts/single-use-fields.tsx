/** What only a single-use account has: its amount, which amounts it takes, and how long it waits. */

import type { ReactElement } from 'react';
import { Controller, type UseFormReturn } from 'react-hook-form';
import { Field } from '../../ui/field.tsx';
import { Input, MoneyInput } from '../../ui/input.tsx';
import { Select } from '../../ui/select.tsx';
import { amountProblem, durationProblem, type Values } from './new-account-form.ts';
import { amountControls } from './words.ts';

const units = [
  { value: 'minutes', label: 'minutes' },
  { value: 'hours', label: 'hours' },
  { value: 'days', label: 'days' },
] as const;

export function SingleUseFields({ form }: { readonly form: UseFormReturn<Values> }): ReactElement {
  const { errors } = form.formState;
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Amount" error={errors.amount?.message} required>
          <MoneyInput {...form.register('amount', { validate: (amount) => amountProblem(amount) ?? true })} />
        </Field>
        <Field label="Takes in">
          <Controller
            control={form.control}
            name="amountControl"
            render={({ field }) => <Select options={amountControls} value={field.value} onChange={field.onChange} />}
          />
        </Field>
      </div>
      <div className="grid max-w-sm grid-cols-2 gap-4">
        <Field label="Open for" error={errors.duration?.message} required>
          <Input
            inputMode="numeric"
            autoComplete="off"
            {...form.register('duration', {
              validate: (duration, { unit }) => durationProblem({ duration, unit }) ?? true,
            })}
          />
        </Field>
        <Field label="Unit">
          <Controller
            control={form.control}
            name="unit"
            render={({ field }) => <Select options={units} value={field.value} onChange={field.onChange} />}
          />
        </Field>
      </div>
      <p className="-mt-2 text-sm text-muted">
        A payment of another amount, or one that comes too late, is not lost: it waits in suspense, and you refund or
        release it.
      </p>
    </>
  );
}
