/** The three credentials, on every route that asks for them: absent, malformed, foreign, expired, revoked, repeated, misplaced. */

import assert from 'node:assert/strict';
import { generateKeyPairSync, sign } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { SignJWT } from 'jose';
import type { ClientId, UserId } from '../../src/platform/ids.ts';
import type { HeaderLine } from '../harness/wire.ts';
import { type Draft, GUARDED_ROUTES, type Route, routesWhere, withFields } from './drafts.ts';
import {
  createWorld,
  eachAtOnce,
  expectAdmitted,
  expectRefusal,
  expectSuccess,
  fieldsOf,
  sessionOf,
  type World,
} from './world.ts';

const CREDENTIALS = ['token', 'key', 'businessId'] as const;
type Credential = (typeof CREDENTIALS)[number];

const NEEDED: Readonly<Record<Route['access']['kind'], readonly Credential[]>> = {
  public: [],
  session: ['token'],
  account: ['token', 'key'],
  business: ['token', 'key', 'businessId'],
  'key-bootstrap': ['token'],
};
const FIELD = { token: 'Authorization', key: 'SECRET_KEY', businessId: 'businessId' } as const;
const MISSING = {
  token: 'credentials.token_missing',
  key: 'credentials.key_missing',
  businessId: 'credentials.business_missing',
} as const;

const keyRoutes = routesWhere(({ access }) => access.kind === 'business' || access.kind === 'account');
const businessRoutes = routesWhere(({ access }) => access.kind === 'business');
const readsKey = routesWhere(({ access }) => ['business', 'account', 'key-bootstrap'].includes(access.kind));
const readsBusiness = routesWhere(({ access }) => access.kind === 'business' || access.kind === 'key-bootstrap');

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

const SUBSETS = [0, 1, 2, 3, 4, 5, 6, 7].map((bits) => CREDENTIALS.filter((_, index) => ((bits >> index) & 1) === 1));

