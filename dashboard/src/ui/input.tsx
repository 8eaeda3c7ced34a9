/** Fields for one line of text, for a password, and for many lines. */

import { Eye, EyeOff } from 'lucide-react';
import { type ComponentProps, type ReactElement, type ReactNode, useState } from 'react';
import { cn } from '../lib/cn.ts';
import { useFieldControl } from './field.tsx';

/** The look of everything that one types into or picks from. */
export const controlLook = [
  'w-full min-w-0 rounded-md border border-edge bg-surface px-3 text-base text-ink shadow-control',
  'transition-[border-color,box-shadow] duration-100 hover:border-faint/70',
  'focus-visible:border-accent-ink focus-visible:outline-2 focus-visible:-outline-offset-1 focus-visible:outline-accent-ink',
  'aria-invalid:border-bad aria-invalid:focus-visible:outline-bad',
  'disabled:cursor-not-allowed disabled:bg-subtle disabled:text-muted [&[readonly]]:bg-subtle',
].join(' ');

export interface InputProps extends ComponentProps<'input'> {
  /** Inside, at the front: an icon or a unit. */
  readonly leading?: ReactNode;
  /** Inside, at the end. */
  readonly trailing?: ReactNode;
}

export function Input({ className, leading, trailing, type = 'text', ...rest }: InputProps): ReactElement {
  const control = useFieldControl();
  const input = (
    <input
      type={type}
      className={cn(controlLook, 'h-9', leading && 'pl-9', trailing && 'pr-10', className)}
      {...control}
      {...rest}
    />
  );
  if (!(leading || trailing)) return input;
  return (
    <div className="relative w-full">
      {leading ? (
        <span className="pointer-events-none absolute inset-y-0 left-0 flex w-9 items-center justify-center text-faint [&_svg]:size-4">
          {leading}
        </span>
      ) : null}
      {input}
      {trailing ? <span className="absolute inset-y-0 right-0.5 flex items-center">{trailing}</span> : null}
    </div>
  );
}

/** With a button that shows what was typed. */
export function PasswordInput(props: ComponentProps<'input'>): ReactElement {
  const [isShown, setShown] = useState(false);
  const Icon = isShown ? EyeOff : Eye;
  const reveal = (
    <button
      type="button"
      aria-label={isShown ? 'Hide the password' : 'Show the password'}
      aria-pressed={isShown}
      onClick={() => setShown(!isShown)}
      className="flex size-8 items-center justify-center rounded-md text-faint hover:text-ink"
    >
      <Icon aria-hidden className="size-4" />
    </button>
  );
  return (
    <Input
      autoComplete="current-password"
      {...props}
      type={isShown ? 'text' : 'password'}
      spellCheck={false}
      autoCapitalize="none"
      trailing={reveal}
    />
  );
}

export function Textarea({ className, rows = 4, ...rest }: ComponentProps<'textarea'>): ReactElement {
  const control = useFieldControl();
  return <textarea rows={rows} className={cn(controlLook, 'py-2', className)} {...control} {...rest} />;
}

/** Naira as people type them; the form keeps the text, `parseNaira` of lib/money.ts reads it. */
export function MoneyInput({ className, ...rest }: ComponentProps<'input'>): ReactElement {
  return (
    <Input
      inputMode="decimal"
      autoComplete="off"
      placeholder="0.00"
      leading={<span className="text-base">₦</span>}
      className={cn('figures', className)}
      {...rest}
    />
  );
}

/** Six digits of an authenticator app. */
export function CodeInput({ className, ...rest }: ComponentProps<'input'>): ReactElement {
  return (
    <Input
      inputMode="numeric"
      autoComplete="one-time-code"
      pattern="[0-9]*"
      maxLength={6}
      placeholder="000000"
      spellCheck={false}
      className={cn('h-11 text-center font-mono text-xl tracking-[0.4em]', className)}
      {...rest}
    />
  );
}
