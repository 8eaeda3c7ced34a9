/** The pages of the documentation, in the order in which an integrator reads them. A page that is not here is not part of the site. */

export interface Section {
  readonly title: string;
  /** Title and name of the file, without its ending. */
  readonly pages: readonly (readonly [title: string, name: string])[];
}

export const SECTIONS: readonly Section[] = [
  {
    title: 'Start',
    pages: [
      ['Quickstart', 'quickstart'],
      ['Authentication', 'authentication'],
      ['Secret keys', 'keys'],
      ['Sandbox and going live', 'going-live'],
    ],
  },
  {
    title: 'Businesses and people',
    pages: [
      ['Registration', 'registration'],
      ['Members and roles', 'members'],
      ['Audit', 'audit'],
    ],
  },
  {
    title: 'Money',
    pages: [
      ['How money moves', 'money'],
      ['Virtual accounts', 'virtual-accounts'],
      ['Transfers', 'transfers'],
      ['Transactions and payouts', 'transactions'],
      ['Customers and banks', 'customers'],
      ['Other banks', 'rail'],
    ],
  },
  {
    title: 'Building',
    pages: [
      ['Webhooks', 'webhooks'],
      ['Lists, repeats and limits', 'requests'],
      ['Errors', 'errors'],
      ['Endpoints', 'endpoints'],
      ['SDK', 'sdk'],
      ['Postman', 'postman'],
    ],
  },
  {
    title: 'Operating',
    pages: [
      ['Install and run', 'operations'],
      ['Configuration', 'configuration'],
      ['TLS and proxies', 'proxies'],
      ['Monitoring and scaling', 'monitoring'],
      ['Backup and upgrade', 'backups'],
      ['Security', 'server-security'],
      ['Command line', 'cli'],
      ['Performance', 'performance'],
      ['Standards', 'security/asvs'],
    ],
  },
];
