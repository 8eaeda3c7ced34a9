/** Goes anywhere by typing a few letters: Ctrl-K or Cmd-K. */

import { useNavigate } from '@tanstack/react-router';
import { Building2, CircleUserRound, LogOut, Moon, ShieldCheck, Sun } from 'lucide-react';
import { type ReactElement, useEffect } from 'react';
import { chooseTheme } from '../../lib/theme.ts';
import type { Business } from '../../lib/use-business.ts';
import { useSession } from '../../lib/use-session.ts';
import { Command, CommandEmpty, CommandGroup, CommandInput, CommandItem, CommandList } from '../../ui/command.tsx';
import { Dialog, DialogContent } from '../../ui/dialog.tsx';
import { useSignOut } from './account-menu.tsx';
import type { Destination } from './navigation.ts';
import { useDestinations } from './use-destinations.ts';
import { useShellBusiness } from './use-shell-business.ts';

export interface CommandMenuProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}

export function CommandMenu({ open, onOpenChange }: CommandMenuProps): ReactElement {
  useEffect(() => {
    function listen(event: KeyboardEvent): void {
      if (event.key.toLowerCase() !== 'k' || !(event.metaKey || event.ctrlKey) || event.altKey) return;
      event.preventDefault();
      onOpenChange(!open);
    }
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, [open, onOpenChange]);

  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent
        bare
        title="Go to"
        description="Pages, businesses and actions"
        size="md"
        className="overflow-hidden"
      >
        <Choices close={() => onOpenChange(false)} />
      </DialogContent>
    </Dialog>
  );
}

function Choices({ close }: { readonly close: () => void }): ReactElement {
  const business = useShellBusiness();
  return (
    <Command loop>
      <CommandInput placeholder="Where to?" autoFocus />
      <CommandList className="max-h-[60vh]">
        <CommandEmpty>Nothing has that name.</CommandEmpty>
        {business === undefined ? null : <Pages business={business} close={close} />}
        <Businesses close={close} />
        <Own close={close} />
      </CommandList>
    </Command>
  );
}

interface Closing {
  readonly close: () => void;
}

function Pages({ business, close }: Closing & { readonly business: Business }): ReactElement {
  const { groups, shortcuts } = useDestinations(business);
  const navigate = useNavigate();
  const go = ({ to }: Destination): void => {
    close();
    void navigate({ to: to as '/b/$businessId', params: { businessId: business.id } });
  };
  const all = [{ heading: 'Actions', items: shortcuts }, ...groups];
  return (
    <>
      {all.map(({ heading = 'Pages', items }) => (
        <CommandGroup key={heading} heading={heading}>
          {items.map((item) => (
            <CommandItem key={item.label} value={`${item.label} ${heading}`} onSelect={() => go(item)}>
              <item.icon aria-hidden className="text-faint" strokeWidth={1.75} />
              {item.label}
            </CommandItem>
          ))}
        </CommandGroup>
      ))}
    </>
  );
}

function Businesses({ close }: Closing): ReactElement | null {
  const { businesses } = useSession();
  const navigate = useNavigate();
  if (businesses.length < 2) return null;
  return (
    <CommandGroup heading="Businesses">
      {businesses.map(({ id, businessName }) => (
        <CommandItem
          key={id}
          value={`${businessName} ${id}`}
          onSelect={() => {
            close();
            void navigate({ to: '/b/$businessId', params: { businessId: id } });
          }}
        >
          <Building2 aria-hidden className="text-faint" strokeWidth={1.75} />
          {businessName}
        </CommandItem>
      ))}
    </CommandGroup>
  );
}

function Own({ close }: Closing): ReactElement {
  const navigate = useNavigate();
  const signOut = useSignOut();
  const choices = [
    { label: 'Profile', icon: CircleUserRound, act: () => void navigate({ to: '/profile' }) },
    { label: 'Security', icon: ShieldCheck, act: () => void navigate({ to: '/profile/security' }) },
    { label: 'Light theme', icon: Sun, act: () => chooseTheme('light') },
    { label: 'Dark theme', icon: Moon, act: () => chooseTheme('dark') },
    { label: 'Sign out', icon: LogOut, act: signOut },
  ];
  return (
    <CommandGroup heading="You">
      {choices.map(({ label, icon: Icon, act }) => (
        <CommandItem
          key={label}
          value={label}
          onSelect={() => {
            close();
            act();
          }}
        >
          <Icon aria-hidden className="text-faint" strokeWidth={1.75} />
          {label}
        </CommandItem>
      ))}
    </CommandGroup>
  );
}
