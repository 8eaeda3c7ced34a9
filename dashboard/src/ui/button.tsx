/** The button, and links that look like one. */

import { createLink } from '@tanstack/react-router';
import { cva, type VariantProps } from 'class-variance-authority';
import { Slot } from 'radix-ui';
import type { AnchorHTMLAttributes, ComponentProps, ReactElement, Ref } from 'react';
import { cn } from '../lib/cn.ts';
import { Spinner } from './spinner.tsx';

const button = cva(
  [
    'relative inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md font-medium whitespace-nowrap select-none',
    'transition-colors duration-100 disabled:pointer-events-none disabled:opacity-50 aria-disabled:opacity-50',
    "[&_svg]:pointer-events-none [&_svg]:shrink-0 [&_svg:not([class*='size-'])]:size-4",
  ],
  {
    variants: {
      variant: {
        primary: 'bg-accent text-on-accent shadow-control hover:bg-accent-strong',
        secondary: 'border border-edge/80 bg-surface text-ink shadow-control hover:bg-subtle',
        ghost: 'text-muted hover:bg-subtle hover:text-ink data-[state=open]:bg-subtle data-[state=open]:text-ink',
        soft: 'bg-accent-soft text-accent-ink hover:bg-accent-soft/70',
        danger: 'bg-bad text-white shadow-control hover:bg-bad-strong',
        'danger-quiet': 'border border-edge/80 bg-surface text-bad-ink shadow-control hover:bg-bad-soft',
        link: 'h-auto! px-0! text-accent-ink underline-offset-4 hover:underline',
      },
      size: {
        sm: 'h-8 px-2.5 text-sm',
        md: 'h-9 px-3.5 text-sm',
        lg: 'h-10 px-4 text-base',
        icon: 'size-9',
        'icon-sm': 'size-8',
      },
    },
    defaultVariants: { variant: 'secondary', size: 'md' },
  },
);

type Look = VariantProps<typeof button>;

export interface ButtonProps extends ComponentProps<'button'>, Look {
  readonly asChild?: boolean;
  /** Shows a spinner and takes no more clicks. */
  readonly busy?: boolean;
}

/** `type="button"` unless said otherwise, so that no button sends a form by accident. */
export function Button(props: ButtonProps): ReactElement {
  const { asChild = false, busy = false, className, variant, size, children, disabled, ...rest } = props;
  const classes = cn(button({ variant, size }), className);
  if (asChild) {
    return (
      <Slot.Root className={classes} {...rest}>
        {children}
      </Slot.Root>
    );
  }
  return (
    <button type="button" className={classes} disabled={disabled === true || busy} aria-busy={busy} {...rest}>
      {busy ? <Spinner className="absolute" /> : null}
      <span className={busy ? 'inline-flex items-center gap-1.5 opacity-0' : 'contents'}>{children}</span>
    </button>
  );
}

interface AnchorProps extends AnchorHTMLAttributes<HTMLAnchorElement>, Look {
  readonly ref?: Ref<HTMLAnchorElement>;
}

function Anchor({ className, variant, size, ...rest }: AnchorProps): ReactElement {
  return <a className={cn(button({ variant, size }), className)} {...rest} />;
}

/** A typed link of the router that looks like a button. */
export const ButtonLink = createLink(Anchor);
