/** A list that one searches by typing: for the command menu, the business switcher and comboboxes. */

import { Command as Cmdk } from 'cmdk';
import { Search } from 'lucide-react';
import type { ComponentProps, ReactElement } from 'react';
import { cn } from '../lib/cn.ts';
import { itemLook } from './popover.tsx';

export function Command({ className, ...rest }: ComponentProps<typeof Cmdk>): ReactElement {
  return <Cmdk className={cn('flex max-h-full min-h-0 flex-col overflow-hidden', className)} {...rest} />;
}

export function CommandInput({ className, ...rest }: ComponentProps<typeof Cmdk.Input>): ReactElement {
  return (
    <div className="flex items-center gap-2 border-b px-3">
      <Search aria-hidden className="size-4 shrink-0 text-faint" />
      <Cmdk.Input
        className={cn('h-10 w-full bg-transparent text-base outline-none focus-visible:outline-none', className)}
        {...rest}
      />
    </div>
  );
}

export function CommandList({ className, ...rest }: ComponentProps<typeof Cmdk.List>): ReactElement {
  return <Cmdk.List className={cn('max-h-80 overflow-y-auto overscroll-contain p-1', className)} {...rest} />;
}

export function CommandEmpty(props: ComponentProps<typeof Cmdk.Empty>): ReactElement {
  return <Cmdk.Empty className="px-3 py-8 text-center text-base text-muted" {...props} />;
}

export function CommandGroup({ className, ...rest }: ComponentProps<typeof Cmdk.Group>): ReactElement {
  const heading =
    '[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-faint';
  return <Cmdk.Group className={cn(heading, className)} {...rest} />;
}

export function CommandItem({ className, ...rest }: ComponentProps<typeof Cmdk.Item>): ReactElement {
  return <Cmdk.Item className={cn(itemLook, className)} {...rest} />;
}
