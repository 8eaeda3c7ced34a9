/** What a key is called and limited to, for a new one and for one that is changed. */

import type { ReactElement, ReactNode } from 'react';
import { Controller, type UseFormReturn } from 'react-hook-form';
import { ScopePicker } from '../../components/scope-picker.tsx';
import { formatDate, isoDay } from '../../lib/dates.ts';
import { Button } from '../../ui/button.tsx';
import { FormProblem } from '../../ui/callout.tsx';
import { DialogClose } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Input, Textarea } from '../../ui/input.tsx';
import { RadioCards } from '../../ui/radio-cards.tsx';
import { type Option, Select } from '../../ui/select.tsx';
import { BusinessPicker } from './business-picker.tsx';
import { type Expiry, type KeyFormValues, linesOf, type Reach, strangeAddress } from './key-form-values.ts';

type Form = UseFormReturn<KeyFormValues>;

export interface KeyFormProps {
  readonly form: Form;
  readonly onSubmit: (values: KeyFormValues) => void;
  readonly isBusy: boolean;
  /** On the button: "Create the key". */
  readonly submit: string;
  /** Of a key that is changed. */
  readonly expiresAt?: string | null;
  /** Above the buttons: what breaks, and when. */
  readonly children?: ReactNode;
}

export function KeyForm({ form, onSubmit, isBusy, submit, expiresAt = null, children }: KeyFormProps): ReactElement {
  const { errors } = form.formState;
  return (
    <form noValidate className="flex flex-col gap-5" onSubmit={form.handleSubmit(onSubmit)}>
      <FormProblem message={errors.root?.message} />
      <Field label="Name" hint="Says which program has it, such as “Checkout server”." error={errors.name?.message}>
        <Input
          autoFocus
          autoComplete="off"
          maxLength={100}
          {...form.register('name', {
            validate: (name) => name.trim() !== '' || 'Give the key a name.',
          })}
        />
      </Field>
      <Scopes form={form} />
      <Businesses form={form} />
      <Field
        label="Addresses"
        optional
        hint="One address or CIDR block a line, IPv4 or IPv6. Empty: the key works from anywhere."
        error={errors.addresses?.message}
      >
        <Textarea
          rows={2}
          spellCheck={false}
          placeholder={'192.0.2.0/24\n2001:db8::/48'}
          className="font-mono text-sm"
          {...form.register('addresses', { validate: problemOfAddresses })}
        />
      </Field>
      <ExpiryFields form={form} expiresAt={expiresAt} />
      {children}
      <div className="flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
        <DialogClose asChild>
          <Button>Cancel</Button>
        </DialogClose>
        <Button type="submit" variant="primary" busy={isBusy}>
          {submit}
        </Button>
      </div>
    </form>
  );
}

function problemOfAddresses(text: string): true | string {
  const strange = strangeAddress(text);
  if (strange !== undefined) return `“${strange}” is neither an address nor a CIDR block.`;
  return linesOf(text).length <= 100 || 'A key takes at most 100 addresses.';
}

function Scopes({ form }: { readonly form: Form }): ReactElement {
  const reach = form.watch('scopeReach');
  return (
    <div className="flex flex-col gap-2">
      <Controller
        control={form.control}
        name="scopeReach"
        render={({ field }) => (
          <Field label="What it may do">
            <RadioCards<Reach>
              aria-label="What it may do"
              value={field.value}
              onChange={field.onChange}
              options={[
                { value: 'all', title: 'Everything', description: 'All that the role of the signed-in user may.' },
                { value: 'some', title: 'Chosen scopes', description: 'And of them only what the role may.' },
              ]}
            />
          </Field>
        )}
      />
      {reach === 'some' ? (
        <Controller
          control={form.control}
          name="scopes"
          rules={{ validate: (scopes) => scopes.length > 0 || 'Choose at least one scope.' }}
          render={({ field, fieldState }) => (
            <ScopePicker value={field.value} onChange={field.onChange} error={fieldState.error?.message} />
          )}
        />
      ) : null}
    </div>
  );
}

function Businesses({ form }: { readonly form: Form }): ReactElement {
  const reach = form.watch('businessReach');
  return (
    <div className="flex flex-col gap-2">
      <Controller
        control={form.control}
        name="businessReach"
        render={({ field }) => (
          <Field label="For which businesses">
            <RadioCards<Reach>
              aria-label="For which businesses"
              value={field.value}
              onChange={field.onChange}
              options={[
                { value: 'all', title: 'All', description: 'Those that are opened later as well.' },
                { value: 'some', title: 'Chosen businesses', description: 'And nothing of the account as a whole.' },
              ]}
            />
          </Field>
        )}
      />
      {reach === 'some' ? (
        <Controller
          control={form.control}
          name="businessIds"
          rules={{ validate: (ids) => ids.length > 0 || 'Choose at least one business.' }}
          render={({ field, fieldState }) => (
            <BusinessPicker value={field.value} onChange={field.onChange} error={fieldState.error?.message} />
          )}
        />
      ) : null}
    </div>
  );
}

const expiries: readonly Option<Expiry>[] = [
  { value: 'never', label: 'Never' },
  { value: '30', label: 'In 30 days' },
  { value: '90', label: 'In 90 days' },
  { value: '365', label: 'In a year' },
  { value: 'day', label: 'On a day…' },
];

interface ExpiryFieldsProps {
  readonly form: Form;
  readonly expiresAt: string | null;
}

function ExpiryFields({ form, expiresAt }: ExpiryFieldsProps): ReactElement {
  const { errors } = form.formState;
  const isDay = form.watch('expiry') === 'day';
  const kept: readonly Option<Expiry>[] =
    expiresAt === null ? [] : [{ value: 'keep', label: `As it is: ${formatDate(expiresAt)}` }];
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <Controller
        control={form.control}
        name="expiry"
        render={({ field, fieldState }) => (
          <Field
            label="Expires"
            hint="From then on it is refused: 401 credentials.key_expired."
            error={fieldState.error?.message}
          >
            <Select options={[...kept, ...expiries]} value={field.value} onChange={field.onChange} />
          </Field>
        )}
      />
      {isDay ? (
        <Field label="Last day" hint="To its end, by your clock." error={errors.expiryDay?.message}>
          <Input
            type="date"
            min={isoDay(new Date())}
            {...form.register('expiryDay', {
              validate: (day) => day >= isoDay(new Date()) || 'Choose today or a later day.',
            })}
          />
        </Field>
      ) : null}
    </div>
  );
}
