/** The fields about a customer: those that the BVN is checked with, and those that make him known better. */

import type { ReactElement } from 'react';
import { Controller, type UseFormReturn } from 'react-hook-form';
import { isoDay } from '../../lib/dates.ts';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { Select } from '../../ui/select.tsx';
import { rules, type Values } from './new-customer-form.ts';
import { SecretDigits } from './secret-digits.tsx';

interface FieldsProps {
  readonly form: UseFormReturn<Values>;
}

export function IdentityFields({ form }: FieldsProps): ReactElement {
  const { errors } = form.formState;
  return (
    <fieldset className="grid gap-4 sm:grid-cols-2">
      <Legend title="As the register holds it">
        All of it is checked against the BVN. Capitals and accents make no difference.
      </Legend>
      <Field label="First name" required error={errors.firstName?.message}>
        <Input maxLength={60} {...form.register('firstName', { validate: rules.name })} />
      </Field>
      <Field label="Last name" required error={errors.lastName?.message}>
        <Input maxLength={60} {...form.register('lastName', { validate: rules.name })} />
      </Field>
      <Field label="Other names" optional hint="Initials will do." error={errors.otherNames?.message}>
        <Input maxLength={60} {...form.register('otherNames')} />
      </Field>
      <Field label="Date of birth" required error={errors.dateOfBirth?.message}>
        <Input type="date" max={isoDay(new Date())} {...form.register('dateOfBirth', { validate: rules.day })} />
      </Field>
      <Field
        label="BVN"
        required
        hint="Eleven digits. It is checked and sealed; you will see its last four digits only."
        error={errors.bvn?.message}
      >
        <SecretDigits label="BVN" {...form.register('bvn', { validate: rules.bvn })} />
      </Field>
      <Field
        label="Phone number"
        required
        hint="With the one that the register holds he is known better: tier 2."
        error={errors.phoneNo?.message}
      >
        <Input type="tel" maxLength={20} {...form.register('phoneNo', { validate: rules.phone })} />
      </Field>
    </fieldset>
  );
}

const genders = [
  { value: 'none', label: 'Not given' },
  { value: 'female', label: 'Female' },
  { value: 'male', label: 'Male' },
] as const;

export function FurtherFields({ form }: FieldsProps): ReactElement {
  const { errors } = form.formState;
  return (
    <fieldset className="grid gap-4 border-t pt-5 sm:grid-cols-2">
      <Legend title="To know him better">
        With an address and a National Identity Number he is in tier 3, and may be paid, send and own most.
      </Legend>
      <Field label="Address" optional error={errors.address?.message} className="sm:col-span-2">
        <Input maxLength={200} {...form.register('address')} />
      </Field>
      <Field label="National Identity Number" optional error={errors.nationalIdentityNo?.message}>
        <SecretDigits
          label="National Identity Number"
          {...form.register('nationalIdentityNo', { validate: rules.identityNumber })}
        />
      </Field>
      <Field label="E-mail" optional error={errors.email?.message}>
        <Input type="email" maxLength={254} {...form.register('email')} />
      </Field>
      <Field label="Gender" optional error={errors.gender?.message}>
        <Controller
          control={form.control}
          name="gender"
          render={({ field }) => (
            <Select
              options={genders}
              value={field.value === 'female' || field.value === 'male' ? field.value : 'none'}
              onChange={(gender) => field.onChange(gender === 'none' ? '' : gender)}
            />
          )}
        />
      </Field>
      <Field label="Place of birth" optional error={errors.placeOfBirth?.message}>
        <Input maxLength={100} {...form.register('placeOfBirth')} />
      </Field>
    </fieldset>
  );
}

function Legend({ title, children }: { readonly title: string; readonly children: string }): ReactElement {
  return (
    <legend className="contents">
      <span className="sm:col-span-2">
        <span className="block font-semibold">{title}</span>
        <span className="block text-sm text-muted">{children}</span>
      </span>
    </legend>
  );
}
