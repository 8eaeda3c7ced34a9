/** Names and phone of somebody: who gets an account, at the sign-up and with an invitation, and who changes them later. */

import type { ReactElement } from 'react';
import type { FieldErrors, FieldValues, Path, UseFormRegister } from 'react-hook-form';
import { Field } from '../ui/field.tsx';
import { Input } from '../ui/input.tsx';

export interface Person {
  readonly firstName: string;
  readonly lastName: string;
  readonly phoneNo: string;
}

export interface NameFieldsProps<Values extends FieldValues & Person> {
  readonly register: UseFormRegister<Values>;
  readonly errors: FieldErrors<Person>;
  /** As it is now: what stays may stay, also where nothing was ever given. */
  readonly known?: Person;
}

export function NameFields<Values extends FieldValues & Person>(props: NameFieldsProps<Values>): ReactElement {
  const { register, errors, known } = props;
  return (
    <div className="grid gap-4 sm:grid-cols-2 sm:gap-3">
      <Field label="First name" error={errors.firstName?.message}>
        <Input
          autoFocus
          autoComplete="given-name"
          maxLength={100}
          className="h-10"
          {...register('firstName' as Path<Values>, {
            validate: (typed: string) => isName(typed, known?.firstName) || 'Enter your first name.',
          })}
        />
      </Field>
      <Field label="Last name" error={errors.lastName?.message}>
        <Input
          autoComplete="family-name"
          maxLength={100}
          className="h-10"
          {...register('lastName' as Path<Values>, {
            validate: (typed: string) => isName(typed, known?.lastName) || 'Enter your last name.',
          })}
        />
      </Field>
    </div>
  );
}

export interface PhoneFieldProps<Values extends FieldValues & Person> {
  readonly register: UseFormRegister<Values>;
  readonly error: string | undefined;
  /** As for the names. */
  readonly known?: Person;
}

export function PhoneField<Values extends FieldValues & Person>(props: PhoneFieldProps<Values>): ReactElement {
  const { register, error, known } = props;
  return (
    <Field label="Phone" error={error}>
      <Input
        type="tel"
        autoComplete="tel"
        placeholder="0803 000 0001"
        className="figures h-10"
        {...register('phoneNo' as Path<Values>, {
          validate: (typed: string) => sayPhone(phoneOf(typed), known?.phoneNo),
        })}
      />
    </Field>
  );
}

/** Without what people write between the digits. */
export function phoneOf(typed: string): string {
  return typed.replace(/[\s().-]/g, '');
}

function isName(typed: string, known: string | undefined): boolean {
  return typed === known || typed.trim() !== '';
}

/** By the rule of the API, in words that say what to type. */
function sayPhone(phoneNo: string, known: string | undefined): string | true {
  if (phoneNo === known) return true;
  if (phoneNo === '') return 'Enter your phone number.';
  if (/^(?:\+[1-9][0-9]{6,14}|0[0-9]{10})$/.test(phoneNo)) return true;
  return 'Enter eleven digits that begin with 0, or the number with its country code, such as +234\u00a0803\u00a0000\u00a00001.';
}
