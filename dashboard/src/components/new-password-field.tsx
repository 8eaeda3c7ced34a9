/** The field for a new password, with its rules beside it: each is ticked as soon as what is typed keeps it. */

import { Check, Circle } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import type { UseFormRegisterReturn } from 'react-hook-form';
import { cn } from '../lib/cn.ts';
import { holdsOwnWord, lengthOf, minimumLength } from '../lib/new-password.ts';
import { useAbout } from '../lib/use-session.ts';
import { Field } from '../ui/field.tsx';
import { PasswordInput } from '../ui/input.tsx';

export interface NewPasswordFieldProps {
  readonly label?: string;
  readonly value: string;
  readonly error: string | undefined;
  /** The e-mail address and the name of the business, as far as they are known. */
  readonly own?: readonly string[];
  readonly input: UseFormRegisterReturn;
  readonly autoFocus?: boolean;
}

export function NewPasswordField(props: NewPasswordFieldProps): ReactElement {
  const { label = 'Password', value, error, own, input, autoFocus = false } = props;
  return (
    <Field label={label} error={error} hint={<Rules value={value} own={own} />}>
      <PasswordInput autoComplete="new-password" autoFocus={autoFocus} className="h-10" {...input} />
    </Field>
  );
}

interface RulesProps {
  readonly value: string;
  readonly own: readonly string[] | undefined;
}

function Rules({ value, own }: RulesProps): ReactElement {
  const least = minimumLength(useAbout()?.environment);
  const length = lengthOf(value);
  return (
    <>
      <Rule isKept={length >= least}>
        {least} characters or more{length > 0 && length < least ? `, ${length} so far` : ''}
      </Rule>
      <Rule isKept={own !== undefined && length > 0 && !holdsOwnWord(value, own)}>
        {own === undefined ? 'No e-mail address, no common password' : 'Without your e-mail or business name'}
      </Rule>
    </>
  );
}

function Rule({ isKept, children }: { readonly isKept: boolean; readonly children: ReactNode }): ReactElement {
  const Icon = isKept ? Check : Circle;
  return (
    <span className="flex items-center gap-1.5">
      <Icon
        aria-hidden
        className={cn('shrink-0', isKept ? 'size-3.5 text-good-ink' : 'mx-[3px] size-2 text-faint')}
        strokeWidth={isKept ? 2.5 : 2}
      />
      <span>{children}</span>
      {isKept ? <span className="sr-only">: done</span> : null}
    </span>
  );
}
