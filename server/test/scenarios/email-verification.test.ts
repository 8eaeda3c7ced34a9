/** A sign-up tells nobody who has an account, and becomes one by the letter and the password together. */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startTestApp, type TestApp } from '../harness/app.ts';
import { type Answer, expectOk, ONE_TIME_TOKEN } from '../harness/client.ts';
import { type Letters, lettersOf, measure } from '../harness/letters.ts';
import { startPostgresProxy } from '../harness/postgres-proxy.ts';

const SETTINGS = { INTERSTELLAS_TRUSTED_PROXIES: '127.0.0.1', INTERSTELLAS_SIGN_UPS_PER_ADDRESS: '1000' };
const PASSWORD = 'a quiet harbour at dawn';
const FINISH = /Finish signing up/;

describe('signing up', () => {
  let app: TestApp;
  let letters: Letters;
  before(async () => {
    app = await startTestApp({ settings: SETTINGS });
    letters = lettersOf(app);
  });
  after(() => app.stop());

  let count = 0;
  const newEmail = (): string => {
    count += 1;
    return `applicant-${count}@example.com`;
  };
  const signUp = (email: string, more: object = {}, server = app): Promise<Answer> => {
    const person = { firstName: 'Ngozi', lastName: 'Bello', phoneNo: '+2348030000001' };
    return server.call('POST', 'auth/signup', { body: { ...person, email, password: PASSWORD }, ...more });
  };
  const verify = (token: string, password = PASSWORD, headers = {}): Promise<Answer> =>
    app.call('POST', 'auth/email/verify', { body: { token, password }, headers });
  const tokenFor = (email: string): Promise<string> => letters.token(email, FINISH);

  it('makes nothing to sign in with until the letter is answered', async () => {
    const email = newEmail();
    const { data } = expectOk(await signUp(email));
    assert.deepEqual(Object.keys(data), ['email', 'verificationExpiresAt']);
    assert.equal((await app.signIn(email, PASSWORD)).status, 401);
    assert.equal((await app.sql`select 1 from app_user where email = ${email}`).length, 0);
    const { data: account } = expectOk(await verify(await tokenFor(email)));
    assert.equal(account.email, email);
    expectOk(await app.signIn(email, PASSWORD));
  });

  it('is answered alike to the letter, and with the same statements, whether the address is taken', async () => {
    const proxy = await startPostgresProxy(app.database.url);
    const watched = await startTestApp({ beside: app, databaseUrl: proxy.url, settings: SETTINGS });
    try {
      await watched.app.jobs.stop();
      const taken = (await app.newPerson()).email;
      const faces = new Map<string, { face: string; statements: number }>();
      for (const email of [newEmail(), newEmail(), taken]) {
        const first = await measure(watched, proxy, () => signUp(email, {}, watched));
        const again = await measure(watched, proxy, () =>
          watched.call('POST', 'auth/email/verify/resend', { body: { email } }),
        );
        faces.set(email, {
          face: `${first.face}\n${again.face}`,
          statements: first.statements * 100 + again.statements,
        });
      }
      const [warmUp, free, known] = [...faces.entries()].map(([email, { face, statements }]) => ({
        face: face.replaceAll(email, '<email>'),
        statements,
      }));
      assert.deepEqual(known, free);
      assert.equal(warmUp?.face, free?.face);
    } finally {
      await watched.stop();
      await proxy.stop();
    }
  });

  it('of an address that has an account tells its owner by letter, and changes nothing', async () => {
    const owner = await app.newPerson();
    expectOk(await signUp(owner.email.toUpperCase()));
    const letter = await app.mailTo(owner.email, /already have an account/);
    assert.doesNotMatch(letter.text, ONE_TIME_TOKEN);
    assert.equal((await app.signIn(owner.email, PASSWORD)).status, 401);
    expectOk(await app.signIn(owner.email, owner.password));
  });

  it('by a stranger cannot be finished by the owner of the address, who finishes his own with the same letter', async () => {
    const email = newEmail();
    const person = { email, firstName: 'A', lastName: 'Thief', phoneNo: '+2348030000002' };
    const theirs = { ...person, password: 'what the stranger chose' };
    expectOk(await app.call('POST', 'auth/signup', { body: theirs }));
    const token = await tokenFor(email);
    const refused = await verify(token);
    assert.equal(refused.status, 401);
    assert.equal(refused.body.code, 'credentials.invalid');
    expectOk(await signUp(email));
    const { data } = expectOk(await verify(await tokenFor(email)));
    assert.equal(data.lastName, 'Bello');
    assert.equal((await app.signIn(email, theirs.password)).status, 401);
  });

  it('with a look-alike of an address proves the look-alike, not the address', async () => {
    const email = newEmail();
    const lookAlike = email.replace('applicant', 'ａpplicant');
    expectOk(await signUp(email));
    const person = { firstName: 'Look', lastName: 'Alike', phoneNo: '+2348030000002', password: 'of the look-alike' };
    expectOk(await app.call('POST', 'auth/signup', { body: { ...person, email: lookAlike } }));
    assert.equal((await verify(await tokenFor(lookAlike))).status, 401);
    const { data } = expectOk(await verify(await tokenFor(lookAlike), person.password));
    assert.equal(data.email, lookAlike);
  });

  it('is finished once, however often its token comes at once; a repetition with its Idempotency-Key gets its answer', async () => {
    const email = newEmail();
    expectOk(await signUp(email));
    const token = await tokenFor(email);
    const headers = (index: number) => ({ 'Idempotency-Key': `${email} ${index}` });
    const answers = await Promise.all([0, 1, 2, 3].map((index) => verify(token, PASSWORD, headers(index))));
    const winner = answers.findIndex(({ status }) => status === 201);
    for (const [index, answer] of answers.entries()) {
      if (index !== winner) assert.equal(answer.body.code, 'token.invalid', answer.text);
    }
    const replay = await verify(token, PASSWORD, headers(winner));
    assert.equal(replay.headers.get('idempotency-replayed'), 'true');
    assert.deepEqual(replay.body, answers[winner]?.body);
    assert.equal((await verify(token)).body.code, 'token.invalid');
  });

  it('is refused when the address was taken meanwhile', async () => {
    const email = newEmail();
    expectOk(await signUp(email));
    const token = await tokenFor(email);
    await app.newPerson({ email });
    const answer = await verify(token);
    assert.equal(answer.status, 409);
    assert.equal(answer.body.code, 'user.email_taken');
  });

  it('can have its letter again, which voids the one before', async () => {
    const email = newEmail();
    expectOk(await signUp(email));
    const first = await tokenFor(email);
    expectOk(await app.call('POST', 'auth/email/verify/resend', { body: { email } }));
    const second = await tokenFor(email);
    assert.notEqual(first, second);
    assert.equal((await verify(first)).body.code, 'token.invalid');
    expectOk(await verify(second));
    expectOk(await app.call('POST', 'auth/email/verify/resend', { body: { email: 'nobody-here@example.com' } }));
    assert.deepEqual(await letters.to('nobody-here@example.com'), []);
  });

  it('cannot be finished by guessing the password', async () => {
    const email = newEmail();
    expectOk(await signUp(email));
    const token = await tokenFor(email);
    const statuses: number[] = [];
    for (let guess = 0; guess < 11; guess += 1) statuses.push((await verify(token, `guess number ${guess}`)).status);
    assert.deepEqual([statuses[9], statuses[10]], [401, 429]);
    app.clock.advance(3);
    expectOk(await verify(token));
  });

  it('sends three letters an hour to one address, from however many networks it is asked', async () => {
    const owner = await app.newPerson();
    for (const email of [newEmail(), owner.email]) {
      for (let attempt = 1; attempt <= 5; attempt += 1) {
        const headers = { 'X-Forwarded-For': `198.51.100.${attempt}` };
        assert.equal((await signUp(email, { headers })).status, 201);
      }
      assert.equal((await letters.to(email)).length, 3);
    }
    app.clock.advance(3601);
    expectOk(await signUp(owner.email));
    assert.equal((await letters.to(owner.email)).length, 4);
  });

  it('must be finished within a day, and leaves nothing behind when it is not', async () => {
    const email = newEmail();
    expectOk(await signUp(email));
    const token = await tokenFor(email);
    app.clock.advance(24 * 3600 + 1);
    assert.equal((await verify(token)).body.code, 'token.invalid');
    await app.app.sweeper.run();
    for (const table of ['pending_registration', 'one_time_token']) {
      assert.equal((await app.sql`select 1 from ${app.sql(table)}`).length, 0, table);
    }
  });
});
