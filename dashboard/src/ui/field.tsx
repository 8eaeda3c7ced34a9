/**
 * A label, a control, a hint and an error, tied together for screen readers. Controls of this folder find their ids in
 * the context: `<Field label="E-mail" error={…}><Input {...register('email')} /></Field>`.
 */

import { CircleAlert } from 'lucide-react';
import { createContext, type ReactElement, type ReactNode, useContext, useId } from 'react';
import { cn } from '../lib/cn.ts';

interface Control {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': true | undefined;
  readonly 'aria-required': true | undefined;
}

const FieldControl = createContext<Control | undefined>(undefined);

/** What a control spreads onto its element; its own props win. */
export function useFieldControl(): Partial<Control> {
  return useContext(FieldControl) ?? {};
}

export interface FieldProps {
  readonly label: ReactNode;
  readonly children: ReactNode;
  readonly hint?: ReactNode;
  readonly error?: string | undefined;
  readonly required?: boolean;
  /** Says "optional" beside the label. */
  readonly optional?: boolean;
  /** Stands right of the label, such as a "Forgot?" link. */
  readonly aside?: ReactNode;
  readonly hideLabel?: boolean;
  readonly className?: string;
}

export function Field(props: FieldProps): ReactElement {
  const { label, children, hint, error, required, optional, aside, hideLabel, className } = props;
  const id = useId();
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  const control: Control = {
    id,
    'aria-describedby': described || undefined,
    'aria-invalid': error ? true : undefined,
    'aria-required': required ? true : undefined,
  };
  return (
    <div className={cn('flex min-w-0 flex-col gap-1.5', className)}>
      <div className={cn('flex items-baseline justify-between gap-3', hideLabel && 'sr-only')}>
        <label htmlFor={id} className="text-sm font-medium text-ink">
          {label}
          {optional ? <span className="ml-1.5 font-normal text-faint">optional</span> : null}
        </label>
        {aside ? <span className="text-sm">{aside}</span> : null}
      </div>
      <FieldControl value={control}>{children}</FieldControl>
      {hint ? (
        <p id={`${id}-hint`} className="text-sm text-muted">
          {hint}
        </p>
      ) : null}
      {error ? (
        <p id={`${id}-error`} role="alert" className="flex items-start gap-1.5 text-sm text-bad-ink">
          <CircleAlert aria-hidden className="mt-[3px] size-3.5 shrink-0" />
          {error}
        </p>
      ) : null}
    </div>
  );
}
