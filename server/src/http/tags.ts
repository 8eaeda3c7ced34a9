/** The groups into which the description sorts the endpoints, in its order, each with what it is about. */

export const TAGS = {
  Authentication:
    'Signing up and in, sessions, passwords and e-mail addresses. The access token of a sign-in goes with every other request. Guide: [Authentication](/docs/authentication).',
  'Second factors':
    'Authenticator apps, passkeys and recovery codes of the user who is signed in. Guide: [Second factor](/docs/authentication#second-factor).',
  Business:
    'The businesses of a client account: creating and registering them, their details and their account. Guide: [Registration](/docs/registration).',
  Members:
    'Who may act for a business, in which role; invitations, and members that are programs. Guide: [Members](/docs/members).',
  Settings:
    'Secret keys and their rotation, and the log of the requests that were made with them. Guide: [Secret keys](/docs/keys).',
  Audit: 'Who did what in the client account, as a chain that nobody changes unnoticed. Guide: [Audit](/docs/audit).',
  Customers: 'Accounts for the customers of a business, and their balances. Guide: [Customers](/docs/customers).',
  Banks:
    'The banks of the country, whose an account is, and the choice of banks that money may go to. Guide: [Banks](/docs/customers#banks).',
  'Virtual accounts':
    'Account numbers for payers, the payments that come in to them, and what is in suspense. Guide: [Virtual accounts](/docs/virtual-accounts).',
  Funds: 'Sending money, once for each reference, whatever happens on the way. Guide: [Transfers](/docs/transfers).',
  Transactions:
    'Every movement of money on the accounts of a business, and statements. Guide: [Transactions](/docs/transactions).',
  Payouts:
    'The business’s own accounts at other banks, and when money is sent there. Guide: [Payouts](/docs/transactions#payouts).',
  Webhooks: 'Where the business is told about its money, and what was delivered. Guide: [Webhooks](/docs/webhooks).',
  Rail: 'For the partner bank of the institution: its notices about money that came in and orders that ended. Guide: [Other banks](/docs/rail).',
  Sandbox:
    'What a sandbox has beside: the mail it would have sent, payments and outcomes at will. Guide: [In a sandbox](/docs/rail#in-a-sandbox).',
  Operations: 'Health, metrics, this description, and what the server is. Guide: [Monitoring](/docs/monitoring).',
} as const;

export type Tag = keyof typeof TAGS;
