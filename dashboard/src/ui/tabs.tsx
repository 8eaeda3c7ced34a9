/** Parts of a page, one at a time; and tabs that are links, each with an address of its own. */

import { createLink } from '@tanstack/react-router';
import { Tabs as Radix } from 'radix-ui';
import type { AnchorHTMLAttributes, ComponentProps, ReactElement, ReactNode, Ref } from 'react';
import { cn } from '../lib/cn.ts';

const strip = 'flex gap-5 overflow-x-auto border-b [scrollbar-width:none]';
const tab = [
  '-mb-px shrink-0 border-b-2 border-transparent pb-2.5 text-base font-medium text-muted transition-colors duration-100',
  'rounded-t-sm hover:text-ink focus-visible:outline-offset-[-2px]',
  'data-[state=active]:border-accent data-[state=active]:text-ink data-[status=active]:border-accent data-[status=active]:text-ink',
].join(' ');

export const Tabs = Radix.Root;

export function TabsList({ className, ...rest }: ComponentProps<typeof Radix.List>): ReactElement {
  return <Radix.List className={cn(strip, className)} {...rest} />;
}

export function TabsTrigger({ className, ...rest }: ComponentProps<typeof Radix.Trigger>): ReactElement {
  return <Radix.Trigger className={cn(tab, className)} {...rest} />;
}

export function TabsContent({ className, ...rest }: ComponentProps<typeof Radix.Content>): ReactElement {
  return <Radix.Content className={cn('pt-6 outline-offset-4', className)} {...rest} />;
}

export interface TabLinksProps {
  readonly label: string;
  readonly children: ReactNode;
}

export function TabLinks({ label, children }: TabLinksProps): ReactElement {
  return (
    <nav aria-label={label} className={cn(strip, 'mb-6')}>
      {children}
    </nav>
  );
}

interface AnchorProps extends AnchorHTMLAttributes<HTMLAnchorElement> {
  readonly ref?: Ref<HTMLAnchorElement>;
}

function Anchor({ className, ...rest }: AnchorProps): ReactElement {
  return <a className={cn(tab, className)} {...rest} />;
}

export const TabLink = createLink(Anchor);
