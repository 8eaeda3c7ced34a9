/** Access tokens that are not, or not quite, ours: each is refused, and nothing in it is followed or believed. */

import assert from 'node:assert/strict';
import { createHmac, createPublicKey, generateKeyPairSync, type JsonWebKeyInput, sign as signRaw } from 'node:crypto';
import { createServer } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { type CryptoKey, SignJWT } from 'jose';
import { startTestApp, type TestApp } from '../harness/app.ts';
import { expectOk, type Person } from '../harness/client.ts';
import { type PostgresProxy, startPostgresProxy } from '../harness/postgres-proxy.ts';

let home: TestApp;
let app: TestApp;
let proxy: PostgresProxy;
let person: Person;
let other: Person;
let key: { readonly id: string; readonly privateKey: CryptoKey; readonly publicJwk: object };

type Json = Record<string, unknown>;

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value), 'utf8').toString('base64url');
const decode = (part = ''): Json => JSON.parse(Buffer.from(part, 'base64url').toString('utf8')) as Json;
const parts = (token = person.token) => token.split('.') as [string, string, string];
const claims = (): Json => decode(parts()[1]);

/** Signed with our own key, so that only what is in it can be at fault. */
async function signed(payload: Json, header: Json = {}): Promise<string> {
  const full = { alg: 'ES256', typ: 'at+jwt', kid: key.id, ...header };
  return new SignJWT(payload).setProtectedHeader(full as { alg: string }).sign(key.privateKey);
}

/** Signed with our own key, but with this very header text. */
async function signedText(header: string, payload: string): Promise<string> {
  const text = `${Buffer.from(header, 'utf8').toString('base64url')}.${Buffer.from(payload, 'utf8').toString('base64url')}`;
  const signature = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, key.privateKey, Buffer.from(text));
  return `${text}.${Buffer.from(signature).toString('base64url')}`;
}

async function isRefused(token: string, what: string, code = 'credentials.token_invalid'): Promise<void> {
  const answer = await app.call('GET', 'auth/me', { token });
  assert.equal(answer.status, 401, `${what}: ${answer.status} ${answer.text}`);
  assert.equal(answer.body.code, code, what);
  assert.match(
    answer.headers.get('www-authenticate') ?? '',
    /^Bearer realm="interstellas", error="invalid_token"/,
    what,
  );
  const business = await app.call('GET', 'clients/business/details', { ...person, token });
  assert.equal(business.body.code, code, `${what}, on a business call`);
}

