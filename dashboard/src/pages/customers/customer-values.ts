/** What is typed about a customer, to open his account and to change what is known of him. */

import type { UseFormReturn } from 'react-hook-form';
import { hasCode } from '../../lib/errors.ts';

export interface Values {
  firstName: string;
  otherNames: string;
  lastName: string;
  dateOfBirth: string;
  bvn: string;
  phoneNo: string;
  email: string;
  gender: string;
  placeOfBirth: string;
  address: string;
  nationalIdentityNo: string;
}

export const rules = {
  name: (value: string): string | true => value.trim() !== '' || 'Enter this name.',
  day: (value: string): string | true => value !== '' || 'Enter the date of birth.',
  phone: (value: string): string | true => value.trim() !== '' || 'Enter the phone number.',
  bvn: (value: string): string | true => /^\d{11}$/.test(value.trim()) || 'A BVN has eleven digits.',
  identityNumber: (value: string): string | true =>
    value.trim() === '' || /^\d{11}$/.test(value.trim()) || 'A National Identity Number has eleven digits.',
} as const;

const mismatches: Readonly<Record<string, string>> = {
  firstName: 'The register holds no such first name for this BVN.',
  lastName: 'The register holds no such last name for this BVN.',
  otherNames: 'The register holds no such other names for this BVN.',
  dateOfBirth: 'The register holds another date of birth for this BVN.',
};

/** The API names the fields that do not fit by its own names: here they are named as the form names them. */
export function sayMismatch(form: UseFormReturn<Values>, error: unknown): void {
  if (!hasCode(error, 'customer.bvn_mismatch')) return;
  const shown = Object.keys(form.getValues());
  for (const { field = '' } of error.errors) {
    const message = mismatches[field];
    if (message !== undefined && shown.includes(field))
      form.setError(field as keyof Values, { type: 'server', message });
  }
}
