/** Another e-mail address counts once it was proved from there; the old one is told, and nobody learns who has which. */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startTestApp, type TestApp } from '../harness/app.ts';
import { type Answer, expectOk, ONE_TIME_TOKEN, type Person } from '../harness/client.ts';
import { type Letters, lettersOf, measure } from '../harness/letters.ts';
import { startPostgresProxy } from '../harness/postgres-proxy.ts';

const SETTINGS = { INTERSTELLAS_SIGN_UPS_PER_ADDRESS: '1000' };
const CONFIRM = /Confirm your new e-mail address/;

describe('an e-mail address', () => {
  let app: TestApp;
  let letters: Letters;
  before(async () => {
    app = await startTestApp({ settings: SETTINGS });
    letters = lettersOf(app);
  });
  after(() => app.stop());

  const ask = ({ token, password }: Person, newEmail: string, server = app): Promise<Answer> =>
    server.call('POST', 'auth/email/change', { token, body: { newEmail, password } });
  const confirm = (token: string): Promise<Answer> =>
    app.call('POST', 'auth/email/change/confirm', { body: { token } });

  it('is changed by the token that went to the new one, and both times the old one is told', async () => {
    const person = await app.newPerson();
    const newEmail = 'New.Address@example.com';
    expectOk(await ask(person, newEmail));
    await app.mailTo(person.email, /about to be changed/);
    assert.equal((await app.signIn(newEmail, person.password)).status, 401, 'not before it is confirmed');
    const { data } = expectOk(await confirm(await letters.token(newEmail, CONFIRM)));
    assert.deepEqual(data, { email: newEmail });
    await app.mailTo(person.email, /was changed/);
    assert.equal(expectOk(await app.call('GET', 'auth/me', person)).data.email, newEmail);
    assert.equal((await app.signIn(person.email, person.password)).status, 401);
    expectOk(await app.signIn(newEmail.toLowerCase(), person.password));
  });

  it('is asked for with the password, and a recent sign-in', async () => {
    const person = await app.newPerson();
    const wrong = await ask({ ...person, password: 'not the right password' }, 'stolen@example.com');
    assert.equal(wrong.body.code, 'credentials.invalid');
    app.clock.advance(15 * 60 + 1);
    assert.equal((await ask(person, 'stolen@example.com')).body.code, 'session.reauthentication_required');
    assert.deepEqual(await letters.to('stolen@example.com'), []);
  });

  it('of somebody else gets the same answer with the same statements, and a letter to its owner without a token', async () => {
    const [person, owner] = [await app.newPerson(), await app.newPerson()];
    const proxy = await startPostgresProxy(app.database.url);
    const watched = await startTestApp({ beside: app, databaseUrl: proxy.url, settings: SETTINGS });
    try {
      await watched.app.jobs.stop();
      await measure(watched, proxy, () => ask(person, 'warm-up@example.com', watched));
      const free = await measure(watched, proxy, () => ask(person, 'free@example.com', watched));
      const taken = await measure(watched, proxy, () => ask(person, owner.email.toUpperCase(), watched));
      assert.deepEqual(taken, free);
    } finally {
      await watched.stop();
      await proxy.stop();
    }
    const letter = await app.mailTo(owner.email, /tried to use your e-mail address/);
    assert.doesNotMatch(letter.text, ONE_TIME_TOKEN);
  });

  it('that two people confirm at once goes to one of them', async () => {
    const [one, other] = [await app.newPerson(), await app.newPerson()];
    const newEmail = 'contested@example.com';
    expectOk(await ask(one, newEmail));
    const first = await letters.token(newEmail, CONFIRM);
    expectOk(await ask(other, newEmail));
    const second = await letters.token(newEmail, CONFIRM);
    const answers = await Promise.all([confirm(first), confirm(second)]);
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409]);
    assert.equal(answers.find(({ status }) => status === 409)?.body.code, 'user.email_taken');
    assert.equal((await app.sql`select 1 from app_user where email_key = ${newEmail}`).length, 1);
  });

  it('is confirmed once, within an hour, and by the newest letter only', async () => {
    const person = await app.newPerson();
    expectOk(await ask(person, 'older@example.com'));
    const older = await letters.token('older@example.com', CONFIRM);
    expectOk(await ask(person, 'newer@example.com'));
    const newer = await letters.token('newer@example.com', CONFIRM);
    assert.equal((await confirm(older)).body.code, 'token.invalid');
    const answers = await Promise.all([confirm(newer), confirm(newer), confirm(newer)]);
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 422, 422]);
    expectOk(await ask(person, 'too-late@example.com'));
    const late = await letters.token('too-late@example.com', CONFIRM);
    app.clock.advance(3601);
    assert.equal((await confirm(late)).body.code, 'token.invalid');
  });

  it('and a password leave a record of who changed them, which holds neither password nor token', async () => {
    const person = await app.newPerson();
    const newPassword = 'lemon grass evening 41';
    const { token, password, email } = person;
    expectOk(await app.call('POST', 'auth/reauthenticate', { token, body: { password } }));
    expectOk(
      await app.call('POST', 'auth/password/change', { token, body: { currentPassword: password, newPassword } }),
    );
    expectOk(await app.call('POST', 'auth/password/forgot', { body: { email } }));
    const resetToken = await letters.token(email, /Choose a new password/);
    expectOk(await app.call('POST', 'auth/password/reset', { body: { token: resetToken, newPassword: password } }));
    const again: string = expectOk(await app.signIn(email, password)).data.accessToken;
    expectOk(await ask({ ...person, token: again }, 'recorded@example.com'));
    const confirmToken = await letters.token('recorded@example.com', CONFIRM);
    expectOk(await confirm(confirmToken));
    const events = await app.sql<{ action: string; userId: string; text: string }[]>`
      select action, user_id as "userId", e::text as text from audit_event e where client_id = ${person.clientId}`;
    for (const action of [
      'auth.reauthenticate',
      'auth.password.change',
      'auth.password.reset',
      'auth.email.change',
      'auth.email.change.confirm',
    ]) {
      const event = events.find((one) => one.action === action);
      assert.equal(event?.userId, person.userId, action);
    }
    for (const secret of [password, newPassword, resetToken, confirmToken]) {
      assert.ok(events.every(({ text }) => !text.includes(secret)));
      assert.ok(app.logLines.every((line) => !line.includes(secret)));
    }
  });

  it('that a thief asked for is not confirmed after the owner has chosen a new password', async () => {
    const person = await app.newPerson();
    expectOk(await ask(person, 'thief@example.com'));
    const token = await letters.token('thief@example.com', CONFIRM);
    expectOk(await app.call('POST', 'auth/password/forgot', { body: { email: person.email } }));
    const body = {
      token: await letters.token(person.email, /Choose a new password/),
      newPassword: 'lemon grass evening 41',
    };
    expectOk(await app.call('POST', 'auth/password/reset', { body }));
    assert.equal((await confirm(token)).body.code, 'token.invalid');
  });
});
