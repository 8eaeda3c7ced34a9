// docs/errors.md: every refusal of the catalog, in which order the checks run, and how a client reads an answer.
// Codes, statuses and messages come from the catalog, the advice from fault-advice.ts.
import { CATALOG, FAULT_CODES, type FaultCode } from '../server/src/faults/index.ts';
import { documentationOf } from '../server/src/http/envelope.ts';
import { exampleId } from '../server/src/platform/schema.ts';
import { ADVICE } from './fault-advice.ts';
import { code, notice, page, plain, table } from './markdown.ts';

type Area = FaultCode extends infer Code ? (Code extends `${infer Name}.${string}` ? Name : never) : never;

/** The first part of a code, as a heading. A new area without one does not compile. */
const AREAS: Readonly<Record<Area, string>> = {
  route: 'Addresses',
  transport: 'Transport',
  request: 'The form of the request',
  credentials: 'Credentials',
  business: 'Businesses',
  bvn: 'Bank Verification Numbers',
  document: 'Documents',
  permission: 'Permissions',
  key: 'Secret keys',
  secret_scanning: 'Reports of leaked keys',
  session: 'Sessions',
  rate: 'Limits',
  idempotency: 'Repeated requests',
  user: 'Users',
  second_factor: 'Second factors',
  passkey: 'Passkeys',
  token: 'Tokens from letters',
  member: 'Members',
  invitation: 'Invitations',
  role: 'Roles',
  account: 'Accounts',
  rail: 'Other banks',
  transfer: 'Transfers',
  payer: 'Who pays',
  bank: 'Banks',
  receiver: 'Who is paid',
  customer: 'Customers',
  limit: 'Limits of accounts',
  webhook: 'Webhooks',
  webhook_event: 'Webhook events',
  'virtual-account': 'Virtual accounts',
  payment: 'Inbound payments',
  payout: 'Payouts',
  transaction: 'Transactions',
  internal: 'Our fault',
  service: 'Availability',
};

interface Step {
  readonly check: string;
  readonly codes: readonly FaultCode[];
}

/** The checks in the order in which they run. Every code is in one of them; a test holds that. */
export const STEPS: readonly Step[] = [
  {
    check: 'Can the request be read at all?',
    codes: ['request.malformed', 'request.headers_too_large', 'request.timeout'],
  },
  { check: 'In production: did it come over HTTPS?', codes: ['transport.https_required'] },
  {
    check: 'Is there such a path, and does it know the method?',
    codes: ['route.not_found', 'route.method_not_allowed'],
  },
  {
    check: 'Sign-in, sign-up and requests for a letter only: have there been too many attempts?',
    codes: ['rate.limited'],
  },
  {
    check: 'Can the body be read?',
    codes: ['request.unsupported_media_type', 'request.body_too_large', 'request.malformed_body'],
  },
  { check: 'Was each credential sent once?', codes: ['credentials.conflicting'] },
  {
    check: 'Who? The access token.',
    codes: [
      'credentials.token_missing',
      'credentials.token_invalid',
      'credentials.wrong_environment',
      'credentials.token_expired',
      'credentials.session_ended',
    ],
  },
  {
    check: 'Which client account? The secret key.',
    codes: [
      'credentials.key_missing',
      'credentials.key_invalid',
      'credentials.wrong_environment',
      'credentials.key_deactivated',
      'credentials.key_expired',
    ],
  },
  {
    check: 'Where? The business id.',
    codes: ['credentials.business_missing', 'credentials.business_invalid', 'business.forbidden'],
  },
  {
    check: 'Is it permitted?',
    codes: [
      'permission.denied',
      'key.scope_insufficient',
      'key.address_forbidden',
      'business.not_approved',
      'business.suspended',
      'session.reauthentication_required',
      'secret_scanning.signature_invalid',
      'rail.signature_invalid',
    ],
  },
  { check: 'Have there been too many requests?', codes: ['rate.limited'] },
  {
    check: 'Are the fields there, of the right type, with values that are accepted?',
    codes: ['request.invalid', 'request.unprocessable'],
  },
  { check: 'Was this request sent before?', codes: ['idempotency.conflict', 'idempotency.in_progress'] },
  {
    check: 'Is the object of the path there?',
    codes: [
      'session.not_found',
      'second_factor.not_found',
      'passkey.not_found',
      'key.not_found',
      'secret_scanning.not_configured',
      'rail.not_configured',
      'member.not_found',
      'invitation.not_found',
      'role.not_found',
      'document.not_found',
      'account.not_found',
      'customer.not_found',
      'transfer.not_found',
      'virtual-account.not_found',
      'payment.not_found',
      'payout.not_found',
      'payout.schedule_not_found',
      'transaction.not_found',
      'webhook.not_found',
      'webhook_event.not_found',
    ],
  },
  {
    check: 'Does the state of things allow it?',
    codes: [
      'credentials.invalid',
      'payout.exists',
      'payout.limit_reached',
      'transfer.step_impossible',
      'virtual-account.reference_taken',
      'payment.refunded',
      'payment.not_suspended',
      'business.already_registered',
      'bvn.not_found',
      'bvn.code_invalid',
      'credentials.second_factor_required',
      'credentials.second_factor_expired',
      'credentials.second_factor_invalid',
      'credentials.passkey_invalid',
      'second_factor.not_begun',
      'second_factor.code_invalid',
      'passkey.invalid',
      'passkey.taken',
      'passkey.limit_reached',
      'member.last_owner',
      'member.already_member',
      'member.not_service',
      'invitation.pending',
      'role.built_in',
      'role.in_use',
      'role.name_taken',
      'role.limit_reached',
      'key.inactive',
      'key.name_taken',
      'key.limit_reached',
      'key.already_rotating',
      'key.not_rotating',
      'key.last_active',
      'user.email_taken',
      'token.invalid',
      'transfer.reference_conflict',
      'payer.not_found',
      'receiver.same_as_payer',
      'bank.unknown',
      'bank.disabled',
      'receiver.not_found',
      'customer.exists',
      'customer.bvn_mismatch',
      'limit.transfer_exceeded',
      'limit.daily_exceeded',
      'receiver.closed',
      'receiver.amount_refused',
      'receiver.limit_exceeded',
      'webhook.url_refused',
      'webhook.not_active',
      'account.insufficient_funds',
    ],
  },
  {
    check: 'At any time: did something fail on our side?',
    codes: ['rail.unavailable', 'service.unavailable', 'internal.unexpected'],
  },
];

