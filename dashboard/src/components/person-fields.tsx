/** Names and phone of somebody who gets an account, at the sign-up and with an invitation. */

import type { ReactElement } from 'react';
import type { FieldErrors, FieldValues, Path, UseFormRegister } from 'react-hook-form';
import { Field } from '../ui/field.tsx';
import { Input } from '../ui/input.tsx';

interface Person {
  readonly firstName: string;
  readonly lastName: string;
  readonly phoneNo: string;
}

export interface NameFieldsProps<Values extends FieldValues & Person> {
  readonly register: UseFormRegister<Values>;
  readonly errors: FieldErrors<Person>;
}

export function NameFields<Values extends FieldValues & Person>(props: NameFieldsProps<Values>): ReactElement {
  const { register, errors } = props;
  return (
    <div className="grid gap-4 sm:grid-cols-2 sm:gap-3">
      <Field label="First name" error={errors.firstName?.message}>
        <Input
          autoFocus
          autoComplete="given-name"
          maxLength={100}
          className="h-10"
          {...register('firstName' as Path<Values>, { required: 'Enter your first name.' })}
        />
      </Field>
      <Field label="Last name" error={errors.lastName?.message}>
        <Input
          autoComplete="family-name"
          maxLength={100}
          className="h-10"
          {...register('lastName' as Path<Values>, { required: 'Enter your last name.' })}
        />
      </Field>
    </div>
  );
}

export interface PhoneFieldProps<Values extends FieldValues & Person> {
  readonly register: UseFormRegister<Values>;
  readonly error: string | undefined;
}

export function PhoneField<Values extends FieldValues & Person>(props: PhoneFieldProps<Values>): ReactElement {
  return (
    <Field label="Phone" error={props.error}>
      <Input
        type="tel"
        autoComplete="tel"
        placeholder="0803 000 0001"
        className="figures h-10"
        {...props.register('phoneNo' as Path<Values>, { required: 'Enter your phone number.' })}
      />
    </Field>
  );
}

/** Without what people write between the digits. */
export function phoneOf(typed: string): string {
  return typed.replace(/[\s().-]/g, '');
}
