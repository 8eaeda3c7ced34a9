/** An id, a number or a key that one wants to take elsewhere: shown in the code font, copied with one click. */

import { Check, Copy } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { cn } from '../lib/cn.ts';
import { useCopy } from '../lib/use-copy.ts';
import { Button, type ButtonProps } from './button.tsx';

export interface CopyableProps {
  readonly value: string;
  /** What it is, for the button's name: "Copy the account number". */
  readonly label: string;
  /** What is shown instead of the value, such as a shortened one. */
  readonly children?: ReactNode;
  readonly className?: string;
}

export function Copyable({ value, label, children, className }: CopyableProps): ReactElement {
  const { copied, copy } = useCopy();
  const Icon = copied ? Check : Copy;
  return (
    <button
      type="button"
      onClick={() => copy(value)}
      title={value}
      className={cn(
        'group/copy inline-flex min-h-6 max-w-full items-center gap-1.5 rounded-sm font-mono text-xs text-muted transition-colors hover:text-ink',
        className,
      )}
    >
      <span className="truncate">{children ?? value}</span>
      <Icon
        aria-hidden
        className={cn('size-3.5 shrink-0', copied ? 'text-good' : 'text-faint group-hover/copy:text-ink')}
      />
      <span className="sr-only">{`Copy the ${label}`}</span>
      <Announcement copied={copied} />
    </button>
  );
}

export interface CopyButtonProps extends Omit<ButtonProps, 'value' | 'onCopy'> {
  readonly value: string;
  readonly label: string;
  /** The word beside the icon; without it the icon stands alone. */
  readonly word?: string;
}

export function CopyButton({ value, label, word, ...rest }: CopyButtonProps): ReactElement {
  const { copied, copy } = useCopy();
  const Icon = copied ? Check : Copy;
  return (
    <Button
      size={word === undefined ? 'icon-sm' : 'sm'}
      variant={word === undefined ? 'ghost' : 'secondary'}
      aria-label={`Copy the ${label}`}
      {...rest}
      onClick={() => copy(value)}
    >
      <Icon aria-hidden className={cn(copied && 'text-good')} />
      {word === undefined ? null : <span>{copied ? 'Copied' : word}</span>}
      <Announcement copied={copied} />
    </Button>
  );
}

function Announcement({ copied }: { readonly copied: boolean }): ReactElement {
  return (
    <span role="status" className="sr-only">
      {copied ? 'Copied' : ''}
    </span>
  );
}
