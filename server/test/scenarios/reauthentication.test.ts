/** Sensitive calls need that one has proved lately who one is: at the sign-in, or once more since. */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { TOTP } from 'otpauth';
import { startTestApp, type TestApp } from '../harness/app.ts';
import { type Answer, expectOk, ONE_TIME_TOKEN, type Person } from '../harness/client.ts';

const SIXTEEN_MINUTES = 16 * 60;

describe('proving again who one is', () => {
  let app: TestApp;
  before(async () => {
    app = await startTestApp({ settings: { INTERSTELLAS_SESSION_TTL: '86400' } });
  });
  after(() => app.stop());

  const prove = (token: string, password: string): Promise<Answer> =>
    app.call('POST', 'auth/reauthenticate', { token, body: { password } });
  /** A sensitive call. */
  const isRecent = async ({ password }: Person, token: string): Promise<boolean> => {
    const body = { newEmail: 'sensitive@example.com', password };
    const answer = await app.call('POST', 'auth/email/change', { token, body });
    if (answer.status !== 200) assert.equal(answer.body.code, 'session.reauthentication_required', answer.text);
    return answer.status === 200;
  };

  it('opens sensitive calls for a quarter of an hour, in this session alone, and ends none', async () => {
    const person = await app.newPerson();
    const other: string = expectOk(await app.signIn(person.email, person.password)).data.accessToken;
    assert.ok(await isRecent(person, person.token), 'just signed in');
    app.clock.advance(SIXTEEN_MINUTES);
    assert.equal(await isRecent(person, person.token), false, 'sixteen minutes after the sign-in');
    const { data } = expectOk(await prove(person.token, person.password));
    assert.ok(Math.abs(Date.parse(data.recentUntil) - app.clock.now() - 15 * 60_000) < 5000, data.recentUntil);
    assert.ok(await isRecent(person, person.token), 'just proved');
    assert.equal(await isRecent(person, other), false, 'not in another session');
    expectOk(await app.call('GET', 'auth/me', { token: other }));
    app.clock.advance(SIXTEEN_MINUTES);
    assert.equal(await isRecent(person, person.token), false, 'sixteen minutes after the proof');
  });

  it('with a wrong password is refused and slowed down, and ends nothing', async () => {
    const person = await app.newPerson();
    const statuses: number[] = [];
    for (let guess = 0; guess < 11; guess += 1) statuses.push((await prove(person.token, `guess ${guess}`)).status);
    assert.deepEqual([statuses[0], statuses[9], statuses[10]], [401, 401, 429]);
    expectOk(await app.call('GET', 'auth/me', { token: person.token }));
    app.clock.advance(3);
    expectOk(await prove(person.token, person.password));
  });

  it('that was tried wrongly a hundred times is refused until the owner has chosen a new password', async () => {
    const person = await app.newPerson();
    const subject = app.app.pepper.digest('sign-in-attempts', `password of ${person.userId}`);
    await app.sql`
      insert into attempt (subject, failures, blocked_until, last_at) values (${subject}, 100, 'epoch', 'epoch')`;
    assert.equal((await prove(person.token, person.password)).status, 401, 'the right one too');
    const newPassword = 'nine lanterns on the lake';
    expectOk(await app.call('POST', 'auth/password/forgot', { body: { email: person.email } }));
    const [token] = ONE_TIME_TOKEN.exec((await app.mailTo(person.email, /Choose a new password/)).text) ?? [];
    expectOk(await app.call('POST', 'auth/password/reset', { body: { token, newPassword } }));
    const { data } = expectOk(await app.signIn(person.email, newPassword));
    expectOk(await prove(data.accessToken, newPassword));
  });

  it('takes the second factor too, of who has one', async () => {
    const person = await app.newPerson();
    const { data } = expectOk(await app.call('POST', 'auth/second-factors/totp', { token: person.token }));
    const code = new TOTP({ secret: data.secret }).generate({ timestamp: app.clock.now() });
    const confirmed = await app.call('POST', 'auth/second-factors/totp/confirm', {
      token: person.token,
      body: { code },
    });
    const [recoveryCode] = expectOk(confirmed).data.recoveryCodes as string[];
    app.clock.advance(SIXTEEN_MINUTES);
    const { token, password } = person;
    assert.equal((await prove(token, password)).status, 422, 'the password alone');
    assert.equal(await isRecent(person, token), false);
    const send = (body: object) => app.call('POST', 'auth/reauthenticate', { token, body: { password, ...body } });
    assert.equal((await send({ recoveryCode: '0000-0000-0000-0000-0000-0000' })).status, 401);
    expectOk(await send({ recoveryCode }));
    assert.ok(await isRecent(person, token));
    assert.equal((await send({ recoveryCode })).status, 401, 'a recovery code works once');
  });
});
