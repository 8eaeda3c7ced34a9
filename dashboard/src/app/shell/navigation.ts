/** What the sidebar and the command menu lead to, in one place. */

import type { LinkProps } from '@tanstack/react-router';
import {
  ArrowDownToLine,
  ArrowLeftRight,
  ArrowRightLeft,
  Banknote,
  BookOpenCheck,
  Building2,
  FlaskConical,
  House,
  KeyRound,
  Landmark,
  ListTree,
  type LucideIcon,
  PauseCircle,
  Rocket,
  ScrollText,
  Send,
  Users,
  UsersRound,
  Wallet,
  Webhook,
} from 'lucide-react';

export interface Destination {
  readonly to: NonNullable<LinkProps['to']>;
  readonly label: string;
  readonly icon: LucideIcon;
  /** Hidden from those who may not. */
  readonly permission?: string;
  readonly only?: 'sandbox';
  /** Marked only on this very page, not below it. */
  readonly exact?: boolean;
}

export interface Group {
  readonly heading?: string;
  readonly items: readonly Destination[];
}

export const NAVIGATION: readonly Group[] = [
  {
    items: [
      { to: '/b/$businessId', label: 'Home', icon: House, exact: true },
      { to: '/b/$businessId/first-steps', label: 'First steps', icon: Rocket },
    ],
  },
  {
    heading: 'Money',
    items: [
      { to: '/b/$businessId/accounts', label: 'Account', icon: Wallet, permission: 'accounts:read' },
      {
        to: '/b/$businessId/transactions',
        label: 'Transactions',
        icon: ArrowLeftRight,
        permission: 'transactions:read',
      },
      { to: '/b/$businessId/transfers', label: 'Transfers', icon: Send, permission: 'transactions:read' },
      { to: '/b/$businessId/payouts', label: 'Payouts', icon: Banknote, permission: 'payouts:read' },
    ],
  },
  {
    heading: 'Getting paid',
    items: [
      {
        to: '/b/$businessId/virtual-accounts',
        label: 'Virtual accounts',
        icon: ListTree,
        permission: 'virtual-accounts:read',
      },
      {
        to: '/b/$businessId/inbound-payments',
        label: 'Inbound payments',
        icon: ArrowDownToLine,
        permission: 'virtual-accounts:read',
      },
      { to: '/b/$businessId/suspense', label: 'Suspense', icon: PauseCircle, permission: 'virtual-accounts:read' },
      { to: '/b/$businessId/customers', label: 'Customers', icon: UsersRound, permission: 'customers:read' },
    ],
  },
  {
    heading: 'Developers',
    items: [
      { to: '/b/$businessId/request-log', label: 'Request log', icon: ScrollText, permission: 'keys:read' },
      { to: '/b/$businessId/webhooks', label: 'Webhooks', icon: Webhook, permission: 'webhooks:read' },
      { to: '/b/$businessId/sandbox', label: 'Sandbox', icon: FlaskConical, only: 'sandbox' },
    ],
  },
  {
    heading: 'Settings',
    items: [
      { to: '/b/$businessId/api-keys', label: 'API Keys', icon: KeyRound, permission: 'keys:read' },
      { to: '/b/$businessId/team', label: 'Team', icon: Users, permission: 'members:read' },
      { to: '/b/$businessId/registration', label: 'Business', icon: Building2, permission: 'businesses:read' },
      { to: '/b/$businessId/banks', label: 'Banks', icon: Landmark, permission: 'accounts:read' },
      { to: '/b/$businessId/audit-log', label: 'Audit log', icon: BookOpenCheck, permission: 'audit:read' },
    ],
  },
];

/** What one does often, for the command menu. */
export const SHORTCUTS: readonly Destination[] = [
  { to: '/b/$businessId/transfers/new', label: 'New transfer', icon: Send, permission: 'transfers:create' },
  {
    to: '/b/$businessId/transfers/bulk',
    label: 'Bulk transfer from a file',
    icon: ArrowRightLeft,
    permission: 'transfers:create',
  },
  {
    to: '/b/$businessId/virtual-accounts/new',
    label: 'New virtual account',
    icon: ListTree,
    permission: 'virtual-accounts:manage',
  },
  { to: '/b/$businessId/customers/new', label: 'New customer', icon: UsersRound, permission: 'customers:manage' },
  { to: '/b/$businessId/statements', label: 'Statements', icon: ScrollText, permission: 'transactions:read' },
];