export async function buildErrorsPage(): Promise<string> {
  return page(
    '# Errors',
    notice('server/src/faults/catalog.ts and tools/fault-advice.ts'),
    'Every refusal, on every endpoint and with every status, has the same form. A failure is never a `200`.',
    envelope(),
    HEADERS,
    order(),
    '## All codes',
    'A code is stable: programs may depend on it. A message is for people and may become more precise.',
    'What follows is every code, by what it is about.',
    ...areas().map(section),
  );
}

function envelope(): string {
  const message = CATALOG['credentials.key_missing'].message;
  const example = {
    status: false,
    message,
    data: null,
    code: 'credentials.key_missing' satisfies FaultCode,
    errors: [
      { message, field: 'SECRET_KEY' },
      { message: CATALOG['credentials.business_missing'].message, field: 'businessId' },
    ],
    requestId: exampleId('request'),
    documentation: documentationOf('credentials.key_missing'),
  };
  return `## The answer

<!-- shape of: failure -->
\`\`\`json
${JSON.stringify(example, null, 2)}
\`\`\`

${table(
  ['field', 'meaning'],
  [
    ['`status`', 'Always `false`.'],
    ['`message`', 'For people: what is wrong.'],
    ['`data`', 'Always `null`.'],
    ['`code`', 'For programs: one of the codes below.'],
    [
      '`errors`',
      'Every problem that was found, at least one. `field` names the header, the body field (`state.name` for a nested one) or the parameter at fault; it is left out when there is none.',
    ],
    [
      '`requestId`',
      'Names the request in the server’s log, also in the `X-Request-Id` header. Quote it when you report a problem.',
    ],
    ['`documentation`', 'The place on this page that explains the code: a path on the server that answered.'],
  ],
)}`;
}

const HEADERS = `## Headers of a refusal

- **\`WWW-Authenticate\`** comes with a \`401\`. \`Bearer realm="interstellas"\` asks for an access token; with
  \`error="invalid_token"\` the one that came is at fault. \`SecretKey realm="interstellas"\` behind it says that the secret key is.
- **\`Retry-After\`** comes with a \`429\`, with \`idempotency.in_progress\`, and with a \`503\` where the server knows how long: the
  seconds to wait. Do not repeat the request before.
- **\`RateLimit\`** and **\`RateLimit-Policy\`** come with a \`429\`, and below \`/api/v1\` with every answer to a request whose
  credentials were accepted: how many requests remain (\`r\`), after how many seconds the allowance is full again (\`t\`), and how many
  are allowed (\`q\`) in how many seconds (\`w\`).
- **\`Allow\`** comes with a \`405\`: the methods that the path knows.
- **\`Cache-Control: no-store\`** comes with every refusal.

## What to repeat

Repeat a \`408\`, \`429\` or \`503\`, and a \`500\` a few times, each time waiting longer and never less than \`Retry-After\`. Where
something is created send an \`Idempotency-Key\`, and the same one again: then it happens once, however often it is sent. After
\`credentials.token_expired\` or \`credentials.session_ended\` sign in again and repeat the request once. Every other \`4xx\` will
be the same next time: change the request.`;

function order(): string {
  return `## The order of the checks

The first check that fails decides the answer. A request that lacks several credentials gets the code of the first, and
\`errors\` lists all of them.

${table(
  ['', 'check', 'refusals'],
  STEPS.map(({ check, codes }, index) => [String(index + 1), check, codes.map(statusAndCode).join(', ')]),
)}`;
}

function statusAndCode(name: FaultCode): string {
  return `${CATALOG[name].status} [${code(name)}](#${name})`;
}

function areas(): Area[] {
  return Object.keys(AREAS) as Area[];
}

function section(area: Area): string {
  const codes = FAULT_CODES.filter((name) => name.startsWith(`${area}.`));
  return [`## ${AREAS[area]}`, ...codes.map(entry)].join('\n\n');
}

/** A heading is an anchor: the answer of a refusal links to the one of its code. */
function entry(name: FaultCode): string {
  const { status, message } = CATALOG[name];
  return `### ${name}\n\n**${status}** · ${plain(message)}\n\n${ADVICE[name]}`;
}
