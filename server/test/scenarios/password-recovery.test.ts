/** A forgotten password is replaced by letter, a known one by itself; whoever had the old one has nothing afterwards. */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { TOTP } from 'otpauth';
import { startTestApp, type TestApp } from '../harness/app.ts';
import { type Answer, expectOk, type Person } from '../harness/client.ts';
import { type Letters, lettersOf, measure } from '../harness/letters.ts';
import { startPostgresProxy } from '../harness/postgres-proxy.ts';

const SETTINGS = { INTERSTELLAS_TRUSTED_PROXIES: '127.0.0.1', INTERSTELLAS_SIGN_UPS_PER_ADDRESS: '1000' };
const NEW_PASSWORD = 'lemon grass evening 41';
const CHOOSE = /Choose a new password/;

describe('a password', () => {
  let app: TestApp;
  let twin: TestApp;
  let letters: Letters;
  before(async () => {
    app = await startTestApp({ settings: SETTINGS });
    twin = await startTestApp({ beside: app, settings: SETTINGS });
    letters = lettersOf(app);
  });
  after(async () => {
    await twin.stop();
    await app.stop();
  });

  const forgot = (email: string, server = app, headers = {}): Promise<Answer> =>
    server.call('POST', 'auth/password/forgot', { body: { email }, headers });
  const reset = (token: string, newPassword = NEW_PASSWORD, server = app): Promise<Answer> =>
    server.call('POST', 'auth/password/reset', { body: { token, newPassword } });
  const change = (token: string, currentPassword: string, newPassword = NEW_PASSWORD): Promise<Answer> =>
    app.call('POST', 'auth/password/change', { token, body: { currentPassword, newPassword } });
  const tokenFor = async ({ email }: { email: string }): Promise<string> => {
    expectOk(await forgot(email));
    return letters.token(email, CHOOSE);
  };
  const sessionOf = async ({ email, password }: Person): Promise<string> =>
    expectOk(await app.signIn(email, password)).data.accessToken;
  const isSignedIn = async (token: string, server = app): Promise<boolean> =>
    (await server.call('GET', 'auth/me', { token })).status === 200;

  describe('that is forgotten', () => {
    it('is asked for with the same answer, and the same statements, whether the address has an account', async () => {
      const proxy = await startPostgresProxy(app.database.url);
      const watched = await startTestApp({ beside: app, databaseUrl: proxy.url, settings: SETTINGS });
      try {
        await watched.app.jobs.stop();
        const [known, disabled] = [await app.newPerson(), await app.newPerson()];
        await app.sql`update app_user set disabled_at = now() where id = ${disabled.userId}`;
        await measure(watched, proxy, () => forgot('warm-up@example.com', watched));
        const seen: object[] = [];
        for (const email of [known.email, disabled.email, 'nobody-at-all@example.com']) {
          seen.push(await measure(watched, proxy, () => forgot(email, watched)));
        }
        assert.deepEqual(seen[0], seen[2]);
        assert.deepEqual(seen[1], seen[2]);
      } finally {
        await watched.stop();
        await proxy.stop();
      }
      assert.deepEqual(await letters.to('nobody-at-all@example.com'), []);
    });

    it('is replaced with the token of the letter, which ends every session on the next request, and opens none', async () => {
      const person = await app.newPerson();
      const sessions = [person.token, await sessionOf(person)];
      for (const token of sessions) assert.ok((await isSignedIn(token)) && (await isSignedIn(token, twin)));
      const answer = await reset(await tokenFor(person));
      assert.equal(expectOk(answer).data, null);
      assert.equal(answer.headers.get('set-cookie'), null);
      for (const token of sessions) assert.equal(await isSignedIn(token), false);
      assert.equal((await app.signIn(person.email, person.password)).status, 401);
      expectOk(await app.signIn(person.email, NEW_PASSWORD));
      await app.mailTo(person.email, /Your password was changed/);
    });

    it('is replaced once, however often its token comes at once, over two processes', async () => {
      const person = await app.newPerson();
      const token = await tokenFor(person);
      const passwords = ['first lemon evening', 'second lemon evening', 'third lemon evening', 'fourth lemon evening'];
      const answers = await Promise.all(
        passwords.map((password, index) => reset(token, password, index % 2 === 0 ? app : twin)),
      );
      const winner = answers.findIndex(({ status }) => status === 200);
      assert.deepEqual(
        answers.map(({ body }, index) => (index === winner ? 'token.invalid' : body.code)),
        answers.map(() => 'token.invalid'),
      );
      const statuses: number[] = [];
      for (const password of passwords) statuses.push((await app.signIn(person.email, password)).status);
      assert.deepEqual(
        statuses,
        passwords.map((_password, index) => (index === winner ? 200 : 401)),
      );
    });

    it('is replaced by the newest letter only, within half an hour', async () => {
      const person = await app.newPerson();
      const older = await tokenFor(person);
      const newer = await tokenFor(person);
      assert.equal((await reset(older)).body.code, 'token.invalid');
      app.clock.advance(30 * 60 + 1);
      assert.equal((await reset(newer)).body.code, 'token.invalid');
      const newest = await tokenFor(person);
      app.clock.advance(30 * 60 - 10);
      expectOk(await reset(newest));
    });

    it('is not replaced by one that breaks the rules, which costs no letter', async () => {
      const person = await app.newPerson();
      const token = await tokenFor(person);
      for (const password of ['short', 'sunshine', `${person.email} and more`]) {
        const answer = await reset(token, password);
        assert.equal(answer.status, 422, password);
        assert.equal(answer.body.errors[0]?.field, 'newPassword');
      }
      expectOk(await reset(token));
    });

    it('sends three letters an hour to one address, from however many networks it is asked', async () => {
      const { email } = await app.newPerson();
      for (let attempt = 1; attempt <= 5; attempt += 1) {
        assert.equal((await forgot(email, app, { 'X-Forwarded-For': `198.51.100.${attempt}` })).status, 200);
      }
      const asked = (await letters.to(email)).filter(({ subject }) => CHOOSE.test(subject));
      assert.equal(asked.length, 3);
    });

    it('lets an account in again that was locked by guesses', async () => {
      const person = await app.newPerson();
      const subject = app.app.pepper.digest('sign-in-attempts', `account ${person.email}`);
      await app.sql`delete from known_network`;
      await app.sql`
        insert into attempt (subject, failures, blocked_until, last_at) values (${subject}, 100, 'epoch', now())
        on conflict (subject) do update set failures = 100`;
      assert.equal((await app.signIn(person.email, person.password)).status, 401, 'locked');
      app.clock.advance(901);
      expectOk(await reset(await tokenFor(person)));
      expectOk(await app.signIn(person.email, NEW_PASSWORD));
    });

    it('is replaced without replacing the second factor', async () => {
      const person = await app.newPerson();
      const { data } = expectOk(await app.call('POST', 'auth/second-factors/totp', { token: person.token }));
      const code = new TOTP({ secret: data.secret }).generate({ timestamp: app.clock.now() });
      expectOk(await app.call('POST', 'auth/second-factors/totp/confirm', { token: person.token, body: { code } }));
      expectOk(await reset(await tokenFor(person)));
      const answer = await app.signIn(person.email, NEW_PASSWORD);
      assert.equal(answer.body.code, 'credentials.second_factor_required');
    });

    it('of a program or of a disabled user brings no letter', async () => {
      const [program, disabled] = [await app.newPerson(), await app.newPerson()];
      await app.sql`update app_user set kind = 'service' where id = ${program.userId}`;
      await app.sql`update app_user set disabled_at = now() where id = ${disabled.userId}`;
      for (const { email } of [program, disabled]) {
        expectOk(await forgot(email));
        assert.deepEqual(await letters.to(email), []);
      }
    });

    it('opens no session for a sign-in that was under way with the old one', async () => {
      const person = await app.newPerson();
      const proxy = await startPostgresProxy(app.database.url);
      const slow = await startTestApp({ beside: app, databaseUrl: proxy.url, settings: SETTINGS });
      try {
        const token = await tokenFor(person);
        const held = proxy.holdReplyTo('with active as');
        const signingIn = slow.signIn(person.email, person.password);
        await held.arrived;
        expectOk(await reset(token));
        held.release();
        assert.equal((await signingIn).status, 401);
      } finally {
        await slow.stop();
        await proxy.stop();
      }
    });
  });

  describe('that is known', () => {
    it('is changed with itself: the session that does it goes on, every other ends on the next request', async () => {
      const person = await app.newPerson();
      const others = [await sessionOf(person), await sessionOf(person)];
      for (const token of others) assert.ok(await isSignedIn(token));
      const waiting = await tokenFor(person);
      assert.equal(expectOk(await change(person.token, person.password)).data.endedCount, 2);
      assert.ok(await isSignedIn(person.token));
      for (const token of others) assert.equal(await isSignedIn(token), false);
      assert.equal((await app.signIn(person.email, person.password)).status, 401);
      expectOk(await app.signIn(person.email, NEW_PASSWORD));
      await app.mailTo(person.email, /Your password was changed/);
      assert.equal((await reset(waiting)).body.code, 'token.invalid', 'letters of before are void');
    });

    it('is not changed with a wrong one: guessing is slowed down, and ends neither the session nor the sign-in', async () => {
      const person = await app.newPerson();
      const statuses: number[] = [];
      for (let guess = 0; guess < 11; guess += 1) {
        const answer = await change(person.token, `guess number ${guess}`);
        statuses.push(answer.status);
        if (answer.status === 401) {
          assert.equal(answer.body.code, 'credentials.invalid');
          assert.equal(answer.headers.get('www-authenticate'), 'Bearer realm="interstellas"', 'the token is right');
        }
      }
      assert.deepEqual([statuses[0], statuses[9], statuses[10]], [401, 401, 429]);
      assert.ok(await isSignedIn(person.token));
      expectOk(await app.signIn(person.email, person.password));
    });

    it('changed twice at once has one winner', async () => {
      const person = await app.newPerson();
      const passwords = ['first lemon evening', 'second lemon evening'];
      const answers = await Promise.all(passwords.map((one) => change(person.token, person.password, one)));
      const winner = answers.findIndex(({ status }) => status === 200);
      assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 401]);
      expectOk(await app.signIn(person.email, passwords[winner] ?? ''));
    });
  });

  it('token, and every other of a letter, works for its own purpose alone, and never as an access token', async () => {
    const person = await app.newPerson();
    const [newEmail, applicant] = ['moved@example.com', 'matrix@example.com'];
    const password = 'a quiet harbour at dawn';
    const registration = { email: applicant, password, firstName: 'A', lastName: 'B', phoneNo: '+2348030000001' };
    expectOk(await app.call('POST', 'auth/signup', { body: registration }));
    const { token, password: own } = person;
    expectOk(await app.call('POST', 'auth/email/change', { token, body: { newEmail, password: own } }));
    expectOk(await forgot(person.email));
    const tokens = {
      verify: await letters.token(applicant, /Finish signing up/),
      reset: await letters.token(person.email, CHOOSE),
      confirm: await letters.token(newEmail, /Confirm/),
    };
    const uses: Readonly<Record<keyof typeof tokens, (token: string) => Promise<Answer>>> = {
      verify: (one) => app.call('POST', 'auth/email/verify', { body: { token: one, password } }),
      confirm: (one) => app.call('POST', 'auth/email/change/confirm', { body: { token: one } }),
      reset: (one) => reset(one),
    };
    const names = Object.keys(tokens) as (keyof typeof tokens)[];
    for (const name of names) {
      assert.equal((await app.call('GET', 'auth/me', { token: tokens[name] })).body.code, 'credentials.token_invalid');
      for (const other of names.filter((one) => one !== name)) {
        assert.equal((await uses[other](tokens[name])).body.code, 'token.invalid', `${name} as ${other}`);
      }
    }
    for (const name of ['verify', 'reset'] as const) expectOk(await uses[name](tokens[name]));
    assert.equal((await uses.confirm(tokens.confirm)).body.code, 'token.invalid', 'void since the password is another');
  });
});