describe('access tokens', () => {
  before(async () => {
    home = await startTestApp();
    proxy = await startPostgresProxy(home.database.url);
    app = await startTestApp({ beside: home, databaseUrl: proxy.url });
    person = await app.newPerson();
    other = await app.newPerson();
    key = await app.app.signingKeys.signing();
  });
  after(async () => {
    await app.stop();
    await proxy.stop();
    await home.stop();
  });

  describe('the harness of these tests', () => {
    it('that are no token at all are invalid, and only an absent one is missing', async () => {
      for (const token of ['two words', 'x', `${person.token} `.repeat(2).trim()])
        await isRefused(token, token.slice(0, 9));
      for (const Authorization of ['Bearer', 'Basic YTpi']) {
        const { body } = await app.call('GET', 'auth/me', { headers: { Authorization } });
        assert.equal(body.code, 'credentials.token_missing', Authorization);
      }
    });

    it('signs tokens that are accepted, so that what is refused below is refused for its fault', async () => {
      expectOk(await app.call('GET', 'auth/me', { token: await signed(claims()) }));
      const { alg, typ, kid } = decode(parts()[0]);
      expectOk(
        await app.call('GET', 'auth/me', {
          token: await signedText(JSON.stringify({ alg, typ, kid }), JSON.stringify(claims())),
        }),
      );
    });
  });

  describe('a token signed by another algorithm or key', () => {
    it('is refused: alg none, in any case, with and without a signature', async () => {
      const [, payload, signature] = parts();
      for (const alg of ['none', 'None', 'NONE', 'nOnE', '']) {
        const header = encode({ alg, typ: 'at+jwt', kid: key.id });
        await isRefused(`${header}.${payload}.`, `alg ${alg} without signature`);
        await isRefused(`${header}.${payload}`, `alg ${alg} in two parts`);
        await isRefused(`${header}.${payload}.${signature}`, `alg ${alg} with the old signature`);
      }
    });

    it('is refused: HMAC with our public key as the secret, in every form of it', async () => {
      const [, payload] = parts();
      const publicKey = createPublicKey({ key: key.publicJwk as JsonWebKeyInput['key'], format: 'jwk' });
      const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
      const point = Buffer.concat([Uint8Array.of(4), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')]);
      const secrets: [string, string | Buffer][] = [
        ['PEM', publicKey.export({ format: 'pem', type: 'spki' })],
        ['PEM without its last line feed', String(publicKey.export({ format: 'pem', type: 'spki' })).trimEnd()],
        ['DER', publicKey.export({ format: 'der', type: 'spki' })],
        ['JWK', JSON.stringify(key.publicJwk)],
        ['raw point', point],
        ['raw x and y', point.subarray(1)],
        ['nothing', ''],
      ];
      for (const [form, secret] of secrets) {
        for (const [alg, hash] of [
          ['HS256', 'sha256'],
          ['HS512', 'sha512'],
          ['ES256', 'sha512'],
        ] as const) {
          const text = `${encode({ alg, typ: 'at+jwt', kid: key.id })}.${payload}`;
          await isRefused(
            `${text}.${createHmac(hash, secret).update(text).digest('base64url')}`,
            `${alg} with ${form}`,
          );
        }
      }
    });

    it('is refused: another ES256 key, also one that the token brings along', async () => {
      const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      const jwk = stranger.publicKey.export({ format: 'jwk' });
      for (const extra of [{}, { jwk }, { jwk, kid: undefined }, { x5c: ['MIIB'] }]) {
        const text = `${encode({ alg: 'ES256', typ: 'at+jwt', kid: key.id, ...extra })}.${parts()[1]}`;
        const signature = signRaw('sha256', Buffer.from(text), { key: stranger.privateKey, dsaEncoding: 'ieee-p1363' });
        await isRefused(`${text}.${signature.toString('base64url')}`, JSON.stringify(extra));
      }
    });

    it('is refused: a signature in DER, of zeros, cut short, doubled, or of another token', async () => {
      const [header, payload, signature] = parts();
      const [, , foreign] = parts(other.token);
      const raw = Buffer.from(signature, 'base64url');
      const integer = (bytes: Buffer) => Buffer.concat([Uint8Array.of(2, bytes.length + 1, 0), bytes]);
      const body = Buffer.concat([integer(raw.subarray(0, 32)), integer(raw.subarray(32))]);
      const der = Buffer.concat([Uint8Array.of(0x30, body.length), body]);
      const forged = [der, Buffer.alloc(64), raw.subarray(0, 63), Buffer.concat([raw, raw]), raw.subarray(0, 32)];
      for (const bytes of forged)
        await isRefused(`${header}.${payload}.${bytes.toString('base64url')}`, `${bytes.length} bytes`);
      await isRefused(`${header}.${payload}.${foreign}`, 'the signature of another token');
      await isRefused(`${header}.${parts(other.token)[1]}.${signature}`, 'the payload of another token');
      await isRefused(`${header}.${encode({ ...claims(), sub: other.userId })}.${signature}`, 'an edited payload');
    });
  });

  describe('the header of a token', () => {
    it('is never followed: jku, x5u and jwk bring no connection to the address they name', async () => {
      let connections = 0;
      const trap = createServer((_request, response) => response.end('{"keys":[]}')).on('connection', () => {
        connections += 1;
      });
      await new Promise<void>((resolve) => trap.listen(0, '127.0.0.1', resolve));
      const address = trap.address();
      const url = typeof address === 'object' && address !== null ? `http://127.0.0.1:${address.port}/keys` : '';
      for (const extra of [{ jku: url }, { x5u: url }, { kid: url }, { jku: url, kid: 'unknown' }, { jwk: { url } }]) {
        await isRefused(await signed(claims(), extra), JSON.stringify(extra));
      }
      trap.close();
      assert.equal(connections, 0);
    });

    it('names its key by an id of ours and nothing else', async () => {
      const unknown = app.app.ids.next('signingKey');
      const names: unknown[] = [
        unknown,
        '',
        '../../../../dev/null',
        '/dev/null',
        'file:///dev/null',
        "' or '1'='1",
        `${key.id}'--`,
        `${key.id}\u0000`,
        ` ${key.id}`,
        key.id.toUpperCase(),
        'k'.repeat(10_000),
        1,
        null,
        [key.id],
        { id: key.id },
        '__proto__',
        'constructor',
      ];
      for (const kid of names) {
        const text = JSON.stringify({ alg: 'ES256', typ: 'at+jwt', kid });
        await isRefused(await signedText(text, JSON.stringify(claims())), `kid ${text.slice(0, 80)}`);
      }
    });

    it('is accepted letter for letter only: nothing missing, doubled, added, reordered or of another type', async () => {
      const id = key.id;
      const headers = [
        `{"typ":"at+jwt","kid":"${id}"}`,
        `{"alg":"ES256","kid":"${id}"}`,
        '{"alg":"ES256","typ":"at+jwt"}',
        `{"alg":"ES256","typ":"JWT","kid":"${id}"}`,
        `{"alg":"ES256","typ":"AT+JWT","kid":"${id}"}`,
        `{"alg":"ES256","typ":"application/at+jwt","kid":"${id}"}`,
        `{"alg":"ES256","typ":["at+jwt"],"kid":"${id}"}`,
        `{"alg":["ES256"],"typ":"at+jwt","kid":"${id}"}`,
        `{"alg":"es256","typ":"at+jwt","kid":"${id}"}`,
        `{"alg":"ES384","typ":"at+jwt","kid":"${id}"}`,
        `{"alg":"none","alg":"ES256","typ":"at+jwt","kid":"${id}"}`,
        `{"alg":"ES256","alg":"ES256","typ":"at+jwt","kid":"${id}"}`,
        `{"alg":"ES256","typ":"at+jwt","kid":"x","kid":"${id}"}`,
        `{"typ":"at+jwt","alg":"ES256","kid":"${id}"}`,
        `{"alg":"ES256","typ":"at+jwt","kid":"${id}","crit":["exp"]}`,
        `{"alg":"ES256","typ":"at+jwt","kid":"${id}","b64":false,"crit":["b64"]}`,
        `{"alg":"ES256","typ":"at+jwt","kid":"${id}","zip":"DEF"}`,
        `{"alg":"ES256","typ":"at+jwt","kid":"${id}","__proto__":{"x":1}}`,
        `{ "alg":"ES256","typ":"at+jwt","kid":"${id}"}`,
        `{"alg":"ES256","typ":"at+jwt","kid":"${id}"}\n`,
        `[{"alg":"ES256","typ":"at+jwt","kid":"${id}"}]`,
        '"ES256"',
        'null',
        '{',
      ];
      for (const header of headers) await isRefused(await signedText(header, JSON.stringify(claims())), header);
    });

    it('does not cost a look-up for each invented key id', async () => {
      const tokens = await Promise.all(
        Array.from({ length: 60 }, async () => signed(claims(), { kid: app.app.ids.next('signingKey') })),
      );
      await app.call('GET', 'auth/me', { token: tokens[0] ?? '' });
      proxy.takeStatements();
      const begunAt = performance.now();
      for (const token of tokens) assert.equal((await app.call('GET', 'auth/me', { token })).status, 401);
      const halfSeconds = Math.ceil((performance.now() - begunAt) / 500);
      const statements = proxy.takeStatements();
      assert.ok(statements <= halfSeconds + 1, `${statements} statements for ${tokens.length} invented ids`);
    });
  });

  describe('the encoding of a token', () => {
    it('is strict base64url: no padding, white space, other alphabet or second spelling', async () => {
      const [header, payload, signature] = parts();
      const whole = `${header}.${payload}.${signature}`;
      const last = signature.at(-1) ?? '';
      const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
      // 64 bytes leave four unused bits in the last character: sixteen spellings decode alike, one is right.
      const first = alphabet.indexOf(last) & ~15;
      for (let bits = 0; bits < 16; bits += 1) {
        const letter = alphabet.charAt(first + bits);
        if (letter !== last) await isRefused(`${whole.slice(0, -1)}${letter}`, `last letter ${letter} for ${last}`);
      }
      const spellings = [
        `${header}=.${payload}.${signature}`,
        `${header}.${payload}==.${signature}`,
        `${whole}==`,
        `${whole}=`,
        `${whole}.`,
        `.${whole}`,
        `${header}..${signature}`,
        '..',
        `${header}.${payload}`,
        `${whole}.${signature}`,
        `${whole}%3D`,
        `${header}.${payload}.${signature.slice(0, -1)}`,
        `${header.slice(0, -1)}.${payload}.${signature}`,
        `${header}.${payload.slice(0, -3)}.${signature}`,
        `${header},${payload},${signature}`,
        `${header}.${payload}.${'A'.repeat(86)}`,
        `${header}.${payload}.${signature}${'A'.repeat(4000)}`,
        `${'A'.repeat(3000)}.${payload}.${signature}`,
        `${header}.${payload}.${signature.replaceAll('-', '+').replaceAll('_', '/')}+`,
        'null',
        'undefined',
        person.key,
      ];
      for (const token of spellings) await isRefused(token, token.slice(0, 60));
    });

    it('must be one word behind Bearer: white space inside makes it no token at all', async () => {
      const [header, payload, signature] = parts();
      for (const value of [
        `Bearer ${header}. ${payload}.${signature}`,
        `Bearer ${person.token} x`,
        `Bearer\t${person.token}`,
        person.token,
        `Basic ${person.token}`,
        'Bearer',
        'Bearer ',
      ]) {
        const answer = await app.call('GET', 'auth/me', { headers: { Authorization: value } });
        assert.equal(answer.status, 401, value);
      }
    });
  });

  describe('the claims of a token that carries our signature', () => {
    it('must all be there and of their type', async () => {
      for (const name of ['iss', 'aud', 'sub', 'sid', 'iat', 'exp', 'jti']) {
        const { [name]: _left, ...rest } = claims();
        await isRefused(await signed(rest), `without ${name}`);
        for (const value of [null, true, {}, [claims()[name]], '', `${String(claims()[name])} `, -1.5]) {
          await isRefused(await signed({ ...rest, [name]: value }), `${name} = ${JSON.stringify(value)}`);
        }
      }
      for (const name of ['iat', 'exp'])
        await isRefused(await signed({ ...claims(), [name]: String(claims()[name]) }), `${name} as text`);
      for (const payload of ['null', '[]', '"x"', '{', '']) {
        await isRefused(await signedText(JSON.stringify(decode(parts()[0])), payload), `payload ${payload}`);
      }
    });

    it('must not be swapped for one another, nor for those of somebody else', async () => {
      const mine = claims();
      const theirs = decode(parts(other.token)[1]);
      await isRefused(await signed({ ...mine, sub: mine['sid'], sid: mine['sub'] }), 'sub and sid');
      await isRefused(await signed({ ...mine, iss: mine['aud'], aud: mine['iss'] }), 'iss and aud');
      await isRefused(await signed({ ...mine, iss: 'https://evil.example' }), 'a foreign issuer');
      await isRefused(await signed({ ...mine, aud: 'interstellas' }), 'a foreign audience');
      await isRefused(await signed({ ...mine, aud: ['sandbox', 'production'] }), 'both audiences');
      await isRefused(await signed({ ...mine, sub: theirs['sub'] }), 'sub of another', 'credentials.session_ended');
      await isRefused(await signed({ ...mine, sid: theirs['sid'] }), 'session of another', 'credentials.session_ended');
      const unknown = app.app.ids.next('session');
      await isRefused(await signed({ ...mine, sid: unknown }), 'session of nobody', 'credentials.session_ended');
    });

    it('tell the other environment by name', async () => {
      const token = await signed({ ...claims(), aud: 'production' });
      await isRefused(token, 'production', 'credentials.wrong_environment');
      assert.match((await app.call('GET', 'auth/me', { token })).body.message, /production.*sandbox/);
    });
  });

  describe('the end of a token', () => {
    it('comes at its expiry, to the second, also when it was just in use', async () => {
      const payload = claims();
      const now = Math.floor(app.clock.now() / 1000);
      await isRefused(await signed({ ...payload, exp: now - 1 }), 'expired a second ago', 'credentials.token_expired');
      await isRefused(await signed({ ...payload, exp: 0 }), 'expired in 1970', 'credentials.token_expired');
      const brief = await signed({ ...payload, exp: now + 30 });
      expectOk(await app.call('GET', 'auth/me', { token: brief }));
      app.clock.advance(31);
      await isRefused(brief, 'expired meanwhile', 'credentials.token_expired');
    });

    it('comes with its session, whatever the token itself says', async () => {
      const { data } = expectOk(await app.signIn(other.email, other.password));
      const token: string = data.accessToken;
      const eternal = await signed({ ...decode(parts(token)[1]), exp: 9_999_999_999 });
      expectOk(await app.call('POST', 'auth/signout', { token }));
      await isRefused(token, 'signed out', 'credentials.session_ended');
      await isRefused(eternal, 'signed out, with a far expiry', 'credentials.session_ended');
      const answer = await app.call('GET', 'auth/me', { token });
      assert.equal(answer.body.message, 'Session Expired! Please login again');
    });

    it('does not outlive the session that the database knows of', async () => {
      const { data } = expectOk(await app.signIn(other.email, other.password));
      const eternal = await signed({ ...decode(parts(data.accessToken)[1]), exp: 9_999_999_999 });
      app.clock.advance(3601);
      const answer = await app.call('GET', 'auth/me', { token: eternal });
      assert.equal(answer.status, 401, 'the session is over by its own expiry');
    });
  });
});
