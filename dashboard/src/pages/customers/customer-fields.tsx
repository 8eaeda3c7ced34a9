/** The fields about a customer: those that the BVN is checked with, and those that make him known better. */

import { Lock } from 'lucide-react';
import type { ReactElement } from 'react';
import { Controller, type UseFormReturn } from 'react-hook-form';
import { formatDate, isoDay } from '../../lib/dates.ts';
import { sentenceCase } from '../../lib/statuses.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { type Option, Select } from '../../ui/select.tsx';
import { rules, type Values } from './customer-values.ts';
import { SecretDigits } from './secret-digits.tsx';

interface FieldsProps {
  readonly form: UseFormReturn<Values>;
}

interface IdentityFieldsProps extends FieldsProps {
  /** Of a customer who has an account: shown, not asked. */
  readonly fixed?: { readonly bvn: string; readonly dateOfBirth: string };
}

export function IdentityFields({ form, fixed }: IdentityFieldsProps): ReactElement {
  const { errors } = form.formState;
  return (
    <fieldset className="grid gap-4 sm:grid-cols-2">
      <Legend title="As the register holds it">
        {fixed === undefined
          ? 'All of it is checked against the BVN. Capitals and accents make no difference.'
          : 'A name or phone number that you change is checked against the BVN. Capitals and accents make no difference.'}
      </Legend>
      <Field label="First name" required error={errors.firstName?.message}>
        <Input maxLength={100} {...form.register('firstName', { validate: rules.name })} />
      </Field>
      <Field label="Last name" required error={errors.lastName?.message}>
        <Input maxLength={100} {...form.register('lastName', { validate: rules.name })} />
      </Field>
      <Field label="Other names" optional hint="Initials will do." error={errors.otherNames?.message}>
        <Input maxLength={200} {...form.register('otherNames')} />
      </Field>
      {fixed === undefined ? <BornAndNumbered form={form} /> : null}
      <Field
        label="Phone number"
        required
        hint="With the one that the register holds he is known better: tier 2."
        error={errors.phoneNo?.message}
      >
        <Input type="tel" maxLength={20} {...form.register('phoneNo', { validate: rules.phone })} />
      </Field>
      {fixed === undefined ? null : (
        <>
          <FixedField label="Date of birth" value={formatDate(fixed.dateOfBirth, 'date', 'UTC')} />
          <FixedField label="BVN" value={fixed.bvn} className="font-mono" />
        </>
      )}
    </fieldset>
  );
}

/** What is given once, when the account is opened. */
function BornAndNumbered({ form }: FieldsProps): ReactElement {
  const { errors } = form.formState;
  return (
    <>
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
    </>
  );
}

interface FixedFieldProps {
  readonly label: string;
  readonly value: string;
  readonly className?: string;
}

function FixedField({ label, value, className }: FixedFieldProps): ReactElement {
  return (
    <Field label={label} hint="Fixed: it says who the customer is.">
      <Input
        readOnly
        value={value}
        className={className}
        trailing={<Lock aria-hidden className="mr-2.5 size-4 text-faint" />}
      />
    </Field>
  );
}

/** A National Identity Number that is on file. */
export interface KnownIdentityNo {
  /** But for its last digits. */
  readonly hidden: string;
  readonly isDropped: boolean;
  readonly onDrop: (isDropped: boolean) => void;
}

interface FurtherFieldsProps extends FieldsProps {
  readonly known?: KnownIdentityNo | undefined;
}

export function FurtherFields({ form, known }: FurtherFieldsProps): ReactElement {
  const { errors, defaultValues } = form.formState;
  return (
    <fieldset className="grid gap-4 border-t pt-5 sm:grid-cols-2">
      <Legend title="To know him better">
        With an address and a National Identity Number he is in tier 3, and may be paid, send and own most.
      </Legend>
      <Field label="Address" optional error={errors.address?.message} className="sm:col-span-2">
        <Input maxLength={300} {...form.register('address')} />
      </Field>
      <IdentityNumberField form={form} known={known} />
      <Field label="E-mail" optional error={errors.email?.message}>
        <Input type="email" maxLength={254} {...form.register('email')} />
      </Field>
      <Field label="Gender" optional error={errors.gender?.message}>
        <Controller
          control={form.control}
          name="gender"
          render={({ field }) => (
            <Select
              options={gendersWith(defaultValues?.gender ?? '')}
              value={field.value || 'none'}
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

function IdentityNumberField({ form, known }: FurtherFieldsProps): ReactElement {
  const label = 'National Identity Number';
  const isDropped = known?.isDropped === true;
  const drop = (given: KnownIdentityNo): void => {
    form.setValue('nationalIdentityNo', '');
    form.clearErrors('nationalIdentityNo');
    given.onDrop(!given.isDropped);
  };
  const kept = isDropped ? 'It is removed when you save.' : `Leave it empty to keep ${known?.hidden}.`;
  return (
    <Field
      label={label}
      optional
      error={form.formState.errors.nationalIdentityNo?.message}
      hint={known === undefined ? undefined : kept}
      aside={
        known === undefined ? undefined : (
          <Button
            variant="link"
            aria-label={`${isDropped ? 'Keep' : 'Remove'} the ${label}`}
            onClick={() => drop(known)}
          >
            {isDropped ? 'Keep it' : 'Remove'}
          </Button>
        )
      }
    >
      <SecretDigits
        label={label}
        {...form.register('nationalIdentityNo', { validate: rules.identityNumber })}
        disabled={isDropped}
      />
    </Field>
  );
}

const genders: readonly Option[] = [
  { value: 'none', label: 'Not given' },
  { value: 'female', label: 'Female' },
  { value: 'male', label: 'Male' },
];

/** The API keeps a gender as it is given: what is known must be among the choices, in its own spelling. */
function gendersWith(known: string): readonly Option[] {
  const isKnown = ({ value }: Option): boolean => value === known.toLowerCase();
  if (known === '') return genders;
  if (!genders.some(isKnown)) return [...genders, { value: known, label: sentenceCase(known) }];
  return genders.map((option) => (isKnown(option) ? { ...option, value: known } : option));
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
