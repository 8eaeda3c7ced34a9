/** The menu at the end of a key's row. */

import type { SecretKey } from '@interstellas/sdk';
import { Link } from '@tanstack/react-router';
import { Eye, KeyRound, type LucideIcon, Pencil, RefreshCcw, ScrollText, Undo2 } from 'lucide-react';
import type { ReactElement } from 'react';
import { useBusiness } from '../../lib/use-business.ts';
import { Menu, MenuContent, MenuItem, MenuSeparator, RowMenuTrigger } from '../../ui/menu.tsx';
import { DEED_WORDS, type Deed, type DeedName, deedsOf } from './key-deeds.ts';

export interface KeyActionsProps {
  readonly secretKey: SecretKey;
  readonly mayManage: boolean;
  readonly onOpen: () => void;
  readonly onDeed: (deed: Deed) => void;
}

const icons: Readonly<Record<DeedName, LucideIcon>> = {
  edit: Pencil,
  rotate: RefreshCcw,
  'cancel-rotation': Undo2,
  deactivate: KeyRound,
};

export function KeyActions({ secretKey, mayManage, onOpen, onDeed }: KeyActionsProps): ReactElement {
  const { id: businessId } = useBusiness();
  const deeds = mayManage ? deedsOf(secretKey) : [];
  return (
    <Menu>
      <RowMenuTrigger label={`Actions for ${secretKey.name}, ${secretKey.hint}`} />
      <MenuContent>
        <MenuItem onSelect={onOpen}>
          <Eye aria-hidden />
          Details and use
        </MenuItem>
        <MenuItem asChild>
          <Link to="/b/$businessId/request-log" params={{ businessId }} search={{ keyId: secretKey.id }}>
            <ScrollText aria-hidden />
            Requests with this key
          </Link>
        </MenuItem>
        {deeds.length > 0 ? <MenuSeparator /> : null}
        {deeds.map((name) => {
          const Icon = icons[name];
          return (
            <MenuItem
              key={name}
              tone={name === 'deactivate' ? 'danger' : 'plain'}
              onSelect={() => onDeed({ name, key: secretKey })}
            >
              <Icon aria-hidden />
              {DEED_WORDS[name]}
            </MenuItem>
          );
        })}
      </MenuContent>
    </Menu>
  );
}
