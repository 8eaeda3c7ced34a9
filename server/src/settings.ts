/** The table of settings: name, default, meaning. The documentation and `.env.example` are generated from it. */

export interface Setting {
  readonly name: string;
  /** What holds when the setting is absent, as text; null when there is no default. */
  readonly default: string | null;
  readonly meaning: string;
  /** Never printed, anywhere. */
  readonly secret?: true;
}

export const SETTINGS = [
  { name: 'HOST', default: '127.0.0.1', meaning: 'Address to listen on.' },
  { name: 'PORT', default: '4000', meaning: 'Port to listen on; 0 takes a free one.' },
  {
    name: 'DATABASE_URL',
    default: null,
    meaning:
      'PostgreSQL to use, as `postgres://user:password@host:port/database`. When absent, an embedded PostgreSQL keeps its files in the data folder.',
    secret: true,
  },
  {
    name: 'INTERSTELLAS_ENVIRONMENT',
    default: 'sandbox',
    meaning: '`sandbox` or `production`. Each needs a database of its own.',
  },
  {
    name: 'INTERSTELLAS_DATA_DIR',
    default: './data',
    meaning: 'Folder for the embedded database, its generated secrets and the demo credentials.',
  },
  { name: 'INTERSTELLAS_WORKERS', default: '1', meaning: 'Processes that serve requests on this machine.' },
  {
    name: 'INTERSTELLAS_DATABASE_CONNECTIONS',
    default: '10',
    meaning: 'Database connections of each process, besides one or two for change notifications.',
  },
  {
    name: 'INTERSTELLAS_SESSION_TTL',
    default: '3600',
    meaning: 'Lifetime of a session and its access token, in seconds (60 to 86400).',
  },
  {
    name: 'INTERSTELLAS_KEY_BOOTSTRAP_WINDOW',
    default: '900',
    meaning: 'For how many seconds after the sign-in `get-keys` works without a secret key (0 to 86400).',
  },
  {
    name: 'INTERSTELLAS_TRUSTED_PROXIES',
    default: '',
    meaning:
      'Addresses or CIDR blocks, separated by commas, of the proxies whose `X-Forwarded-For` and `X-Forwarded-Proto` are believed.',
  },
  {
    name: 'INTERSTELLAS_PUBLIC_URL',
    default: null,
    meaning:
      'Where the API is reached from outside, such as `https://api.example.com`, without a path; when absent, where it listens. Passkeys are bound to its host.',
  },
  {
    name: 'INTERSTELLAS_BVN_PROVIDER_URL',
    default: null,
    meaning:
      'Address of the service that says whose a BVN is and sends the code; its protocol is in `docs/registration.md`. A sandbox without it simulates one; production without it answers `validate-bvn` with 503.',
  },
  {
    name: 'INTERSTELLAS_BVN_PROVIDER_TOKEN',
    default: null,
    meaning: 'What that service is sent as `Authorization: Bearer`; required with its address.',
    secret: true,
  },
  { name: 'INTERSTELLAS_BVN_PROVIDER_TOKEN_FILE', default: null, meaning: 'File that holds it, instead.' },
  {
    name: 'INTERSTELLAS_BVN_LOOK_UPS_PER_HOUR',
    default: '5',
    meaning: 'BVNs that may be looked up for one business within an hour; for one client account four times as many.',
  },
  {
    name: 'INTERSTELLAS_FILES_S3_URL',
    default: null,
    meaning:
      'Bucket of an S3-compatible store for the files that clients send, by path, as `https://s3.example.com/bucket`. When absent, they are in `files` in the data folder. Needed where the server runs on several machines.',
  },
  { name: 'INTERSTELLAS_FILES_S3_REGION', default: 'us-east-1', meaning: 'Region of that store.' },
  {
    name: 'INTERSTELLAS_FILES_S3_ACCESS_KEY_ID',
    default: null,
    meaning: 'Access key of that store; required with its address.',
  },
  {
    name: 'INTERSTELLAS_FILES_S3_SECRET_ACCESS_KEY',
    default: null,
    meaning: 'The secret that belongs to it.',
    secret: true,
  },
  { name: 'INTERSTELLAS_FILES_S3_SECRET_ACCESS_KEY_FILE', default: null, meaning: 'File that holds it, instead.' },
  {
    name: 'INTERSTELLAS_SMTP_URL',
    default: null,
    meaning:
      'Mail server that takes our mail: `smtp://user:password@host:587`, which must offer STARTTLS unless it is on this machine, or `smtps://user:password@host:465`. Required in production; a sandbox without it keeps its mail for `GET /api/v1/sandbox/mail`.',
    secret: true,
  },
  {
    name: 'INTERSTELLAS_TEMPORAL_ACCOUNT_TTL',
    default: '86400',
    meaning: 'For how many seconds a virtual account of type `temporal` takes money in (60 to 31536000).',
  },
  {
    name: 'INTERSTELLAS_MAIL_FROM',
    default: null,
    meaning: 'Address from which mail is sent; required with `INTERSTELLAS_SMTP_URL`.',
  },
  {
    name: 'INTERSTELLAS_TLS_CERT_FILE',
    default: null,
    meaning: 'PEM file with the certificate chain, for TLS in this process.',
  },
  { name: 'INTERSTELLAS_TLS_KEY_FILE', default: null, meaning: 'PEM file with the private key of that certificate.' },
  {
    name: 'INTERSTELLAS_DEMO',
    default: 'auto',
    meaning:
      '`on`, `off` or `auto`: whether an empty sandbox gets a demo client. `auto` makes one only on the embedded database and a loopback `HOST`.',
  },
  {
    name: 'INTERSTELLAS_KEY_ENCRYPTION_KEY',
    default: null,
    meaning:
      '32 random bytes as base64 or 64 hex digits: seals secret keys, signing keys and whatever else must be readable again in the database. Several, separated by commas: the first seals, all open. A sandbox on the embedded database makes its own.',
    secret: true,
  },
  { name: 'INTERSTELLAS_KEY_ENCRYPTION_KEY_FILE', default: null, meaning: 'File that holds it, instead.' },
  {
    name: 'INTERSTELLAS_PEPPER',
    default: null,
    meaning:
      '32 random bytes as base64 or 64 hex digits: secret keys are looked up by their HMAC under it. Several, separated by commas: the first is in use, all are accepted. A sandbox on the embedded database makes its own.',
    secret: true,
  },
  { name: 'INTERSTELLAS_PEPPER_FILE', default: null, meaning: 'File that holds it, instead.' },
  {
    name: 'INTERSTELLAS_INSTITUTION_CODE',
    default: '51253',
    meaning: 'CBN code of the institution, 3, 5 or 6 digits; enters the check digit of account numbers.',
  },
  {
    name: 'INTERSTELLAS_NIP_CODE',
    default: '090262',
    meaning: 'NIP code of the institution, 6 digits; the session ids of its transfers to other banks begin with it.',
  },
  {
    name: 'INTERSTELLAS_RAIL_URL',
    default: null,
    meaning:
      'Address of the partner bank through which other banks are reached; its protocol is in `docs/rail.md`. A sandbox without it simulates one; production without it answers whatever needs another bank with 503.',
  },
  {
    name: 'INTERSTELLAS_RAIL_SECRET',
    default: null,
    meaning:
      '32 random bytes as base64 or 64 hex digits, shared with that partner: signs what is said in either direction, and makes `POST /api/v1/rail/notices` exist. Several, separated by commas: all sign, all are accepted. Required with the address.',
    secret: true,
  },
  { name: 'INTERSTELLAS_RAIL_SECRET_FILE', default: null, meaning: 'File that holds it, instead.' },
  {
    name: 'INTERSTELLAS_RAIL_CODES',
    default: '',
    meaning:
      'Response codes that the partner uses for something else than NIP does, each with the code that NIP has for it: `12=09,09=12`.',
  },
  {
    name: 'INTERSTELLAS_TARIFF_FILE',
    default: null,
    meaning:
      'JSON file with fees, taxes and limits, where they differ from the built-in ones (what the central bank permits); its form is in `docs/tariff.md`.',
  },
  {
    name: 'INTERSTELLAS_BANKS_FILE',
    default: null,
    meaning:
      'JSON file that corrects the built-in list of banks, or adds to it: `[{"name":"…","code":"058","nipCode":"000013"}]`. Of two banks that share a code, the one of the file counts.',
  },
  {
    name: 'INTERSTELLAS_NAME_ENQUIRIES_PER_MINUTE',
    default: '60',
    meaning: 'Names of account holders that one business may ask for within a minute.',
  },
  {
    name: 'INTERSTELLAS_CUSTOMER_CHECKS_PER_HOUR',
    default: '600',
    meaning: 'BVNs that one business may have checked within an hour to open accounts for customers.',
  },
  {
    name: 'INTERSTELLAS_KEYS_PER_CLIENT',
    default: '10',
    meaning: 'Active secret keys that a client account may have; old keys in the overlap of a rotation count apart.',
  },
  {
    name: 'INTERSTELLAS_SECRET_SCANNING_KEYS_FILE',
    default: null,
    meaning:
      'JSON file with the public keys of those whose reports of leaked keys are believed, as GitHub publishes its own: `{"public_keys":[{"key_identifier":"…","key":"-----BEGIN PUBLIC KEY-----…"}]}`. Without it no reports are taken.',
  },
  {
    name: 'INTERSTELLAS_SECRET_SCANNING_POLICY',
    default: 'deactivate',
    meaning:
      'What happens to a secret key that was reported as leaked: `deactivate`, or `flag` to tell its owners only.',
  },
  {
    name: 'INTERSTELLAS_WEBHOOK_PRIVATE_TARGETS',
    default: '',
    meaning:
      'Addresses or CIDR blocks, separated by commas, that webhooks may be sent to although they are not on the public Internet, such as `10.20.0.0/16`.',
  },
  {
    name: 'INTERSTELLAS_REQUESTS_PER_MINUTE',
    default: '6000',
    meaning:
      'Requests a minute for each client account, for each user without a key, and for each address without either.',
  },
  {
    name: 'INTERSTELLAS_REQUEST_LOG_DAYS',
    default: '7',
    meaning:
      'For how many days requests of API clients are remembered, for `GET /clients/settings/requests`; 0: none is written down (0 to 365).',
  },
  {
    name: 'INTERSTELLAS_SIGN_IN_FAILURES_PER_ADDRESS',
    default: '50',
    meaning: 'Failed sign-ins from one address within 15 minutes that cost no wait.',
  },
  {
    name: 'INTERSTELLAS_SIGN_UPS_PER_ADDRESS',
    default: '30',
    meaning:
      'Sign-ups, and apart from them requests for a new password, from one address within an hour that cost no wait.',
  },
  {
    name: 'INTERSTELLAS_INVITATIONS_PER_DAY',
    default: '50',
    meaning: 'Invitation letters of one business within a day that cost no wait.',
  },
  {
    name: 'INTERSTELLAS_PASSWORD_QUEUE',
    default: '100',
    meaning: 'Passwords that may wait to be checked in each process; more are refused with 503.',
  },
  {
    name: 'INTERSTELLAS_GUARD_CACHE_ENTRIES',
    default: '200000',
    meaning: 'Sets of credentials whose verified facts each process keeps in memory.',
  },
  {
    name: 'INTERSTELLAS_LOG_LEVEL',
    default: 'info',
    meaning: '`fatal`, `error`, `warn`, `info`, `debug`, `trace` or `silent`.',
  },
] as const satisfies readonly Setting[];

export type SettingName = (typeof SETTINGS)[number]['name'];
