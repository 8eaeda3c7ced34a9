/** Passkeys: made and used for real, by an authenticator in software; whatever it does wrong is noticed. */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { UserId } from '../../src/platform/ids.ts';
import { startTestApp, type TestApp } from '../harness/app.ts';
import {
  type AssertionRequest,
  type Authenticator,
  type CreationRequest,
  createAuthenticator,
  type Misbehaviour,
} from '../harness/authenticator.ts';
import { type Answer, expectOk, type Person } from '../harness/client.ts';

const ORIGIN = 'https://bank.example';
const SETTINGS = {
  INTERSTELLAS_PUBLIC_URL: ORIGIN,
  INTERSTELLAS_TRUSTED_PROXIES: '127.0.0.1',
  INTERSTELLAS_SIGN_IN_FAILURES_PER_ADDRESS: '100000',
  INTERSTELLAS_SIGN_UPS_PER_ADDRESS: '1000',
};
const MAX_PASSKEYS = 20;
const NAME = 'Phone of Ngozi';

describe('a passkey', () => {
  let app: TestApp;
  before(async () => {
    app = await startTestApp({ settings: SETTINGS });
  });
  after(() => app.stop());

  const creationOptions = async (token: string): Promise<CreationRequest> =>
    expectOk(await app.call('POST', 'auth/passkeys/options', { token })).data;
  const register = (token: string, response: object, name = NAME) =>
    app.call('POST', 'auth/passkeys', { token, body: { name, response } });
  const requestOptions = async (): Promise<AssertionRequest> =>
    expectOk(await app.call('POST', 'auth/signin/passkey/options')).data;
  const signInWith = (response: object) => app.call('POST', 'auth/signin/passkey', { body: { response } });

  interface Owner extends Person {
    readonly authenticator: Authenticator;
    readonly passkeyId: string;
    readonly recoveryCodes: readonly string[];
  }

  async function owner(isCounting = true): Promise<Owner> {
    const person = await app.newPerson();
    const authenticator = createAuthenticator(ORIGIN, isCounting);
    const made = authenticator.create(await creationOptions(person.token));
    const { data } = expectOk(await register(person.token, made));
    return { ...person, authenticator, passkeyId: data.id, recoveryCodes: data.recoveryCodes };
  }

  /** The challenge and the options of a sign-in with the right password. */
  async function secondStep(person: Person): Promise<{ challenge: string; options: AssertionRequest }> {
    const answer = await app.signIn(person.email, person.password);
    assert.equal(answer.body.code, 'credentials.second_factor_required', answer.text);
    const { challenge, methods, passkeyOptions } = (
      answer.body as unknown as {
        secondFactor: { challenge: string; methods: string[]; passkeyOptions: AssertionRequest };
      }
    ).secondFactor;
    assert.ok(methods.includes('passkey'));
    return { challenge, options: passkeyOptions };
  }
  const complete = (body: object) => app.call('POST', 'auth/signin/second-factor', { body });

  const assertRefused = (answer: Answer, code: string, what?: string) => {
    assert.equal(answer.body.code, code, `${what}: ${answer.text}`);
    assert.equal(answer.headers.get('set-cookie'), null);
  };

  it('opens the account alone: no name, no password, and the token works', async () => {
    const person = await owner();
    const answer = await signInWith(person.authenticator.get(await requestOptions()));
    const { data } = expectOk(answer);
    assert.equal(data.id, person.userId);
    assert.match(answer.headers.get('set-cookie') ?? '', /interstellas-device-/);
    expectOk(await app.call('GET', 'auth/me', { token: data.accessToken }));
  });

  it('is a second factor: the password asks for it, and its answer to that very challenge completes the sign-in', async () => {
    const person = await owner();
    const { challenge, options } = await secondStep(person);
    const passkey = person.authenticator.get(options);
    const { data } = expectOk(await complete({ challenge, passkey }));
    assert.equal(data.id, person.userId);
    assertRefused(await complete({ challenge, passkey }), 'credentials.second_factor_expired');
  });

  it('proves again who one is, without the password; that of somebody else does not', async () => {
    const [person, thief] = [await owner(), await owner()];
    app.clock.advance(901);
    const prove = (passkey: object) =>
      app.call('POST', 'auth/reauthenticate', { token: person.token, body: { passkey } });
    const begin = () => app.call('POST', 'auth/passkeys/options', { token: person.token });
    const foreign = await prove(thief.authenticator.get(await requestOptions()));
    assertRefused(foreign, 'credentials.second_factor_invalid');
    assertRefused(await begin(), 'session.reauthentication_required');
    const passkey = person.authenticator.get(await requestOptions());
    expectOk(await prove(passkey));
    expectOk(await begin());
    assertRefused(await prove(passkey), 'credentials.second_factor_invalid', 'replayed');
    const nothing = await app.call('POST', 'auth/reauthenticate', { token: person.token, body: {} });
    assertRefused(nothing, 'request.invalid');
  });

  it('that is the first second factor comes with recovery codes, which stand in for it; a further one does not', async () => {
    const person = await owner();
    assert.equal(person.recoveryCodes.length, 10);
    const second = createAuthenticator(ORIGIN).create(await creationOptions(person.token));
    assert.deepEqual(expectOk(await register(person.token, second)).data.recoveryCodes, []);
    const { challenge } = await secondStep(person);
    expectOk(await complete({ challenge, recoveryCode: person.recoveryCodes[0] }));
  });

  it('is asked for in a way that lets authenticators verify their user and keep the passkey', async () => {
    const person = await owner();
    const options = (await creationOptions(person.token)) as unknown as {
      rp: { id: string };
      authenticatorSelection: object;
      excludeCredentials: { id: string }[];
      attestation: string;
    };
    assert.equal(options.rp.id, 'bank.example');
    assert.equal(options.attestation, 'none');
    assert.deepEqual(options.authenticatorSelection, {
      residentKey: 'required',
      requireResidentKey: true,
      userVerification: 'required',
    });
    const { id } = person.authenticator.get(await requestOptions());
    assert.deepEqual(
      options.excludeCredentials.map((one) => one.id),
      [id],
    );
  });

  const WRONG: Readonly<Record<string, Misbehaviour>> = {
    'a page of another origin': { origin: 'https://bank.example.evil' },
    'plain HTTP': { origin: 'http://bank.example' },
    'another site': { rpId: 'evil.example' },
    'no verification of the user': { isUserVerified: false },
    'a challenge that we did not give': { challenge: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' },
  };
  const WRONG_SIGNATURES: Readonly<Record<string, Misbehaviour>> = {
    ...WRONG,
    'the signature of another key': { hasForeignKey: true },
    'the handle of another user': { userHandle: Buffer.from('usr_somebody').toString('base64url') },
  };

  for (const [what, how] of Object.entries(WRONG)) {
    it(`is not added from ${what}`, async () => {
      const person = await app.newPerson();
      const made = createAuthenticator(ORIGIN).create(await creationOptions(person.token), how);
      assertRefused(await register(person.token, made), 'passkey.invalid', what);
      expectOk(await app.signIn(person.email, person.password));
    });
  }

  it('is not added with an attestation, which nobody asked for', async () => {
    const person = await app.newPerson();
    for (const attestation of ['fido-u2f', 'android-key', 'android-safetynet', 'tpm', 'apple', 'packed', 'x']) {
      const made = createAuthenticator(ORIGIN).create(await creationOptions(person.token), { attestation });
      assertRefused(await register(person.token, made), 'passkey.invalid', attestation);
    }
  });

  it('opens nothing by an answer with anything wrong in it, neither alone nor as a second factor', async () => {
    const person = await owner();
    for (const [what, how] of Object.entries(WRONG_SIGNATURES)) {
      const alone = person.authenticator.get(await requestOptions(), how);
      assertRefused(await signInWith(alone), 'credentials.passkey_invalid', what);
      const { challenge, options } = await secondStep(person);
      const passkey = person.authenticator.get(options, how);
      assertRefused(await complete({ challenge, passkey }), 'credentials.second_factor_invalid', what);
      expectOk(await complete({ challenge, passkey: person.authenticator.get(options) }));
    }
  });

  it('answers a question once: a replayed answer opens nothing, also when both come at once', async () => {
    // One that does not count: a counter would give the replay away as well.
    const person = await owner(false);
    const replayed = person.authenticator.get(await requestOptions());
    const answers = await Promise.all([signInWith(replayed), signInWith(replayed), signInWith(replayed)]);
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 401, 401]);
    assertRefused(await signInWith(replayed), 'credentials.passkey_invalid');
  });

  it('answers a question within five minutes, and only the kind of question that was put', async () => {
    const person = await owner(false);
    const late = person.authenticator.get(await requestOptions());
    app.clock.advance(301);
    assertRefused(await signInWith(late), 'credentials.passkey_invalid', 'late');
    const { options } = await secondStep(person);
    assertRefused(await signInWith(person.authenticator.get(options)), 'credentials.passkey_invalid', 'second factor');
    const { challenge } = await creationOptions(person.token);
    const forCreation = person.authenticator.get({ challenge, rpId: 'bank.example' });
    assertRefused(await signInWith(forCreation), 'credentials.passkey_invalid', 'creation');
    const step = await secondStep(person);
    const passkey = person.authenticator.get(await requestOptions());
    const answer = await complete({ challenge: step.challenge, passkey });
    assertRefused(answer, 'credentials.second_factor_invalid', 'sign-in');
  });

  it('of somebody else completes no sign-in of mine, and options of somebody else add none to my account', async () => {
    const [person, thief] = [await owner(), await owner()];
    const { challenge, options } = await secondStep(person);
    const passkey = thief.authenticator.get(options);
    assertRefused(await complete({ challenge, passkey }), 'credentials.second_factor_invalid');
    const made = createAuthenticator(ORIGIN).create(await creationOptions(thief.token));
    assertRefused(await register(person.token, made), 'passkey.invalid');
  });

  it('whose counter falls back or stands still was copied, and is refused; one that never counts is not', async () => {
    const person = await owner();
    expectOk(await signInWith(person.authenticator.get(await requestOptions(), { counter: 40 })));
    for (const counter of [40, 39, 0]) {
      const answer = await signInWith(person.authenticator.get(await requestOptions(), { counter }));
      assertRefused(answer, 'credentials.passkey_invalid', `${counter}`);
    }
    expectOk(await signInWith(person.authenticator.get(await requestOptions(), { counter: 41 })));
    const synchronised = await owner(false);
    for (let use = 0; use < 2; use += 1)
      expectOk(await signInWith(synchronised.authenticator.get(await requestOptions())));
  });

  it('of a disabled user opens nothing, and neither does one that was removed', async () => {
    const [disabled, removed] = [await owner(), await owner()];
    await app.app.database.transaction((transaction) => app.app.users.disable(transaction, disabled.userId as UserId));
    expectOk(await app.call('DELETE', `auth/passkeys/${removed.passkeyId}`, { token: removed.token }));
    for (const { authenticator } of [disabled, removed]) {
      assertRefused(await signInWith(authenticator.get(await requestOptions())), 'credentials.passkey_invalid');
    }
    expectOk(await app.signIn(removed.email, removed.password));
  });

  it('is added once, however often its making is sent; the same credential is taken for everybody else', async () => {
    const person = await app.newPerson();
    const authenticator = createAuthenticator(ORIGIN);
    const made = authenticator.create(await creationOptions(person.token));
    const answers = await Promise.all([register(person.token, made), register(person.token, made)]);
    assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 422]);
    const { data, pagination } = expectOk(await app.call('GET', 'auth/passkeys', { token: person.token })) as {
      data: { name: string; lastUsedAt: string | null }[];
      pagination: Record<string, unknown>;
    };
    assert.equal(pagination['totalCount'], 1);
    const stranger = await app.newPerson();
    const copied = authenticator.create(await creationOptions(stranger.token), { keepsCredential: true });
    assertRefused(await register(stranger.token, copied), 'passkey.taken');
    assert.deepEqual(
      data.map(({ name, lastUsedAt }) => [name, lastUsedAt]),
      [[NAME, null]],
    );
  });

  it('is one of at most twenty, also when two are added at once', async () => {
    const person = await owner();
    await app.sql`
      insert into passkey (user_id, id, credential_id, public_key, counter, transports, name, created_at)
      select user_id, id || n, credential_id || n, public_key, counter, transports, name, created_at
      from passkey, generate_series(1, ${MAX_PASSKEYS - 2}) n where user_id = ${person.userId}`;
    const made: object[] = [];
    for (let index = 0; index < 2; index += 1)
      made.push(createAuthenticator(ORIGIN).create(await creationOptions(person.token)));
    const answers = await Promise.all(made.map((one) => register(person.token, one)));
    assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 409]);
  });

  it('is told in a letter and recorded when it is added and when it is removed; that of somebody else is not mine to remove', async () => {
    const [person, stranger] = [await owner(), await owner()];
    await app.mailTo(person.email, /passkey was added/);
    const foreign = await app.call('DELETE', `auth/passkeys/${stranger.passkeyId}`, { token: person.token });
    assertRefused(foreign, 'passkey.not_found');
    expectOk(await app.call('DELETE', `auth/passkeys/${person.passkeyId}`, { token: person.token }));
    await app.mailTo(person.email, /no second factor/);
    const events = await app.sql`
      select action from audit_event where client_id = ${person.clientId} and action like 'auth.passkeys.%' order by id`;
    assert.deepEqual(
      events.map((event) => event['action']),
      ['auth.passkeys.register', 'auth.passkeys.remove'],
    );
  });
});
