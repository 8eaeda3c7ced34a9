/** Which business one is in, and the way to another one. */

import { useNavigate } from '@tanstack/react-router';
import { Check, ChevronsUpDown, Plus } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { type Standing, useStanding } from '../../components/use-standing.ts';
import { cn } from '../../lib/cn.ts';
import type { Business } from '../../lib/use-business.ts';
import { useSession } from '../../lib/use-session.ts';
import { Badge } from '../../ui/badge.tsx';
import { Command, CommandEmpty, CommandGroup, CommandInput, CommandItem, CommandList } from '../../ui/command.tsx';
import { Popover, PopoverContent, PopoverTrigger } from '../../ui/popover.tsx';
import { useShellBusiness } from './use-shell-business.ts';

/** Above so many one searches. */
const manyBusinesses = 6;

const statuses: Readonly<Record<Standing, { readonly dot: string; readonly words: string }>> = {
  unregistered: { dot: 'bg-warn', words: 'Not approved yet' },
  'in-review': { dot: 'bg-info', words: 'In review' },
  approved: { dot: 'bg-good', words: 'Approved' },
  suspended: { dot: 'bg-bad', words: 'Suspended' },
};

export function BusinessSwitcher(): ReactElement {
  const { businesses } = useSession();
  const business = useShellBusiness();
  const navigate = useNavigate();
  const [isOpen, setOpen] = useState(false);

  function go(businessId: string): void {
    setOpen(false);
    void navigate({ to: '/b/$businessId', params: { businessId } });
  }

  return (
    <Popover open={isOpen} onOpenChange={setOpen}>
      <PopoverTrigger className="flex h-11 w-full items-center gap-2.5 rounded-lg border bg-surface px-2 text-left shadow-control transition-colors hover:bg-subtle">
        <Monogram name={business?.name ?? '?'} />
        <span className="min-w-0 flex-1">
          <span className="block truncate text-sm leading-4 font-medium">{business?.name ?? 'Choose a business'}</span>
          {business === undefined ? null : <Status business={business} />}
        </span>
        <span className="sr-only">Switch the business</span>
        <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-faint" />
      </PopoverTrigger>
      <PopoverContent aria-label="Businesses" className="w-(--radix-popover-trigger-width) min-w-64 p-0">
        <Command>
          {businesses.length > manyBusinesses ? <CommandInput placeholder="Find a business…" /> : null}
          <CommandList aria-label="Businesses">
            <CommandEmpty>No business has that name.</CommandEmpty>
            <CommandGroup heading={businesses.length > 0 ? 'Businesses' : undefined}>
              {businesses.map((one) => (
                <CommandItem key={one.id} value={`${one.businessName} ${one.id}`} onSelect={() => go(one.id)}>
                  <Monogram name={one.businessName} />
                  <span className="min-w-0 flex-1 truncate">{one.businessName}</span>
                  {one.isApproved ? null : <Badge tone="warn">Not approved</Badge>}
                  {one.id === business?.id ? <Check aria-hidden className="text-accent-ink" /> : null}
                </CommandItem>
              ))}
            </CommandGroup>
            <CommandGroup>
              <CommandItem
                value="new business"
                onSelect={() => {
                  setOpen(false);
                  void navigate({ to: '/businesses/new' });
                }}
              >
                <Plus aria-hidden className="mx-1 text-faint" />
                New business
              </CommandItem>
            </CommandGroup>
          </CommandList>
        </Command>
      </PopoverContent>
    </Popover>
  );
}

function Status({ business }: { readonly business: Business }): ReactElement {
  const { standing = business.isApproved ? 'approved' : 'unregistered' } = useStanding(business);
  const { dot, words } = statuses[standing];
  return (
    <span className="flex items-center gap-1.5 text-2xs text-muted">
      <span aria-hidden className={cn('size-1.5 rounded-full', dot)} />
      {words}
    </span>
  );
}

export function Monogram({ name, className }: { readonly name: string; readonly className?: string }): ReactElement {
  const letters = name
    .split(/\s+/)
    .map((word) => word.charAt(0))
    .slice(0, 2)
    .join('')
    .toUpperCase();
  return (
    <span
      aria-hidden
      className={cn(
        'flex size-6 shrink-0 items-center justify-center rounded-sm bg-accent-soft text-2xs font-semibold text-accent-ink',
        className,
      )}
    >
      {letters}
    </span>
  );
}
