/** What a key or a role can be given, in words and groups. A test holds it together with the server's permissions. */

export interface Scope {
  readonly name: string;
  readonly words: string;
}

export interface ScopeGroup {
  readonly title: string;
  readonly scopes: readonly Scope[];
}

export const SCOPE_GROUPS: readonly ScopeGroup[] = [
  {
    title: 'Money',
    scopes: [
      { name: 'accounts:read', words: 'See accounts and balances' },
      { name: 'transactions:read', words: 'See transactions, transfers and statements' },
      { name: 'transfers:create', words: 'Send money' },
      { name: 'payouts:read', words: 'See payout accounts' },
      { name: 'payouts:manage', words: 'Change payout accounts, and pay out' },
      { name: 'refunds:create', words: 'Send payments back' },
    ],
  },
  {
    title: 'Getting paid',
    scopes: [
      { name: 'virtual-accounts:read', words: 'See virtual accounts' },
      { name: 'virtual-accounts:manage', words: 'Open and close virtual accounts' },
      { name: 'customers:read', words: 'See customers' },
      { name: 'customers:manage', words: 'Open customers' },
    ],
  },
  {
    title: 'Developers',
    scopes: [
      { name: 'webhooks:read', words: 'See webhook events and deliveries' },
      { name: 'webhooks:manage', words: 'Set the webhook URL and secret, send events again' },
      { name: 'keys:read', words: 'See keys, and the primary one in clear' },
      { name: 'keys:manage', words: 'Make, change, rotate and deactivate keys' },
      { name: 'sandbox:simulate', words: 'Simulate payments in a sandbox' },
    ],
  },
  {
    title: 'Business and team',
    scopes: [
      { name: 'businesses:read', words: 'See the business' },
      { name: 'businesses:register', words: 'Send its registration' },
      { name: 'businesses:create', words: 'Open another business' },
      { name: 'banks:configure', words: 'Choose banks and billers' },
      { name: 'members:read', words: 'See the team' },
      { name: 'members:manage', words: 'Invite and remove people' },
      { name: 'roles:manage', words: 'Make and change roles' },
      { name: 'audit:read', words: 'See the audit log' },
    ],
  },
];

export const SCOPES: readonly string[] = SCOPE_GROUPS.flatMap(({ scopes }) => scopes.map(({ name }) => name));
