/**
 * A server with people in it, and the one way in which the tests of this folder call it: each answer is held against
 * every promise, and kept, so that at the end nothing secret is found in it or in the log.
 */

import assert from 'node:assert/strict';
import { CATALOG, type FaultCode } from '../../src/faults/index.ts';
import type { SessionId } from '../../src/platform/ids.ts';
import { startTestApp, type TestApp } from '../harness/app.ts';
import type { Person } from '../harness/client.ts';
import { RAIL_SECRET } from '../harness/rail-partner.ts';
import { PARTNER_SETTINGS } from '../harness/scanning-partner.ts';
import { type HeaderLine, send } from '../harness/wire.ts';
import { type Caller, type Draft, draftFor, emptyBody, exampleOf, PREFIXES, type Route, toWire } from './drafts.ts';
import { createMeans, type Means } from './means.ts';
import { type Answer, judge } from './promises.ts';

export interface World extends Means {
  readonly app: TestApp;
  readonly owner: Person;
  /** With a client account, business and key of his own, and no place in the owner's. */
  readonly stranger: Person;
  /** A good request to the route, by the owner unless somebody else is named, in a session of its own. */
  draft(route: Route, by?: { readonly person?: Person; readonly prefix?: string }): Promise<Draft>;
  /** Sends a draft, judges the answer by every promise there is, and keeps it. */
  ask(draft: Draft, origin?: string): Promise<Answer>;
  /** One more business of the owner. */
  addBusiness(details: { readonly isApproved: boolean }): Promise<string>;
  /** Every refusal that was answered so far: its headers and its body. */
  readonly refusals: readonly string[];
  /** Stops the server; nothing secret may then be found in what it logged, refused or measured. */
  close(): Promise<void>;
}

/** Limits are not what most of these tests are about. */
export const UNLIMITED = {
  INTERSTELLAS_REQUESTS_PER_MINUTE: '1000000000',
  INTERSTELLAS_SIGN_IN_FAILURES_PER_ADDRESS: '1000000',
  INTERSTELLAS_SIGN_UPS_PER_ADDRESS: '1000000',
  INTERSTELLAS_BVN_LOOK_UPS_PER_HOUR: '1000000',
  INTERSTELLAS_NAME_ENQUIRIES_PER_MINUTE: '1000000',
  INTERSTELLAS_CUSTOMER_CHECKS_PER_HOUR: '1000000',
  INTERSTELLAS_INVITATIONS_PER_DAY: '1000000',
  INTERSTELLAS_KEYS_PER_CLIENT: '1000000',
  ...PARTNER_SETTINGS,
  INTERSTELLAS_RAIL_SECRET: RAIL_SECRET,
};

/** Production behind a proxy on this machine that speaks TLS to the world. */
export const PRODUCTION = {
  ...UNLIMITED,
  INTERSTELLAS_ENVIRONMENT: 'production',
  INTERSTELLAS_TRUSTED_PROXIES: '127.0.0.1',
};
export const OVER_TLS: readonly HeaderLine[] = [['X-Forwarded-Proto', 'https']];

export async function createWorld(
  settings: Readonly<Record<string, string>> = UNLIMITED,
  always: readonly HeaderLine[] = [],
): Promise<World> {
  const app = await startTestApp({ settings });
  const means = createMeans(app);
  const { fresh, newPerson, openSession, passwords } = means;
  const refusals: string[] = [];

  const ask: World['ask'] = async (draft, origin = app.origin) => {
    const wire = toWire({ ...draft, headers: [...draft.headers, ...always] });
    const answer = judge(wire, await send(origin, wire));
    if (answer.status >= 400) refusals.push(`${answer.headers.join('\n')}\n\n${answer.text}`);
    return answer;
  };

  const succeed: Caller['succeed'] = async (_route, draft) => {
    const answer = await ask(draft);
    assert.ok(answer.status < 300, answer.text);
    return answer.body;
  };

  const owner = await newPerson();
  const stranger = await newPerson();

  return {
    ...means,
    app,
    owner,
    stranger,
    ask,
    refusals,
    async close() {
      const metrics = await send(app.origin, { method: 'GET', target: '/metrics', headers: always });
      await app.stop();
      const secrets = [...passwords, ...serverSecretsOf(app), RAIL_SECRET];
      assertSecretless([...app.logLines, ...refusals, metrics.text], secrets);
    },
    async draft(route, { person = owner, prefix = PREFIXES[0] } = {}) {
      // Of sessions the path names another than the one that calls.
      if (route.path.startsWith('/auth/sessions')) await openSession(person);
      const signedIn = { ...person, token: await openSession(person) };
      return draftFor(route, { app, person: signedIn, newPerson, succeed, fresh }, prefix);
    },
    addBusiness: ({ isApproved }) => means.newBusiness(owner, isApproved),
  };
}

