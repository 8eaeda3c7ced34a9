/** What can be wrong with a request, by the rows of the refusal table: each flaw spoils one part of a good request. */

import type { FaultCode } from '../../src/faults/index.ts';
import type { TestApp } from '../harness/app.ts';
import { type Draft, emptyBody, exampleOf, hasFormInPath, type Route, routesAt } from './drafts.ts';
import { sessionOf, type World } from './world.ts';

/** The part of a request that a flaw takes hold of: two flaws of one part cannot be had at once. */
export type Part = 'route' | 'body' | 'token' | 'key' | 'business' | 'path' | 'query' | 'server';

export interface Flaw {
  readonly row: number;
  readonly name: string;
  readonly parts: readonly Part[];
  readonly code: FaultCode;
  appliesTo(route: Route): boolean;
  /** What it changes; headers are added to those of the draft. */
  spoil(draft: Draft, route: Route): Partial<Draft>;
}

const isGuarded = ({ access }: Route): boolean => access.kind !== 'public';
const readsBusiness = ({ access }: Route): boolean => access.kind === 'business' || access.kind === 'key-bootstrap';
const readsKey = (route: Route): boolean => readsBusiness(route) || route.access.kind === 'account';
const needsKey = ({ access }: Route): boolean => access.kind === 'business' || access.kind === 'account';
const takesBody = ({ method }: Route): boolean => method !== 'GET';
/** Bodies of several parts are read behind the guard, and have tests of their own. */
const takesJson = (route: Route): boolean => takesBody(route) && route.files === undefined;
const hasPath = ({ path }: Route): boolean => path.includes('{');

/** The largest body that is read. */
export const BODY_LIMIT_BYTES = 256 * 1024;
const TOO_LARGE = Buffer.from(`"${'a'.repeat(BODY_LIMIT_BYTES)}"`);

export const UNKNOWN_BUSINESS = 'biz_01jz5k3v8e4tq2m7wn9xh6r0bcd5fg';

/** A well-formed token of the other environment, signed by nobody. */
export function foreignToken(token: string, aud: string): string {
  const [header = '', payload = '', signature = ''] = token.split('.');
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as object;
  return [header, Buffer.from(JSON.stringify({ ...claims, aud })).toString('base64url'), signature].join('.');
}

function flaw(
  row: number,
  name: string,
  part: Part | readonly Part[],
  rest: Omit<Flaw, 'row' | 'name' | 'parts'>,
): Flaw {
  return { row, name, parts: typeof part === 'string' ? [part] : part, ...rest };
}

/** Rows 1 and 2: what is wrong before anybody asks who calls. */
const DOOR_FLAWS: readonly Flaw[] = [
  flaw(1, 'unknown path', ['route', 'path'], {
    code: 'route.not_found',
    appliesTo: () => true,
    spoil: ({ path }) => ({ path: `${path}/nowhere/at/all` }),
  }),
  flaw(1, 'wrong method', 'route', {
    code: 'route.method_not_allowed',
    appliesTo: () => true,
    spoil(draft, route) {
      const taken = routesAt(draft.path).map(({ method }) => method);
      return {
        method: (['PATCH', 'PUT', 'DELETE'] as const).find((method) => !taken.includes(method)) ?? route.method,
      };
    },
  }),
  flaw(2, 'broken JSON', 'body', {
    code: 'request.malformed_body',
    appliesTo: takesJson,
    spoil: () => ({ contentType: 'application/json', body: '{"a":' }),
  }),
  flaw(2, 'unsupported type', 'body', {
    code: 'request.unsupported_media_type',
    appliesTo: takesBody,
    spoil: () => ({ contentType: 'application/xml', body: '<a/>' }),
  }),
  flaw(2, 'body too large', 'body', {
    code: 'request.body_too_large',
    appliesTo: takesJson,
    spoil: () => ({ contentType: 'application/json', body: TOO_LARGE }),
  }),
];