describe('credentials, on every guarded route', () => {
  let world: World;
  before(async () => {
    world = await createWorld();
  });
  after(() => world.close());

  const full = async (route: Route): Promise<Draft> => {
    const { key, businessId } = world.owner;
    return { ...(await world.draft(route)), key, businessId };
  };

  for (const route of GUARDED_ROUTES) {
    it(`${route.id}: without some of them, exactly the missing ones that it needs are named, the first decides`, async () => {
      const refused = await full(route);
      for (const set of SUBSETS) {
        const missing = NEEDED[route.access.kind].filter((one) => !set.includes(one));
        const [first] = missing;
        const draft = { ...(first === undefined ? await full(route) : refused) };
        for (const one of CREDENTIALS) if (!set.includes(one)) draft[one] = undefined;
        if (first === undefined) await expectSuccess(world, draft);
        else {
          const answer = await expectRefusal(world, draft, MISSING[first]);
          assert.deepEqual(
            fieldsOf(answer),
            missing.map((one) => FIELD[one]),
            `sent: ${set.join(', ')}`,
          );
        }
      }
    });
  }

  it('an invalid one is named first, and the missing ones behind it', async () => {
    for (const route of businessRoutes) {
      const draft = await full(route);
      const noneOther = { key: undefined, businessId: undefined };
      const one = await expectRefusal(world, { ...draft, ...noneOther, token: 'x.y.z' }, 'credentials.token_invalid');
      assert.deepEqual(fieldsOf(one), ['Authorization', 'SECRET_KEY', 'businessId']);
      const other = await expectRefusal(
        world,
        { ...draft, businessId: undefined, key: 'x' },
        'credentials.key_invalid',
      );
      assert.deepEqual(fieldsOf(other), ['SECRET_KEY', 'businessId']);
    }
  });

  it('an Authorization header of another scheme or form is no token', async () => {
    for (const route of GUARDED_ROUTES) {
      const draft = { ...(await full(route)), token: undefined };
      await eachAtOnce(['', 'Bearer', 'Bearer ', 'Basic YTpi', 'Token abc', 'abc'], (value) =>
        expectRefusal(world, { ...draft, headers: [['Authorization', value]] }, 'credentials.token_missing'),
      );
    }
  });

  it('no token is accepted but those this server signed, letter for letter, for access', async () => {
    const tokens = await forgeries(world);
    for (const route of GUARDED_ROUTES) {
      const draft = await full(route);
      await eachAtOnce(Object.entries(tokens), async ([name, token]) => {
        const answer = await world.ask({ ...draft, token });
        assert.equal(answer.body.code, 'credentials.token_invalid', `${route.id}: ${name}`);
      });
    }
  });

  it('a key that is malformed, mistyped, public, unknown or empty is refused', async () => {
    const { key, clientId } = world.owner;
    const [pair] = await world.app.sql`select public_key as "publicKey" from secret_key where client_id = ${clientId}`;
    const publicKey: string = pair?.['publicKey'];
    const { key: gone, keyId } = await world.addKey(clientId);
    await world.app.sql`delete from secret_key where id = ${keyId}`;
    const last = key.at(-1) === 'a' ? 'b' : 'a';
    const wrong = ['x', key.slice(0, -1), key.slice(0, -1) + last, ` ${key}x`, key.toUpperCase(), `${key}${key}`];
    for (const route of readsKey) {
      const draft = await full(route);
      await eachAtOnce([...wrong, publicKey, gone], (value) =>
        expectRefusal(world, { ...draft, key: value }, 'credentials.key_invalid'),
      );
    }
    for (const route of keyRoutes) {
      await expectRefusal(world, { ...(await full(route)), key: '' }, 'credentials.key_missing');
    }
  });

  it('a businessId that does not have the form of one is refused', async () => {
    const { businessId, userId } = world.owner;
    const wrong = [
      '1',
      'biz_',
      businessId.toUpperCase(),
      `${businessId}0`,
      userId,
      `${businessId}, ${businessId}`,
      '*',
    ];
    for (const route of readsBusiness) {
      const draft = await full(route);
      await eachAtOnce(wrong, (value) =>
        expectRefusal(world, { ...draft, businessId: value }, 'credentials.business_invalid'),
      );
    }
    for (const route of businessRoutes) {
      await expectRefusal(world, { ...(await full(route)), businessId: '' }, 'credentials.business_missing');
    }
  });

  it('a key of a client account in which the user has no place does not exist for him, and a token does not open it', async () => {
    const { owner, stranger } = world;
    for (const route of readsKey) {
      const draft = await full(route);
      await expectRefusal(world, { ...draft, key: stranger.key }, 'credentials.key_invalid');
      const token = await world.openSession(stranger);
      await expectRefusal(world, { ...draft, token, key: owner.key }, 'credentials.key_invalid');
    }
  });

  it('a key and a business of two client accounts, the user at home in both, do not go together', async () => {
    const { owner } = world;
    const other = await world.newPerson();
    await world.addMember(owner, other, 'admin');
    for (const route of readsBusiness) {
      const draft = await full(route);
      await expectAdmitted(world, route, { ...draft, key: other.key, businessId: other.businessId });
      await expectRefusal(world, { ...draft, businessId: other.businessId }, 'business.forbidden');
      await expectRefusal(world, { ...draft, key: other.key }, 'business.forbidden');
    }
  });

  it('a credential header that comes twice is refused, also with one value, in any letter case and both spellings', async () => {
    for (const route of GUARDED_ROUTES) {
      const draft = await full(route);
      const { token, key = '', businessId = '' } = draft;
      const repeated: HeaderLine[][] = [
        [['authorization', `Bearer ${token}`]],
        [['AUTHORIZATION', 'Bearer other']],
        [['secret_key', key]],
        [['Secret_Key', 'other']],
        [['secret-key', `${key}x`]],
        [
          ['SECRET-KEY', key],
          ['secret-key', key],
        ],
        [['businessid', businessId]],
        [['BUSINESSID', 'other']],
      ];
      await eachAtOnce(repeated, async (headers) => {
        const answer = await expectRefusal(world, { ...draft, headers }, 'credentials.conflicting');
        assert.equal(answer.body.errors.length, 1);
      });
    }
  });

  it('the key is accepted as Secret-Key, also beside SECRET_KEY with the same value, and businessId in any letter case', async () => {
    const { key, businessId } = world.owner;
    for (const route of readsKey) {
      await expectSuccess(world, { ...(await full(route)), key: undefined, headers: [['Secret-Key', key]] });
      await expectSuccess(world, { ...(await full(route)), headers: [['secret-key', key]] });
      const headers: HeaderLine[] = [['BUSINESSID', businessId]];
      await expectSuccess(world, { ...(await full(route)), businessId: undefined, headers });
    }
  });

  it('an absent key on a request that came through a proxy is told about underscores, and on no other', async () => {
    const through: HeaderLine[] = [
      ['Via', '1.1 proxy'],
      ['Forwarded', 'for=192.0.2.1'],
      ['X-Forwarded-For', '192.0.2.1'],
      ['X-Forwarded-Proto', 'https'],
      ['X-Forwarded-Host', 'api.example.com'],
      ['X-Forwarded-Port', '443'],
    ];
    for (const route of keyRoutes) {
      const draft = { ...(await full(route)), key: undefined };
      const direct = await expectRefusal(world, draft, 'credentials.key_missing');
      assert.doesNotMatch(direct.body.message, /nginx/);
      await eachAtOnce(through, async (line) => {
        const answer = await expectRefusal(world, { ...draft, headers: [line] }, 'credentials.key_missing');
        assert.match(answer.body.message, /nginx.*underscore.*Secret-Key/, line[0]);
      });
    }
  });

  it('credentials in the query string or the body are never read', async () => {
    for (const route of GUARDED_ROUTES) {
      const draft = await full(route);
      const { token = '', key = '', businessId = '' } = draft;
      const names = { access_token: token, Authorization: `Bearer ${token}`, token, SECRET_KEY: key, businessId };
      const query = `?${new URLSearchParams(names)}`;
      const nothing = { token: undefined, key: undefined, businessId: undefined };
      const spoilt = route.method === 'GET' ? draft : withFields(draft, route, names);
      const sent = { ...spoilt, ...nothing, query };
      const answer = await expectRefusal(world, sent, 'credentials.token_missing');
      assert.equal(answer.body.errors.length, NEEDED[route.access.kind].length);
    }
  });

  it('a token is refused from the moment its session ends: signed out, ended from elsewhere, user disabled', async () => {
    for (const route of GUARDED_ROUTES) {
      const person = await world.newPerson();
      const draftOf = async (): Promise<Draft> => ({
        ...(await full(route)),
        key: person.key,
        businessId: person.businessId,
      });
      const draft = { ...(await draftOf()), token: await world.openSession(person) };
      await expectAdmitted(world, route, draft);
      await world.app.app.sessions.end(person.userId as UserId, sessionOf(draft.token), { action: 'test' });
      await expectRefusal(world, draft, 'credentials.session_ended');
      const second = { ...draft, token: await world.openSession(person) };
      await expectAdmitted(world, route, second);
      await world.app.call('POST', 'auth/signout', { token: second.token });
      await expectRefusal(world, second, 'credentials.session_ended');
      const third = { ...draft, token: await world.openSession(person) };
      await expectAdmitted(world, route, third);
      const { database, users } = world.app.app;
      await database.transaction((transaction) => users.disable(transaction, person.userId as UserId));
      await expectRefusal(world, third, 'credentials.session_ended');
    }
  });

  it('a key is refused from the moment it is deactivated, and no other key with it', async () => {
    const { clientId } = world.owner;
    const { database, keys } = world.app.app;
    for (const route of readsKey) {
      const { key, keyId } = await world.addKey(clientId);
      await expectSuccess(world, { ...(await full(route)), key });
      const draft = { ...(await full(route)), key };
      await expectSuccess(world, draft);
      await database.transaction((transaction) => keys.deactivate(transaction, clientId as ClientId, keyId));
      await expectRefusal(world, draft, 'credentials.key_deactivated');
      await expectSuccess(world, await full(route));
    }
  });

  it('a token and a key are refused from the moment they expire, without a restart and however often they were used', async () => {
    const { app, owner } = world;
    const ttl = app.config.sessionTtlSeconds;
    const { key } = await world.addKey(owner.clientId, { expiresAt: new Date(app.clock.now() + (ttl * 1000) / 2) });
    const drafts: [Route, Draft][] = [];
    for (const route of GUARDED_ROUTES) {
      const draft = { ...(await full(route)), key };
      // A key that ends is not shown one that does not.
      if (route.id === 'keys.reveal') await expectRefusal(world, draft, 'key.scope_insufficient');
      else await expectAdmitted(world, route, draft);
      drafts.push([route, draft]);
    }
    app.clock.advance(ttl / 2 + 1);
    for (const [route, draft] of drafts) {
      if (readsKey.includes(route)) await expectRefusal(world, draft, 'credentials.key_expired');
    }
    app.clock.advance(ttl / 2);
    for (const [, draft] of drafts) {
      const { body } = await expectRefusal(world, draft, 'credentials.token_expired');
      assert.equal(body.message, 'Session Expired! Please login again');
    }
  });
});

