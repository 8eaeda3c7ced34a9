/** The wire shapes of secret keys. */

import { Type } from 'typebox';
import { exampleId, id, nullable, patterned, text, timestamp } from '../platform/schema.ts';
import { KEY_STATUSES } from './life.ts';
import type { KeyView } from './operations/keys.ts';
import type { KeyUsage } from './store/usage.ts';

const MAX_LIMITS = 100;
const EXAMPLE_SCOPES = ['accounts:read'];
const EXAMPLE_BLOCKS = ['192.0.2.0/24', '2001:db8::/48'];
const MASKED = 'sk_test_…a1B2';
const ANYTHING = 'null: not limited.';

/** A list that limits a key, or null; with a type that says both, so that a refusal speaks of the items alone. */
function limit<Item extends object>(items: Item, description: string, example: readonly string[]) {
  return Type.Unsafe<readonly string[] | null>({
    type: ['array', 'null'],
    items,
    minItems: 1,
    maxItems: MAX_LIMITS,
    description: `${description} ${ANYTHING}`,
    examples: [example],
  });
}

const LIMITS = {
  scopes: limit(
    Type.String({ maxLength: 64 }),
    'The permissions that the key is limited to. A request may do what the role of its user and the scopes of its key both permit.',
    EXAMPLE_SCOPES,
  ),
  businessIds: limit(id('business'), 'The businesses that the key is limited to.', [exampleId('business')]),
  addresses: limit(
    Type.String({ maxLength: 64 }),
    'The network addresses that the key is accepted from: IPv4 or IPv6, single or as CIDR blocks.',
    EXAMPLE_BLOCKS,
  ),
};

const EXPIRY = {
  pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?(Z|[+-]\\d{2}:\\d{2})$',
  words: 'must be a moment of ISO 8601, such as 2030-01-31T12:00:00Z',
};

const expiresAt = Type.Unsafe<string | null>({
  ...patterned(EXPIRY.pattern, EXPIRY.words),
  type: ['string', 'null'],
  maxLength: 40,
  description: 'When the key ends by itself; null: never.',
  examples: ['2099-12-31T23:59:59.000Z'],
});

const name = text({
  maxLength: 100,
  description: 'Says what the key is for. Unique among the active keys, whatever the case of its letters.',
  examples: ['Bello checkout server'],
});

const WANTED = {
  scopes: Type.Optional(LIMITS.scopes),
  businessIds: Type.Optional(LIMITS.businessIds),
  addresses: Type.Optional(LIMITS.addresses),
  expiresAt: Type.Optional(expiresAt),
};

export const KeyPair = Type.Object({
  publicKey: Type.String({ examples: ['pk_test_…'] }),
  secretKey: Type.String({
    description: 'The primary secret key, in clear. Keep it out of code, logs and browsers.',
    examples: ['sk_test_…'],
  }),
});

export const CreateKeyBody = Type.Object({ name, ...WANTED });

export const UpdateKeyBody = Type.Object({ name: Type.Optional(name), ...WANTED });

export const KeyPath = Type.Object({ id: id('secretKey', { description: 'Id of the key (not the key itself).' }) });

/** 30 days: longer than any deployment takes, short enough that an old key does not live for ever. */
const MAX_OVERLAP_SECONDS = 30 * 24 * 60 * 60;
export const DEFAULT_OVERLAP_SECONDS = 24 * 60 * 60;

export const RotateKeyBody = Type.Object({
  overlapSeconds: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: MAX_OVERLAP_SECONDS,
      description: 'For how long both keys work; 0 ends the old one at once.',
      examples: [DEFAULT_OVERLAP_SECONDS],
    }),
  ),
});

export const DeactivateKeyBody = Type.Object({
  force: Type.Optional(Type.Boolean({ description: 'Also when no other key could take its place.', examples: [true] })),
});

const list = (example: readonly string[]) => Type.Array(Type.String({ examples: [example[0] ?? ''] }));

const LastUsed = Type.Object({
  at: timestamp('When the key was last used; known within a minute.'),
  address: Type.String({ description: 'From which network address.', examples: ['192.0.2.7'] }),
  businesses: Type.Array(Type.Object({ businessId: id('business'), at: timestamp('When last for this business.') }), {
    description: 'For which businesses in the last 90 days, most recently used first.',
  }),
});

const KEY = {
  id: id('secretKey'),
  name: Type.String({ examples: ['Bello checkout server'] }),
  environment: Type.String({ description: '`sandbox` or `production`.', examples: ['sandbox'] }),
  hint: Type.String({ description: 'The prefix and the last four characters of the secret key.', examples: [MASKED] }),
  publicKey: Type.String({ examples: ['pk_test_…'] }),
  status: Type.String({
    enum: [...KEY_STATUSES],
    description:
      '`active`; `rotating`: a successor takes over, and both work until `retiresAt`; `expired`; `deactivated`.',
    examples: ['active'],
  }),
  isPrimary: Type.Boolean({ description: 'Whether `get-keys` shows this one.' }),
  scopes: nullable(list(EXAMPLE_SCOPES), `The permissions that the key is limited to. ${ANYTHING}`),
  businessIds: nullable(list([exampleId('business')]), `The businesses that the key is limited to. ${ANYTHING}`),
  addresses: nullable(list(EXAMPLE_BLOCKS), `The addresses that the key is accepted from. ${ANYTHING}`),
  createdAt: timestamp('When the key was made.'),
  expiresAt: nullable(timestamp('', '2099-12-31T23:59:59.000Z'), 'When the key ends by itself; null: never.'),
  retiresAt: nullable(timestamp('', '2026-07-02T08:15:30.000Z'), 'When the overlap with its successor ends.'),
  replacedById: nullable(id('secretKey'), 'Its successor, after a rotation.'),
  leakedAt: nullable(timestamp(''), 'When somebody reported that he found the key in public.'),
  deactivatedAt: nullable(timestamp(''), 'When it was deactivated.'),
};