/** Row 3: credentials that came twice. */
const CONFLICTS: readonly Flaw[] = [
  flaw(3, 'Authorization twice', 'token', {
    code: 'credentials.conflicting',
    appliesTo: isGuarded,
    spoil: (draft) => ({ headers: [['authorization', `Bearer ${draft.token}`]] }),
  }),
  flaw(3, 'two spellings of the key that differ', 'key', {
    code: 'credentials.conflicting',
    appliesTo: readsKey,
    spoil: (draft) => ({ headers: [['Secret-Key', `${draft.key}x`]] }),
  }),
  flaw(3, 'businessId twice', 'business', {
    code: 'credentials.conflicting',
    appliesTo: isGuarded,
    spoil: (draft) => ({
      headers: [
        ['BusinessID', draft.businessId ?? UNKNOWN_BUSINESS],
        ['BUSINESSID', UNKNOWN_BUSINESS],
      ],
    }),
  }),
];

/** Rows 4 to 8, with credentials made in this world. */
async function credentialFlaws(world: World): Promise<Flaw[]> {
  const { app, owner, stranger } = world;
  const ended = await world.openSession(owner);
  await app.app.sessions.end(owner.userId as never, sessionOf(ended), { action: 'test' });
  const expired = await world.openSession(owner, app.config.sessionTtlSeconds + 1);
  const now = new Date(app.clock.now());
  const { key: expiredKey } = await world.addKey(owner.clientId, { expiresAt: now });
  const { key: deactivatedKey } = await world.addKey(owner.clientId, { deactivatedAt: now });
  const { key: elsewhereKey } = await world.addKey(owner.clientId, { addresses: ['192.0.2.0/24'] });
  const { key: scopelessKey } = await world.addKey(owner.clientId, { scopes: ['nothing:at-all'] });
  const unapproved = await world.addBusiness({ isApproved: false });
  const stale = await world.openSession(owner, app.config.keyBootstrapWindowSeconds + 1);

  const token = (name: string, code: FaultCode, value: (draft: Draft) => string | undefined): Flaw =>
    flaw(4, name, 'token', { code, appliesTo: isGuarded, spoil: (draft) => ({ token: value(draft) }) });
  const key = (row: number, name: string, code: FaultCode, value: string): Flaw =>
    flaw(row, name, 'key', { code, appliesTo: readsKey, spoil: () => ({ key: value }) });
  const business = (row: number, name: string, code: FaultCode, value: string): Flaw =>
    flaw(row, name, 'business', {
      code,
      appliesTo: readsBusiness,
      spoil: () => ({ businessId: value }),
    });

  return [
    token('no token', 'credentials.token_missing', () => undefined),
    token('a token that is none', 'credentials.token_invalid', () => 'no.such.token'),
    token('token of the other environment', 'credentials.wrong_environment', (draft) =>
      foreignToken(draft.token ?? '', 'production'),
    ),
    token('expired token', 'credentials.token_expired', () => expired),
    token('token of a session that ended', 'credentials.session_ended', () => ended),
    flaw(5, 'no key', 'key', {
      code: 'credentials.key_missing',
      appliesTo: needsKey,
      spoil: () => ({ key: undefined }),
    }),
    key(5, 'malformed key', 'credentials.key_invalid', `${owner.key}x`),
    key(5, 'key of another client account', 'credentials.key_invalid', stranger.key),
    key(5, 'expired key', 'credentials.key_expired', expiredKey),
    key(5, 'deactivated key', 'credentials.key_deactivated', deactivatedKey),
    flaw(6, 'no businessId', 'business', {
      code: 'credentials.business_missing',
      appliesTo: ({ access }) => access.kind === 'business',
      spoil: () => ({ businessId: undefined }),
    }),
    business(6, 'malformed businessId', 'credentials.business_invalid', 'biz_1'),
    business(7, "somebody else's business", 'business.forbidden', stranger.businessId),
    business(7, 'a business that does not exist', 'business.forbidden', UNKNOWN_BUSINESS),
    key(8, 'key without the scope', 'key.scope_insufficient', scopelessKey),
    key(8, 'key of another address', 'key.address_forbidden', elsewhereKey),
    flaw(8, 'business not approved', 'business', {
      code: 'business.not_approved',
      appliesTo: ({ access }) => access.kind === 'business' && access.approved === true,
      spoil: () => ({ businessId: unapproved }),
    }),
    flaw(8, 'no key, and a sign-in too long ago', ['token', 'key'], {
      code: 'session.reauthentication_required',
      appliesTo: ({ access }) => access.kind === 'key-bootstrap',
      spoil: () => ({ token: stale, key: undefined }),
    }),
  ];
}