/** Tokens that are wrong in one respect each. */
async function forgeries({ app, owner, openSession }: World): Promise<Record<string, string>> {
  const good = await openSession(owner);
  const [head = '', payload = '', signature = ''] = good.split('.');
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as Record<string, unknown>;
  const ours = JSON.parse(Buffer.from(head, 'base64url').toString('utf8')) as Record<string, unknown>;
  const own = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const jwk = own.publicKey.export({ format: 'jwk' });
  const es256 = (protectedHeader: object, body: object): string => {
    const text = `${encode(protectedHeader)}.${encode(body)}`;
    const made = sign('sha256', Buffer.from(text), { key: own.privateKey, dsaEncoding: 'ieee-p1363' });
    return `${text}.${made.toString('base64url')}`;
  };
  const { privateKey } = await app.app.signingKeys.signing();
  const real = (protectedHeader: object, body: Record<string, unknown>): Promise<string> =>
    new SignJWT(body).setProtectedHeader({ alg: 'ES256', ...protectedHeader }).sign(privateKey);
  const keys = await app.call('GET', '/.well-known/jwks.json');
  const secret = Buffer.from(JSON.stringify((keys.body as unknown as { keys: object[] }).keys[0]));
  const { sub: _sub, ...noSubject } = claims;
  return {
    'three dots of nothing': '..',
    'no signature': `${head}.${payload}.`,
    'the algorithm none': `${encode({ ...ours, alg: 'none' })}.${payload}.`,
    'the algorithm none, with a signature': `${encode({ ...ours, alg: 'none' })}.${payload}.${signature}`,
    'HS256 under the public key': await new SignJWT(claims).setProtectedHeader({ ...ours, alg: 'HS256' }).sign(secret),
    'a signature of another key': es256(ours, claims),
    'a key of its own in jwk': es256({ ...ours, jwk }, claims),
    'a key of its own behind jku': es256({ ...ours, jku: 'https://attacker.example/jwks.json' }, claims),
    'an unknown kid': es256({ ...ours, kid: 'sig_01jz5k3v8e4tq2m7wn9xh6r0bcd5fg' }, claims),
    'a kid that is a path': es256({ ...ours, kid: '../../dev/null' }, claims),
    'changed claims': `${head}.${encode({ ...claims, sub: 'usr_01jz5k3v8e4tq2m7wn9xh6r0bcd5fg' })}.${signature}`,
    'a later expiry': `${head}.${encode({ ...claims, exp: Number(claims['exp']) + 9999 })}.${signature}`,
    'our signature on another type': await real({ ...ours, typ: 'JWT' }, claims),
    'our signature with crit': await real({ ...ours, b64: true, crit: ['b64'] }, claims),
    'our signature by another issuer': await real(ours, { ...claims, iss: 'somebody' }),
    'our signature for no environment': await real(ours, { ...claims, aud: 'staging' }),
    'our signature without a subject': await real(ours, noSubject),
    'our signature for a subject that is no user': await real(ours, { ...claims, sub: 'root' }),
    'our signature without a session': await real(ours, { ...claims, sid: '' }),
    'our signature with an expiry in words': await real(ours, { ...claims, exp: 9_999_999_999.5 }),
    'a padded signature': `${good}==`,
    'one more part': `${good}.${signature}`,
    'stray bits in the last letter': good.slice(0, -1) + strayTwin(good.at(-1) ?? ''),
    'plain base64': `${head}.${payload}.${signature.slice(0, -1)}+`,
    'a very long one': `${head}.${payload}${'A'.repeat(4000)}.${signature}`,
  };
}

/** The next letter of the alphabet: another spelling of the same bytes, since the last letter of 86 carries spare bits. */
function strayTwin(letter: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  return alphabet.charAt(alphabet.indexOf(letter) + 1);
}
