/** A menu of actions behind a button. */

import { Ellipsis } from 'lucide-react';
import { DropdownMenu as Radix } from 'radix-ui';
import type { ComponentProps, ReactElement } from 'react';
import { cn } from '../lib/cn.ts';
import { keepPageFocus } from '../lib/page-focus.ts';
import { Button } from './button.tsx';
import { itemLook, popoverLook } from './popover.tsx';

export const Menu = Radix.Root;
export const MenuTrigger = Radix.Trigger;
export const MenuRadioGroup = Radix.RadioGroup;

/** The three dots at the end of a row: those of a phone stand at its edge, as its values do. */
export function RowMenuTrigger({ label }: { readonly label: string }): ReactElement {
  return (
    <MenuTrigger asChild>
      <Button variant="ghost" size="icon-sm" aria-label={label} className="max-sm:-mt-1 max-sm:-mr-2">
        <Ellipsis aria-hidden />
      </Button>
    </MenuTrigger>
  );
}

export function MenuContent({ className, ...rest }: ComponentProps<typeof Radix.Content>): ReactElement {
  return (
    <Radix.Portal>
      <Radix.Content
        align="end"
        sideOffset={6}
        collisionPadding={8}
        onCloseAutoFocus={keepPageFocus}
        className={cn(popoverLook, 'min-w-48 p-1', className)}
        {...rest}
      />
    </Radix.Portal>
  );
}

export interface MenuItemProps extends ComponentProps<typeof Radix.Item> {
  readonly tone?: 'plain' | 'danger';
}

export function MenuItem({ className, tone = 'plain', ...rest }: MenuItemProps): ReactElement {
  const danger = tone === 'danger' && 'text-bad-ink data-[highlighted]:bg-bad-soft';
  return <Radix.Item className={cn(itemLook, '[&_svg]:text-faint', danger, className)} {...rest} />;
}

export function MenuRadioItem({ className, ...rest }: ComponentProps<typeof Radix.RadioItem>): ReactElement {
  return (
    <Radix.RadioItem
      className={cn(
        itemLook,
        '[&_svg]:text-faint data-[state=checked]:font-medium data-[state=checked]:text-accent-ink data-[state=checked]:[&_svg]:text-accent-ink',
        className,
      )}
      {...rest}
    />
  );
}

export function MenuLabel({ className, ...rest }: ComponentProps<typeof Radix.Label>): ReactElement {
  return <Radix.Label className={cn('px-2 pt-1.5 pb-1 text-xs font-medium text-faint', className)} {...rest} />;
}

export function MenuSeparator(): ReactElement {
  return <Radix.Separator className="-mx-1 my-1 h-px bg-line" />;
}
