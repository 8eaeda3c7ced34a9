/** Yes or no: a checkbox for what a form sends, a switch for what counts at once. */

import { Check, Minus } from 'lucide-react';
import { Checkbox as RadixCheckbox, Switch as RadixSwitch } from 'radix-ui';
import { type ComponentProps, type ReactElement, type ReactNode, useId } from 'react';
import { cn } from '../lib/cn.ts';

interface Labelled {
  readonly label: ReactNode;
  readonly hint?: ReactNode;
}

const box = [
  'peer mt-0.5 flex size-4 shrink-0 items-center justify-center rounded-sm border border-edge bg-surface text-on-accent shadow-control',
  'data-[state=checked]:border-accent data-[state=checked]:bg-accent',
  'data-[state=indeterminate]:border-accent data-[state=indeterminate]:bg-accent',
  'disabled:cursor-not-allowed disabled:opacity-50',
].join(' ');

function Words({ id, label, hint }: Labelled & { readonly id: string }): ReactElement {
  return (
    <span className="min-w-0">
      <label htmlFor={id} className="text-base text-ink">
        {label}
      </label>
      {hint ? (
        <span id={`${id}-hint`} className="block text-sm text-muted">
          {hint}
        </span>
      ) : null}
    </span>
  );
}

type CheckboxProps = Omit<ComponentProps<typeof RadixCheckbox.Root>, 'children'>;

/** Alone, as in the head of a table: give it an `aria-label`. */
export function Checkbox({ className, ...rest }: CheckboxProps): ReactElement {
  return (
    <RadixCheckbox.Root className={cn(box, className)} {...rest}>
      <RadixCheckbox.Indicator>
        {rest.checked === 'indeterminate' ? (
          <Minus aria-hidden className="size-3" strokeWidth={3} />
        ) : (
          <Check aria-hidden className="size-3" strokeWidth={3} />
        )}
      </RadixCheckbox.Indicator>
    </RadixCheckbox.Root>
  );
}

export function CheckboxField({ label, hint, className, ...rest }: CheckboxProps & Labelled): ReactElement {
  const id = useId();
  return (
    <div className={cn('flex items-start gap-2.5', className)}>
      <Checkbox id={id} aria-describedby={hint ? `${id}-hint` : undefined} {...rest} />
      <Words id={id} label={label} hint={hint} />
    </div>
  );
}

type SwitchProps = Omit<ComponentProps<typeof RadixSwitch.Root>, 'children'>;

export function SwitchField({ label, hint, className, ...rest }: SwitchProps & Labelled): ReactElement {
  const id = useId();
  return (
    <div className={cn('flex items-start justify-between gap-4', className)}>
      <Words id={id} label={label} hint={hint} />
      <RadixSwitch.Root
        id={id}
        aria-describedby={hint ? `${id}-hint` : undefined}
        className="mt-0.5 inline-flex h-5 w-9 shrink-0 items-center rounded-full bg-edge p-0.5 transition-colors duration-100 disabled:opacity-50 data-[state=checked]:bg-accent"
        {...rest}
      >
        <RadixSwitch.Thumb className="size-4 rounded-full bg-white shadow-control transition-transform duration-100 data-[state=checked]:translate-x-4" />
      </RadixSwitch.Root>
    </div>
  );
}
