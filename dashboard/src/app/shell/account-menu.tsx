/** Who is signed in; the theme; the way out. */

import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { CircleUserRound, LogOut, Monitor, Moon, ShieldCheck, Sun } from 'lucide-react';
import type { ReactElement } from 'react';
import { client } from '../../lib/client.ts';
import { chooseTheme, type Theme, useTheme } from '../../lib/theme.ts';
import { useAction } from '../../lib/use-action.ts';
import { useSession } from '../../lib/use-session.ts';
import {
  Menu,
  MenuContent,
  MenuItem,
  MenuLabel,
  MenuRadioGroup,
  MenuRadioItem,
  MenuSeparator,
  MenuTrigger,
} from '../../ui/menu.tsx';
import { Monogram } from './business-switcher.tsx';

const themes = [
  { value: 'system', label: 'As the system', icon: Monitor },
  { value: 'light', label: 'Light', icon: Sun },
  { value: 'dark', label: 'Dark', icon: Moon },
] as const;

export function AccountMenu(): ReactElement {
  const session = useSession();
  const name = `${session.firstName} ${session.lastName}`.trim();
  const navigate = useNavigate();
  const theme = useTheme();
  const signOut = useSignOut();
  return (
    <Menu>
      <MenuTrigger className="rounded-full">
        <span className="sr-only">{`Account of ${name}`}</span>
        <Monogram name={name} className="size-8 rounded-full text-xs" />
      </MenuTrigger>
      <MenuContent className="w-60">
        <div className="px-2 py-1.5">
          <p className="truncate font-medium">{name}</p>
          <p className="truncate text-sm text-muted">{session.email}</p>
        </div>
        <MenuSeparator />
        <MenuItem onSelect={() => void navigate({ to: '/profile' })}>
          <CircleUserRound aria-hidden />
          Profile
        </MenuItem>
        <MenuItem onSelect={() => void navigate({ to: '/profile/security' })}>
          <ShieldCheck aria-hidden />
          Security
        </MenuItem>
        <MenuSeparator />
        <MenuLabel>Theme</MenuLabel>
        <MenuRadioGroup value={theme} onValueChange={(value) => chooseTheme(value as Theme)}>
          {themes.map(({ value, label, icon: Icon }) => (
            <MenuRadioItem key={value} value={value}>
              <Icon aria-hidden />
              {label}
            </MenuRadioItem>
          ))}
        </MenuRadioGroup>
        <MenuSeparator />
        <MenuItem onSelect={signOut}>
          <LogOut aria-hidden />
          Sign out
        </MenuItem>
      </MenuContent>
    </Menu>
  );
}

export function useSignOut(): () => void {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const action = useAction({
    act: () => client.auth.signOut(),
    onSuccess() {
      void navigate({ to: '/sign-in' }).then(() => queries.clear());
    },
  });
  return () => action.mutate();
}
