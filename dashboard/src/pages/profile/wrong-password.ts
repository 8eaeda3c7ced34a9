/** Says it at the field, and has the password typed anew. */

import type { FieldValues, Path, PathValue, UseFormReturn } from 'react-hook-form';
import { hasCode } from '../../lib/errors.ts';

export function refuseWrongPassword<Values extends FieldValues>(
  form: UseFormReturn<Values>,
  field: Path<Values>,
  error: unknown,
): void {
  if (!hasCode(error, 'credentials.invalid')) return;
  form.clearErrors('root');
  form.setValue(field, '' as PathValue<Values, Path<Values>>);
  form.setError(field, { message: 'The password is not right.' }, { shouldFocus: true });
}