export const Key = Type.Object({ ...KEY, lastUsed: nullable(LastUsed, 'null: never used.') });

const SECRET = Type.String({
  description: 'The secret key, in clear. This answer alone shows it: keep it out of code, logs and browsers.',
  examples: ['sk_test_…'],
});

export const CreatedKey = Type.Object({ ...KEY, secretKey: SECRET });

export const RotatedKey = Type.Object({
  ...KEY,
  secretKey: SECRET,
  replaced: Type.Object(KEY, { description: 'The old key, as it is now.' }),
});

const COUNT = Type.Integer({ examples: [1250] });
const USED = {
  requests: COUNT,
  firstUsedAt: timestamp('When first.', '2026-05-11T09:00:00.000Z'),
  lastUsedAt: timestamp('When last.'),
};

export const Usage = Type.Object({
  keyId: id('secretKey'),
  firstUsedAt: nullable(timestamp('', '2026-05-11T09:00:00.000Z'), 'null: not in the last 90 days.'),
  lastUsedAt: nullable(timestamp(''), 'null: never used.'),
  days: Type.Array(
    Type.Object({
      day: Type.String({ format: 'date', description: 'UTC.', examples: ['2026-07-01'] }),
      requests: COUNT,
    }),
    { description: 'Requests a day in the last 90 days, newest first; days without one are left out.' },
  ),
  businesses: Type.Array(Type.Object({ businessId: Type.String({ examples: [exampleId('business')] }), ...USED }), {
    description:
      'For which businesses, the last 200, most recently used first. `other` stands for what came after 100 different ones on one day.',
  }),
  addresses: Type.Array(Type.Object({ address: Type.String({ examples: ['192.0.2.7'] }), ...USED }), {
    description:
      'From which addresses, the last 200, most recently used first; of IPv6 the /64. `other` stands for what came after 100 different ones on one day.',
  }),
});

const MAX_TOKENS = 500;

export const ScanningReport = Type.Array(
  Type.Object({
    token: Type.String({ maxLength: 255, examples: ['sk_test_…'] }),
    type: Type.String({ maxLength: 255, examples: ['interstellas_secret_key'] }),
    url: Type.Optional(
      Type.Unsafe<string | null>({
        type: ['string', 'null'],
        examples: ['https://github.com/bello/shop/blob/main/.env'],
      }),
    ),
    source: Type.Optional(Type.Unsafe<string | null>({ type: ['string', 'null'], examples: ['content'] })),
  }),
  { maxItems: MAX_TOKENS },
);

export const ScanningFeedback = Type.Array(
  Type.Object({
    token_raw: Type.String({ examples: ['sk_test_…'] }),
    token_type: Type.String({ examples: ['interstellas_secret_key'] }),
    label: Type.Union([Type.Literal('true_positive'), Type.Literal('false_positive')]),
  }),
);

export function toKey(key: KeyView) {
  const { id: keyId, publicKey, status, isPrimary, scopes, businessIds, addresses, replacedById } = key;
  return {
    id: keyId,
    name: key.name,
    environment: key.environment,
    hint: key.masked,
    publicKey,
    status,
    isPrimary,
    scopes: copy(scopes),
    businessIds: copy(businessIds),
    addresses: copy(addresses),
    createdAt: key.createdAt.toISOString(),
    expiresAt: moment(key.expiresAt),
    retiresAt: moment(key.retiresAt),
    replacedById,
    leakedAt: moment(key.leakedAt),
    deactivatedAt: moment(key.deactivatedAt),
    lastUsed: toLastUsed(key),
  };
}

function toLastUsed({ lastUse }: KeyView) {
  if (lastUse === undefined) return null;
  const businesses = lastUse.businesses.map(({ businessId, at }) => ({ businessId, at: at.toISOString() }));
  return { at: lastUse.at.toISOString(), address: lastUse.address, businesses };
}

export function toUsage(keyId: string, { firstAt, lastAt, days, businesses, addresses }: KeyUsage) {
  const used = (one: KeyUsage['businesses'][number]) => ({
    requests: one.requests,
    firstUsedAt: one.firstAt.toISOString(),
    lastUsedAt: one.lastAt.toISOString(),
  });
  return {
    keyId,
    firstUsedAt: moment(firstAt),
    lastUsedAt: moment(lastAt),
    days: [...days],
    businesses: businesses.map((one) => ({ businessId: one.source, ...used(one) })),
    addresses: addresses.map((one) => ({ address: one.source, ...used(one) })),
  };
}

function moment(at: Date | null): string | null {
  return at?.toISOString() ?? null;
}

function copy(items: readonly string[] | null): string[] | null {
  return items === null ? null : [...items];
}
