/** The pages of the documentation, in the order in which an integrator reads them. A page that is not here is not part of the site. */

export interface Section {
  readonly title: string;
  readonly pages: readonly SitePage[];
}

export interface SitePage {
  readonly title: string;
  /** Of the file, without its ending. */
  readonly name: string;
  /** What is on the page, in one sentence: search engines show it, and llms.txt. */
  readonly description: string;
}

export const SECTIONS: readonly Section[] = [
  {
    title: 'Start',
    pages: [
      {
        title: 'Quickstart',
        name: 'quickstart',
        description:
          'From a clone to a running sandbox, the first call, the first transfer and a rotated key, in five minutes.',
      },
      {
        title: 'Authentication',
        name: 'authentication',
        description:
          'Signing up and in, access token, secret key and businessId, second factors, and what every 401 and 403 asks of you.',
      },
      {
        title: 'Secret keys',
        name: 'keys',
        description:
          'Making secret keys, limiting them, rotating them without downtime, and what to do when one leaks.',
      },
      {
        title: 'Sandbox and going live',
        name: 'going-live',
        description: 'What differs between a sandbox and production, and a list to go through before going live.',
      },
    ],
  },
  {
    title: 'Businesses and people',
    pages: [
      {
        title: 'Registration',
        name: 'registration',
        description:
          'The four steps by which a business is created, its BVN validated, its documents sent in and approved.',
      },
      {
        title: 'Members and roles',
        name: 'members',
        description: 'Who may do what in a business: roles, permissions, invitations, and members that are programs.',
      },
      {
        title: 'Audit',
        name: 'audit',
        description:
          'The record of who did what in a client account, how to read and export it, and how to prove that it is whole.',
      },
    ],
  },
  {
    title: 'Money',
    pages: [
      {
        title: 'How money moves',
        name: 'money',
        description:
          'The double-entry ledger: accounts, what a transfer costs, and every entry that a payment, transfer or refund writes.',
      },
      {
        title: 'Virtual accounts',
        name: 'virtual-accounts',
        description:
          'Account numbers to be paid by bank transfer: opening them, knowing who has paid, money in suspense, and refunds.',
      },
      {
        title: 'Transfers',
        name: 'transfers',
        description:
          'Sending money: which call debits which account, repeating safely, many transfers at once, and refusals.',
      },
      {
        title: 'Transactions and payouts',
        name: 'transactions',
        description:
          'The movements of a business and its statements as CSV or PDF, and payouts to its own accounts elsewhere.',
      },
      {
        title: 'Customers and banks',
        name: 'customers',
        description:
          'Accounts for customers, their tiers and limits, the list of banks, and asking whose an account is.',
      },
      {
        title: 'Other banks',
        name: 'rail',
        description:
          'What a sandbox simulates of other banks, and the protocol by which a production server reaches them.',
      },
    ],
  },
  {
    title: 'Building',
    pages: [
      {
        title: 'Webhooks',
        name: 'webhooks',
        description:
          'Being told about money: setting an address, checking signatures, the events, and what is tried again when.',
      },
      {
        title: 'Lists, repeats and limits',
        name: 'requests',
        description:
          'What holds for every endpoint: addresses, amounts, paging, Idempotency-Key, and how many requests are allowed.',
      },
      {
        title: 'Errors',
        name: 'errors',
        description:
          'Every error code with its status, its message, its cause and what to do about it, in the order of the checks.',
      },
      {
        title: 'Endpoints',
        name: 'endpoints',
        description:
          'Every endpoint with its method, path, credentials and permission, and the permissions of each role.',
      },
      {
        title: 'SDK',
        name: 'sdk',
        description:
          'The TypeScript client: signing in, lists, safe repeats, typed errors, files and webhook signatures.',
      },
      {
        title: 'Postman',
        name: 'postman',
        description: 'The Postman collection of every endpoint: where it is, and which variables to set.',
      },
    ],
  },
  {
    title: 'Operating',
    pages: [
      {
        title: 'Install and run',
        name: 'operations',
        description:
          'Running the server on one machine, in containers or on your own PostgreSQL, with mail, files and approvals.',
      },
      {
        title: 'Configuration',
        name: 'configuration',
        description:
          'Every setting with its default and its meaning, how secrets are given, and what production demands.',
      },
      {
        title: 'Fees and limits',
        name: 'tariff',
        description: 'The tariff file: fees, VAT, stamp duty, and how much an account may send, take in and hold.',
      },
      {
        title: 'TLS and proxies',
        name: 'proxies',
        description:
          'TLS in the server or in a proxy in front, with settings for nginx, Caddy and others that keep every header.',
      },
      {
        title: 'Monitoring and scaling',
        name: 'monitoring',
        description: 'Health checks, metrics, alert rules for Prometheus, jobs, and more processes or machines.',
      },
      {
        title: 'Backup and upgrade',
        name: 'backups',
        description: 'Backing up, restoring, trying a restore out, and upgrading to a new version.',
      },
      {
        title: 'Security',
        name: 'server-security',
        description:
          'What the server defends by itself, what it needs its operator for, and how server secrets are replaced.',
      },
      {
        title: 'Command line',
        name: 'cli',
        description: 'Every command of the operator with its options and examples.',
      },
      {
        title: 'Performance',
        name: 'performance',
        description: 'What was measured, on which machine, and how to measure it yourself.',
      },
      {
        title: 'Standards',
        name: 'security/asvs',
        description: 'How each requirement of OWASP ASVS and the other standards is met, and the test that proves it.',
      },
    ],
  },
];
