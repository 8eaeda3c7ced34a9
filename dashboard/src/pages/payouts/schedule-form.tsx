/** Sets the schedule: how often, on which day and at which hour, to which account, and how much stays. */

import type { PayoutSchedule } from '@interstellas/sdk';
import { type ReactElement, useRef } from 'react';
import { Controller, type Path, type UseFormReturn, useForm } from 'react-hook-form';
import { amountProblem, readAmount } from '../../lib/amounts.ts';
import { focusFirstError } from '../../lib/focus-error.ts';
import { formatMoney } from '../../lib/money.ts';
import { useAction } from '../../lib/use-action.ts';
import { useBusiness } from '../../lib/use-business.ts';
import { businessKey } from '../../lib/use-read.ts';
import { Button } from '../../ui/button.tsx';
import { FormProblem } from '../../ui/callout.tsx';
import { DialogClose } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { MoneyInput } from '../../ui/input.tsx';
import { type Option, Select } from '../../ui/select.tsx';
import { hourWords, WEEKDAYS } from './rhythm.ts';
import type { PayoutAccount } from './use-payouts.ts';

interface Values {
  payoutAccountId: string;
  frequency: PayoutSchedule['frequency'];
  dayOfWeek: string;
  dayOfMonth: string;
  hour: string;
  minimumAmount: string;
  keepBalance: string;
}

const frequencies: readonly Option[] = [
  { value: 'daily', label: 'Every day' },
  { value: 'weekly', label: 'Every week' },
  { value: 'monthly', label: 'Every month' },
];
const weekdays: readonly Option[] = WEEKDAYS.map((label, index) => ({ value: String(index + 1), label }));
const monthdays: readonly Option[] = numbers(31, 1).map((day) => ({ value: String(day), label: String(day) }));
const hours: readonly Option[] = numbers(24, 0).map((hour) => ({ value: String(hour), label: hourWords(hour) }));

function numbers(count: number, first: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => first + index);
}

interface ScheduleFormProps {
  readonly schedule: PayoutSchedule | undefined;
  readonly accounts: readonly PayoutAccount[];
  readonly onSaved: () => void;
}

export function ScheduleForm({ schedule, accounts, onSaved }: ScheduleFormProps): ReactElement {
  const element = useRef<HTMLFormElement>(null);
  const business = useBusiness();
  const form = useForm<Values>({ defaultValues: valuesOf(schedule, accounts), shouldFocusError: false });
  const save = useAction({
    act: (values: Values) => business.client.payouts.schedule.set(toInput(values)),
    done: 'The schedule is set',
    form,
    invalidates: [businessKey(business.id, 'payouts')],
    onSuccess: onSaved,
    onError: () => focusFirstError(element.current),
  });
  return (
    <form
      ref={element}
      noValidate
      className="flex flex-col gap-4"
      onSubmit={form.handleSubmit(
        (values) => (save.isPending ? undefined : save.mutate(values)),
        () => focusFirstError(element.current),
      )}
    >
      <FormProblem message={form.formState.errors.root?.message} />
      <Choice
        form={form}
        name="payoutAccountId"
        label="Pay to"
        options={accounts.map(({ id, bankName, accountNumber }) => ({
          value: id,
          label: `${bankName} ${accountNumber}`,
        }))}
      />
      <When form={form} />
      <HowMuch form={form} />
      <div className="flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
        <DialogClose asChild>
          <Button>Cancel</Button>
        </DialogClose>
        <Button type="submit" variant="primary" busy={save.isPending}>
          Set the schedule
        </Button>
      </div>
    </form>
  );
}

interface FormPart {
  readonly form: UseFormReturn<Values>;
}

function When({ form }: FormPart): ReactElement {
  const frequency = form.watch('frequency');
  return (
    <div className="grid gap-4 sm:grid-cols-3">
      <Choice form={form} name="frequency" label="How often" options={frequencies} />
      {frequency === 'weekly' ? <Choice form={form} name="dayOfWeek" label="On" options={weekdays} /> : null}
      {frequency === 'monthly' ? <Choice form={form} name="dayOfMonth" label="On day" options={monthdays} /> : null}
      <Choice form={form} name="hour" label="At, Lagos time" options={hours} />
      {frequency === 'monthly' ? (
        <p className="text-sm text-muted sm:col-span-3">In a month that is shorter: on its last day.</p>
      ) : null}
    </div>
  );
}

function HowMuch({ form }: FormPart): ReactElement {
  const { errors } = form.formState;
  const optional = (text: string): string | undefined => (text.trim() === '' ? undefined : amountProblem(text));
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field label="Only from" optional hint="Less than this is not paid out." error={errors.minimumAmount?.message}>
        <MoneyInput {...form.register('minimumAmount', { validate: optional })} />
      </Field>
      <Field label="Keep" optional hint="So much stays on the account." error={errors.keepBalance?.message}>
        <MoneyInput {...form.register('keepBalance', { validate: optional })} />
      </Field>
    </div>
  );
}

interface ChoiceProps extends FormPart {
  readonly name: Path<Values>;
  readonly label: string;
  readonly options: readonly Option[];
}

function Choice({ form, name, label, options }: ChoiceProps): ReactElement {
  return (
    <Controller
      control={form.control}
      name={name}
      rules={{ validate: (value) => value !== '' || 'Choose one.' }}
      render={({ field, fieldState }) => (
        <Field label={label} error={fieldState.error?.message}>
          <Select options={options} value={field.value} onChange={field.onChange} />
        </Field>
      )}
    />
  );
}

function valuesOf(schedule: PayoutSchedule | undefined, accounts: readonly PayoutAccount[]): Values {
  return {
    payoutAccountId: schedule?.payoutAccountId ?? accounts[0]?.id ?? '',
    frequency: schedule?.frequency ?? 'daily',
    dayOfWeek: String(schedule?.dayOfWeek ?? 1),
    dayOfMonth: String(schedule?.dayOfMonth ?? 1),
    hour: String(schedule?.hour ?? 18),
    minimumAmount: nairaOf(schedule?.minimumAmount),
    keepBalance: nairaOf(schedule?.keepBalance),
  };
}

function nairaOf(kobo: string | undefined): string {
  return kobo === undefined || kobo === '0' ? '' : formatMoney(kobo, { symbol: false });
}

function toInput({ payoutAccountId, frequency, dayOfWeek, dayOfMonth, hour, minimumAmount, keepBalance }: Values) {
  const [minimum, keep] = [readAmount(minimumAmount), readAmount(keepBalance)];
  return {
    payoutAccountId,
    frequency,
    hour: Number(hour),
    ...(frequency === 'weekly' && { dayOfWeek: Number(dayOfWeek) }),
    ...(frequency === 'monthly' && { dayOfMonth: Number(dayOfMonth) }),
    ...(minimum !== undefined && { minimumAmount: String(minimum) }),
    ...(keep !== undefined && { keepBalance: String(keep) }),
  };
}
