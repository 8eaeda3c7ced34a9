/** What opens beside a button, and how everything that floats looks. */

import { Popover as Radix } from 'radix-ui';
import type { ComponentProps, ReactElement } from 'react';
import { cn } from '../lib/cn.ts';
import { keepPageFocus } from '../lib/page-focus.ts';

export const popoverLook = [
  'z-50 rounded-lg bg-raised text-base text-ink shadow-raised outline-none',
  'duration-100 data-[state=open]:animate-in data-[state=open]:fade-in-0 data-[state=open]:zoom-in-98',
  'data-[state=closed]:animate-out data-[state=closed]:fade-out-0',
].join(' ');

export const itemLook = [
  'relative flex cursor-default items-center gap-2 rounded-md px-2 py-1.5 text-base outline-none select-none',
  'data-[highlighted]:bg-subtle data-[selected=true]:bg-subtle',
  'data-[disabled]:pointer-events-none data-[disabled]:opacity-50 data-[disabled=false]:pointer-events-auto data-[disabled=false]:opacity-100',
  "[&_svg:not([class*='size-'])]:size-4 [&_svg]:shrink-0",
].join(' ');

export const Popover = Radix.Root;
export const PopoverTrigger = Radix.Trigger;

export function PopoverContent({ className, ...rest }: ComponentProps<typeof Radix.Content>): ReactElement {
  return (
    <Radix.Portal>
      <Radix.Content
        align="start"
        sideOffset={6}
        collisionPadding={8}
        onCloseAutoFocus={keepPageFocus}
        className={cn(popoverLook, 'w-72 p-1', className)}
        {...rest}
      />
    </Radix.Portal>
  );
}
