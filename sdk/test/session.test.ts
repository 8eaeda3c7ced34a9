/** The session of a client that knows the password: opened when it is needed, opened again when it ended, once for everybody. */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startTestApp, type TestApp } from '../../server/test/harness/app.ts';
import { expectOk, type Person } from '../../server/test/harness/client.ts';
import { totpCode } from '../../server/test/harness/totp.ts';
import {
  AuthenticationError,
  Interstellas,
  type PasswordOptions,
  RateLimitError,
  SecondFactorRequiredError,
} from '../src/index.ts';
import { refuse, startStub } from './stub.ts';

const MORE_THAN_A_SESSION_SECONDS = 3700;

describe('a client that signs in by itself', () => {
  let app: TestApp;
  before(async () => {
    app = await startTestApp({ settings: { INTERSTELLAS_SIGN_IN_FAILURES_PER_ADDRESS: '100000' } });
  });
  after(() => app.stop());

  /** Counts what goes over the wire. */
  function watch() {
    const paths: string[] = [];
    const watched: typeof fetch = (input, init) => {
      paths.push(new URL(String(input)).pathname.replace('/api/v1/', ''));
      return fetch(input, init);
    };
    return { paths, fetch: watched, signIns: () => paths.filter((path) => path === 'auth/signin').length };
  }

  const optionsFor = ({ email, password, key, businessId }: Person, more: Partial<PasswordOptions> = {}) => ({
    baseUrl: app.origin,
    email,
    password,
    secretKey: key,
    businessId,
    ...more,
  });

  it('says nothing to the server before the first call, signs in with it, and keeps the token', async () => {
    const person = await app.newPerson();
    const { paths, fetch } = watch();
    const client = new Interstellas(optionsFor(person, { fetch }));
    assert.deepEqual(paths, []);
    assert.equal((await client.auth.me()).email, person.email);
    assert.equal((await client.businesses.details()).id, person.businessId);
    assert.deepEqual(paths, ['auth/signin', 'auth/me', 'clients/business/details']);
  });

  it('signs in once, however many first calls are made at the same time', async () => {
    const { fetch, signIns } = watch();
    const client = new Interstellas(optionsFor(await app.newPerson(), { fetch }));
    await Promise.all(Array.from({ length: 25 }, () => client.auth.me()));
    assert.equal(signIns(), 1);
  });

  it('signs in again once when the token has expired, and every waiting call gets its answer', async () => {
    const person = await app.newPerson();
    const { paths, fetch, signIns } = watch();
    const client = new Interstellas(optionsFor(person, { fetch }));
    await client.auth.me();
    app.clock.advance(MORE_THAN_A_SESSION_SECONDS);
    paths.length = 0;
    const answers = await Promise.all([
      ...Array.from({ length: 20 }, () => client.auth.me()),
      ...Array.from({ length: 5 }, () => client.forBusiness(person.businessId).businesses.details()),
    ]);
    assert.equal(answers.length, 25);
    assert.equal(signIns(), 1);
  });

  it('signs in again when the session was ended elsewhere, also for a call that is not safe to repeat', async () => {
    const person = await app.newPerson();
    const { paths, fetch, signIns } = watch();
    const client = new Interstellas(optionsFor(person, { fetch }));
    await client.auth.me();
    expectOk(await app.call('DELETE', 'auth/sessions', { token: person.token }));
    paths.length = 0;
    const [key] = (await client.keys.list()).items;
    assert.ok(key);
    expectOk(await app.call('DELETE', 'auth/sessions', { token: person.token }));
    assert.equal((await client.keys.update(key.id, { name: 'renamed' })).name, 'renamed');
    assert.equal(signIns(), 2);
    assert.equal(paths.filter((path) => path.endsWith(key.id)).length, 2);
  });

  it('moves money once when the session ends just before: the repeated call has the same Idempotency-Key', async () => {
    const person = await app.newPerson();
    const keys: (string | null)[] = [];
    const client = new Interstellas(
      optionsFor(person, {
        fetch: (input, init) => {
          const headers = new Headers(init?.headers);
          if (String(input).endsWith('/virtual-accounts')) keys.push(headers.get('Idempotency-Key'));
          return fetch(input, init);
        },
      }),
    );
    await client.auth.me();
    app.clock.advance(MORE_THAN_A_SESSION_SECONDS);
    const input = { firstName: 'Ada', lastName: 'Obi', type: 'permanent', reference: 'once' } as const;
    await client.virtualAccounts.create(input);
    assert.equal(keys.length, 2);
    assert.equal(keys[0], keys[1]);
    assert.equal((await client.virtualAccounts.list()).pagination.totalCount, 1);
  });

  it('does not try a wrong password twice, and tells everybody who waits', async () => {
    const person = await app.newPerson();
    const { fetch, signIns } = watch();
    const client = new Interstellas(optionsFor(person, { password: 'not the password at all', fetch }));
    const calls = await Promise.allSettled(Array.from({ length: 10 }, () => client.auth.me()));
    for (const call of calls) {
      assert.equal(call.status, 'rejected');
      assert.ok(call.reason instanceof AuthenticationError);
      assert.equal(call.reason.code, 'credentials.invalid');
    }
    await assert.rejects(client.businesses.details(), AuthenticationError);
    assert.equal(signIns(), 1);
  });

  it('ends the wait of a caller who aborts, and not the sign-in that others wait for', async () => {
    const person = await app.newPerson();
    const { fetch, signIns } = watch();
    const client = new Interstellas(optionsFor(person, { fetch }));
    const controller = new AbortController();
    const reason = new Error('gone');
    const aborted = client.auth.me({ signal: controller.signal });
    const waiting = client.auth.me();
    controller.abort(reason);
    await assert.rejects(aborted, reason);
    assert.equal((await waiting).email, person.email);
    await assert.rejects(client.auth.me({ signal: controller.signal }), reason);
    assert.equal(signIns(), 1);
  });

  it('does not ask again before the time that the server sets when there were too many sign-ins', async () => {
    const stub = await startStub();
    stub.answers(refuse(429, 'rate.limited', { 'Retry-After': '120' }));
    const client = new Interstellas({ baseUrl: stub.url, email: 'ada@example.com', password: 'plum tree' });
    await assert.rejects(client.auth.me(), RateLimitError);
    await assert.rejects(client.auth.me(), RateLimitError);
    stub.stop();
    assert.equal(stub.asked.length, 1);
  });

  describe('of an account with a second factor', () => {
    const codeOf = (secret: string) => totpCode(secret, app.clock.now());

    async function withSecondFactor(): Promise<Person & { readonly secret: string; readonly recoveryCode: string }> {
      const person = await app.newPerson();
      const owner = new Interstellas(optionsFor(person));
      const { secret } = await owner.auth.secondFactors.totp.begin();
      const { recoveryCodes } = await owner.auth.secondFactors.totp.confirm({ code: codeOf(secret) });
      app.clock.advance(30);
      return { ...person, secret, recoveryCode: recoveryCodes[0] ?? '' };
    }

    it('tells what is missing when nobody can be asked for it, and the challenge is in no log', async () => {
      const person = await withSecondFactor();
      const client = new Interstellas(optionsFor(person));
      await assert.rejects(client.auth.me(), (error: unknown) => {
        assert.ok(error instanceof SecondFactorRequiredError);
        assert.match(error.message, /option secondFactor/);
        assert.deepEqual(error.secondFactor.methods.includes('totp'), true);
        assert.ok(!JSON.stringify(error).includes(error.secondFactor.challenge));
        return true;
      });
    });

    it('asks for the code, once however many calls wait, and goes on', async () => {
      const person = await withSecondFactor();
      let asked = 0;
      const secondFactor: PasswordOptions['secondFactor'] = ({ methods }) => {
        asked += 1;
        assert.ok(methods.includes('totp'));
        return codeOf(person.secret);
      };
      const client = new Interstellas(optionsFor(person, { secondFactor }));
      await Promise.all([client.auth.me(), client.auth.me(), client.auth.me()]);
      assert.equal(asked, 1);
    });

    it('takes a recovery code too, and a wrong code is refused without another attempt', async () => {
      const person = await withSecondFactor();
      const recoveryCode = async () => ({ recoveryCode: person.recoveryCode });
      const client = new Interstellas(optionsFor(person, { secondFactor: recoveryCode }));
      assert.equal((await client.auth.me()).email, person.email);

      const { fetch, paths } = watch();
      const wrong = new Interstellas(optionsFor(person, { secondFactor: () => '000000', fetch }));
      await assert.rejects(wrong.auth.me(), { code: 'credentials.second_factor_invalid' });
      assert.deepEqual(paths, ['auth/signin', 'auth/signin/second-factor']);
    });
  });
});