/** Calls the draft and demands this refusal. */
export async function expectRefusal(world: World, draft: Draft, code: FaultCode, origin?: string): Promise<Answer> {
  const answer = await world.ask(draft, origin);
  const what = `${draft.method} ${draft.path}`;
  assert.equal(answer.status, CATALOG[code].status, `${what}: expected ${code}, got ${answer.status} ${answer.text}`);
  if (draft.method !== 'HEAD') assert.equal(answer.body.code, code, `${what}: ${answer.text}`);
  return answer;
}

/** Does this with each of them at the same time: for requests that are refused, and so have no effect on one another. */
export async function eachAtOnce<T>(values: readonly T[], work: (value: T) => Promise<unknown>): Promise<void> {
  await Promise.all(values.map(work));
}

/** Calls the draft and demands success. */
export async function expectSuccess(world: World, draft: Draft, origin?: string): Promise<Answer> {
  const answer = await world.ask(draft, origin);
  assert.ok(answer.status < 300, `${draft.method} ${draft.path}: ${answer.status} ${answer.text}`);
  return answer;
}

/** Demands that the guard lets the draft in, and has it do nothing where it would change something. */
export async function expectAdmitted(world: World, route: Route, draft: Draft): Promise<void> {
  const missing = route.faults.find((code) => code.endsWith('not_found'));
  if (route.method === 'GET' && missing === undefined) await expectSuccess(world, draft);
  // What the path names is somebody's, and the guard lets in others too.
  else if (route.method === 'GET' && missing !== undefined && route.path.includes('{'))
    await expectRefusal(world, { ...draft, path: nowhere(route) }, missing);
  else if (route.method === 'GET') {
    const answer = await world.ask(draft);
    assert.ok(answer.status < 300 || answer.body.code === missing, `${draft.path}: ${answer.text}`);
  } else if (route.body !== undefined)
    await expectRefusal(world, { ...draft, body: emptyBody(route) }, 'request.invalid');
  else {
    const me = { path: '/api/v1/auth/me', method: 'GET', body: undefined, contentType: undefined };
    await expectSuccess(world, { ...draft, ...me });
  }
}

/** The path of an object that does not exist. */
function nowhere(route: Route): string {
  return PREFIXES[0] + route.path.replaceAll(/\{\w+\}/g, (parameter) => exampleOf(route, parameter));
}

/** The key-encryption key and the pepper, in both spellings. */
function serverSecretsOf({ config }: TestApp): string[] {
  const { keyEncryptionKeys = [], peppers = [] } = config.secrets ?? {};
  return [...keyEncryptionKeys, ...peppers].flatMap((one) => [one.toString('hex'), one.toString('base64')]);
}

/** A token, a secret key, a password's hash: what they look like wherever they come from. */
const SECRET_FORMS = [
  /eyJ[\w-]+\.eyJ[\w-]+/,
  /sk_(?:test|live)_\w{30}/,
  /ott_\w{32}/,
  /\$argon2/,
  /BEGIN [A-Z ]*PRIVATE KEY/,
];

/** Demands that no text holds one of the secrets, nor anything that looks like one. */
export function assertSecretless(texts: readonly string[], secrets: readonly string[]): void {
  assert.ok(texts.length > 0 && secrets.length > 0, 'there is something to look for, and somewhere to look');
  for (const text of texts) {
    const found = secrets.filter((secret) => text.includes(secret));
    const looksSecret = SECRET_FORMS.filter((form) => form.test(text));
    assert.deepEqual([...found, ...looksSecret], [], `a secret in ${text.slice(0, 1000)}`);
  }
}

/** The id of the session that a token belongs to. */
export function sessionOf(token: string): SessionId {
  const payload = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8');
  return (JSON.parse(payload) as { sid: SessionId }).sid;
}

/** The fields named in `errors`, in their order. */
export function fieldsOf({ body }: Answer): (string | undefined)[] {
  return body.errors.map(({ field }) => field);
}