/**
 * Row 9, on a server whose allowance is used up for the address, the user and the client account. Nobody is known on
 * public routes, and they take passwords: there it counts before anything of the request is read.
 */
const LIMIT_FLAWS: readonly Flaw[] = [
  flaw(9, 'too many requests', 'server', {
    code: 'rate.limited',
    appliesTo: (route) => route.at !== 'root' && isGuarded(route),
    spoil: () => ({}),
  }),
  flaw(1.5, 'too many requests from an address', 'server', {
    code: 'rate.limited',
    appliesTo: (route) => route.at !== 'root' && !isGuarded(route),
    spoil: () => ({}),
  }),
];

/** Rows 10 and 11: what is wrong with what the caller asks for. */
const INPUT_FLAWS: readonly Flaw[] = [
  flaw(10, 'required fields missing', 'body', {
    code: 'request.invalid',
    appliesTo: ({ body }) => body !== undefined,
    spoil: (_draft, route) => ({ body: emptyBody(route) }),
  }),
  flaw(10, 'malformed id in the path', 'path', {
    code: 'request.invalid',
    appliesTo: hasFormInPath,
    spoil: (draft, route) => ({ path: pathWith(draft, route, () => 'nothing') }),
  }),
  flaw(10, 'page zero', 'query', {
    code: 'request.invalid',
    appliesTo: ({ answers }) => answers === 'list',
    spoil: () => ({ query: '?page=0' }),
  }),
];

function notFound(route: Route): FaultCode | undefined {
  return route.faults.find((code) => code.endsWith('.not_found') && code !== 'route.not_found');
}

function unknownObject(route: Route): Flaw[] {
  const code = hasPath(route) ? notFound(route) : undefined;
  if (code === undefined) return [];
  return [
    flaw(11, 'an object that does not exist', 'path', {
      code,
      appliesTo: (other) => other === route,
      spoil: (draft) => ({ path: pathWith(draft, route, (parameter) => exampleOf(route, parameter)) }),
    }),
  ];
}

/** The draft's path with other values for its parameters. */
export function pathWith(draft: Draft, route: Route, value: (parameter: string) => string): string {
  const prefix = route.at === 'root' ? '' : draft.path.slice(0, draft.path.indexOf('/v1') + 3);
  return prefix + route.path.replaceAll(/\{\w+\}/g, (parameter) => encodeURIComponent(value(parameter)));
}

export async function flawsOf(world: World): Promise<(route: Route) => Flaw[]> {
  const common = [...DOOR_FLAWS, ...CONFLICTS, ...(await credentialFlaws(world)), ...LIMIT_FLAWS, ...INPUT_FLAWS];
  return (route) => [...common.filter((one) => one.appliesTo(route)), ...unknownObject(route)];
}

/** Uses up the allowance of a server of one request a minute, for everybody these drafts are sent by. */
export async function exhaust(world: World, limited: TestApp): Promise<void> {
  const { owner } = world;
  const { token, key, businessId } = { ...owner, token: await world.openSession(owner) };
  await limited.call('POST', 'auth/signin', { body: {} });
  await limited.call('GET', 'auth/me', { token });
  await limited.call('GET', 'clients/business/details', { token, key, businessId });
}
