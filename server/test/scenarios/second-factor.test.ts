/** The second factor at the sign-in: the password opens nothing without it, each code works once, and guessing is slow. */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { TOTP } from 'otpauth';
import type { UserId } from '../../src/platform/ids.ts';
import type { RotatingPepper } from '../../src/platform/seal.ts';
import { startTestApp, TEST_SECRETS, type TestApp } from '../harness/app.ts';
import { type Answer, expectOk, ONE_TIME_TOKEN, type Person } from '../harness/client.ts';

const SETTINGS = {
  INTERSTELLAS_TRUSTED_PROXIES: '127.0.0.1',
  INTERSTELLAS_SIGN_IN_FAILURES_PER_ADDRESS: '100000',
  INTERSTELLAS_SIGN_UPS_PER_ADDRESS: '1000',
};
const STEP_SECONDS = 30;
const MAX_TRIES = 5;
const FREE_FAILURES = 5;
const WRONG = '000000';

const from = (address: string) => ({ 'X-Forwarded-For': address });

interface Enrolled extends Person {
  readonly secret: string;
  readonly recoveryCodes: readonly string[];
}

describe('a second factor', () => {
  let app: TestApp;
  before(async () => {
    app = await startTestApp({ settings: SETTINGS });
  });
  after(() => app.stop());

  const codeOf = (secret: string, at = app.clock.now()): string => new TOTP({ secret }).generate({ timestamp: at });
  /** So that the next code is one that was not used yet. */
  const nextStep = (): void => app.clock.advance(STEP_SECONDS);

  /** A wrong code, whatever the time. */
  const wrongFor = (secret: string): string => {
    const near = [-1, 0, 1].map((steps) => codeOf(secret, app.clock.now() + steps * STEP_SECONDS * 1000));
    return [WRONG, '000001', '000002', '000003'].find((code) => !near.includes(code)) ?? WRONG;
  };

  async function begin({ token }: { readonly token: string }): Promise<string> {
    return expectOk(await app.call('POST', 'auth/second-factors/totp', { token })).data.secret;
  }
  const confirm = (token: string, code: string) =>
    app.call('POST', 'auth/second-factors/totp/confirm', { token, body: { code } });

  async function enrol(person: Person): Promise<Enrolled> {
    const secret = await begin(person);
    const { data } = expectOk(await confirm(person.token, codeOf(secret)));
    nextStep();
    return { ...person, secret, recoveryCodes: data.recoveryCodes };
  }
  const enrolled = async (): Promise<Enrolled> => enrol(await app.newPerson());

  /** The password step; returns the challenge. */
  async function challenge(person: Person, headers = {}): Promise<string> {
    const answer = await app.signIn(person.email, person.password, headers);
    assert.equal(answer.body.code, 'credentials.second_factor_required', answer.text);
    return demandIn(answer).challenge;
  }
  const complete = (body: object, headers = {}) => app.call('POST', 'auth/signin/second-factor', { body, headers });
  const demandIn = (answer: Answer) =>
    (answer.body as unknown as { secondFactor: { challenge: string; expiresAt: string; methods: string[] } })
      .secondFactor;
  const countSessions = async ({ userId }: Person): Promise<number> =>
    (await app.sql`select 1 from session where user_id = ${userId}`).length;

  describe('once active', () => {
    it('makes the right password answer 401 with a challenge, no session, no token and no cookie', async () => {
      const person = await enrolled();
      const before = await countSessions(person);
      const answer = await app.signIn(person.email, person.password);
      assert.equal(answer.status, 401);
      assert.equal(answer.headers.get('www-authenticate'), 'Bearer realm="interstellas"');
      assert.equal(answer.headers.get('set-cookie'), null);
      assert.match(answer.body.message, /second factor/);
      assert.equal(answer.body.errors[0]?.message, answer.body.message);
      assert.equal(answer.body.data, null);
      const { expiresAt, methods } = demandIn(answer);
      assert.deepEqual(methods, ['totp', 'recovery-code']);
      assert.ok(Math.abs(Date.parse(expiresAt) - app.clock.now() - 300_000) < 5000);
      assert.equal(await countSessions(person), before);
    });

    it('and the challenge with a code answer like a sign-in, with a token that works', async () => {
      const person = await enrolled();
      const answer = await complete({ challenge: await challenge(person), code: codeOf(person.secret) });
      const { data, message } = expectOk(answer);
      assert.equal(message, 'Login successful');
      assert.equal(data.id, person.userId);
      assert.equal(data.businesses[0].id, person.businessId);
      expectOk(await app.call('GET', 'auth/me', { token: data.accessToken }));
    });

    it('is still asked of who has chosen a new password by letter, and the challenges of the old one are void', async () => {
      const person = await enrolled();
      const open = await challenge(person);
      expectOk(await app.call('POST', 'auth/password/forgot', { body: { email: person.email } }));
      const { text } = await app.mailTo(person.email, /Choose a new password/);
      const token = ONE_TIME_TOKEN.exec(text)?.[0];
      const newPassword = 'another plum tree behind the shed';
      expectOk(await app.call('POST', 'auth/password/reset', { body: { token, newPassword } }));
      const code = codeOf(person.secret);
      assert.equal((await complete({ challenge: open, code })).body.code, 'credentials.second_factor_expired');
      expectOk(await complete({ challenge: await challenge({ ...person, password: newPassword }), code }));
    });

    it('completes a sign-in that was begun before the pepper was replaced, while both are accepted', async () => {
      const person = await enrolled();
      const open = await challenge(person);
      const pepper = app.app.pepper as RotatingPepper;
      const old = Buffer.from(TEST_SECRETS.INTERSTELLAS_PEPPER, 'hex');
      pepper.use([Buffer.alloc(32, 7), old]);
      try {
        expectOk(await complete({ challenge: open, code: codeOf(person.secret) }));
      } finally {
        pepper.use([old]);
      }
    });

    it('leaves the answer to a wrong password as it is for everybody', async () => {
      const person = await enrolled();
      const plain = await app.newPerson();
      const faces = await Promise.all(
        [person, plain].map(async ({ email }) => {
          const { body, status } = await app.signIn(email, 'not the right password');
          return { ...body, status, requestId: '' };
        }),
      );
      assert.deepEqual(faces[0], faces[1]);
    });

    it('is not asked of a user who has only begun to add one', async () => {
      const person = await app.newPerson();
      await begin(person);
      expectOk(await app.signIn(person.email, person.password));
    });

    it('counts the password step as a failure until the second succeeds, and remembers neither browser nor network before', async () => {
      const person = await enrolled();
      const elsewhere = from('203.0.113.20');
      const subject = app.app.pepper.digest('sign-in-attempts', `account ${person.email}`);
      const failures = async () =>
        (await app.sql`select failures from attempt where subject = ${subject}`)[0]?.['failures'];
      const networks = async () => (await app.sql`select 1 from known_network where user_id = ${person.userId}`).length;
      const known = await networks();
      await challenge(person, elsewhere);
      const open = await challenge(person, elsewhere);
      assert.equal(await failures(), 2);
      assert.equal(await networks(), known);
      const answer = await complete({ challenge: open, code: codeOf(person.secret) }, elsewhere);
      expectOk(answer);
      assert.match(answer.headers.get('set-cookie') ?? '', /interstellas-device-/);
      assert.equal(await failures(), undefined);
      assert.equal(await networks(), known + 1);
      await app.mailTo(person.email, /new device/);
    });
  });

  describe('code of an app', () => {
    it('works once: not again in its own window, nor any older one', async () => {
      const person = await enrolled();
      const code = codeOf(person.secret);
      const older = codeOf(person.secret, app.clock.now() - STEP_SECONDS * 1000);
      expectOk(await complete({ challenge: await challenge(person), code }));
      for (const used of [code, older]) {
        const answer = await complete({ challenge: await challenge(person), code: used });
        assert.equal(answer.status, 401);
        assert.equal(answer.body.code, 'credentials.second_factor_invalid');
      }
      nextStep();
      expectOk(await complete({ challenge: await challenge(person), code: codeOf(person.secret) }));
    });

    it('that confirmed the app does not open a session as well', async () => {
      const person = await app.newPerson();
      const secret = await begin(person);
      const code = codeOf(secret);
      expectOk(await confirm(person.token, code));
      const answer = await complete({ challenge: await challenge(person), code });
      assert.equal(answer.body.code, 'credentials.second_factor_invalid');
    });

    it('used in two sign-ins at once opens one session', async () => {
      const person = await enrolled();
      const challenges = [await challenge(person), await challenge(person), await challenge(person)];
      const code = codeOf(person.secret);
      const before = await countSessions(person);
      const answers = await Promise.all(challenges.map((one) => complete({ challenge: one, code })));
      assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 401, 401]);
      assert.equal(await countSessions(person), before + 1);
    });

    it('is accepted one step early or late, and no further', async () => {
      const person = await enrolled();
      const at = (steps: number) => codeOf(person.secret, app.clock.now() + steps * STEP_SECONDS * 1000);
      nextStep();
      nextStep();
      for (const steps of [-2, 2]) {
        const answer = await complete({ challenge: await challenge(person), code: at(steps) });
        assert.equal(answer.body.code, 'credentials.second_factor_invalid', `${steps}`);
      }
      for (const steps of [-1, 1]) expectOk(await complete({ challenge: await challenge(person), code: at(steps) }));
    });

    it('is guessed ever more slowly, counted over all challenges, and the owner is told; recovery codes still work', async () => {
      const person = await enrolled();
      // Asked for before the guesses: hashing the password may take longer than the first wait, which is a second.
      const challenges: string[] = [];
      for (let guess = 0; guess <= FREE_FAILURES; guess += 1) challenges.push(await challenge(person));
      const last = await challenge(person);
      const statuses: number[] = [];
      for (const one of challenges) {
        const answer = await complete({ challenge: one, code: wrongFor(person.secret) });
        statuses.push(answer.status);
        if (answer.status === 429) assert.match(answer.headers.get('retry-after') ?? '', /^[1-9]/);
      }
      const right = await complete({ challenge: last, code: codeOf(person.secret) });
      assert.deepEqual(statuses, [401, 401, 401, 401, 401, 429]);
      assert.equal(right.status, 429, 'the right code must wait as well');
      await app.mailTo(person.email, /Wrong codes/);
      const [recoveryCode] = person.recoveryCodes;
      expectOk(await complete({ challenge: await challenge(person), recoveryCode }));
      nextStep();
      expectOk(await complete({ challenge: await challenge(person), code: codeOf(person.secret) }));
    });

    it('guessed many times at once is tried no more often than one after the other', async () => {
      const person = await enrolled();
      const challenges: string[] = [];
      for (let index = 0; index < 8; index += 1) {
        challenges.push(await challenge(person));
        app.clock.advance(10);
      }
      const code = wrongFor(person.secret);
      const answers = await Promise.all(challenges.map((one) => complete({ challenge: one, code })));
      const tried = answers.filter(({ body }) => body.code === 'credentials.second_factor_invalid').length;
      assert.ok(tried <= FREE_FAILURES, `${tried} were tried`);
    });

    it('is refused after a hundred wrong ones in a row, also when it is right; a recovery code ends that', async () => {
      const person = await enrolled();
      const subject = app.app.pepper.digest('sign-in-attempts', `second factor ${person.userId}`);
      await app.sql`insert into attempt (subject, failures, blocked_until, last_at) values (${subject}, 100, 'epoch', 'epoch')`;
      const refused = await complete({ challenge: await challenge(person), code: codeOf(person.secret) });
      assert.equal(refused.body.code, 'credentials.second_factor_invalid');
      const [recoveryCode] = person.recoveryCodes;
      expectOk(await complete({ challenge: await challenge(person), recoveryCode }));
      expectOk(await complete({ challenge: await challenge(person), code: codeOf(person.secret) }));
    });
  });

  describe('challenge', () => {
    it('works once, also when it is answered twice at once with different factors', async () => {
      const person = await enrolled();
      const open = await challenge(person);
      const [one, other] = person.recoveryCodes;
      const before = await countSessions(person);
      const answers = await Promise.all([
        complete({ challenge: open, code: codeOf(person.secret) }),
        complete({ challenge: open, recoveryCode: one }),
        complete({ challenge: open, recoveryCode: other }),
      ]);
      assert.equal(answers.filter(({ status }) => status === 200).length, 1);
      assert.equal(await countSessions(person), before + 1);
      const left = (await app.sql`select 1 from recovery_code where user_id = ${person.userId}`).length;
      const usedCode = answers[0]?.status === 200;
      assert.equal(left, usedCode ? 10 : 9, 'what did not open a session is not used up');
      nextStep();
      const again = await complete({ challenge: open, code: codeOf(person.secret) });
      assert.equal(again.body.code, 'credentials.second_factor_expired');
    });

    it('ends after five minutes, after five tries, and is the same refusal as one that never was', async () => {
      const person = await enrolled();
      const late = await challenge(person);
      app.clock.advance(301);
      assert.equal(
        (await complete({ challenge: late, code: codeOf(person.secret) })).body.code,
        'credentials.second_factor_expired',
      );
      const never = await complete({ challenge: 'never-was', code: codeOf(person.secret) });
      assert.equal(never.body.code, 'credentials.second_factor_expired');
      const tried = await challenge(person);
      for (let index = 0; index < MAX_TRIES; index += 1) {
        const answer = await complete({ challenge: tried, recoveryCode: 'no such code' });
        assert.equal(answer.body.code, 'credentials.second_factor_invalid');
      }
      const sixth = await complete({ challenge: tried, recoveryCode: person.recoveryCodes[0] });
      assert.equal(sixth.body.code, 'credentials.second_factor_expired');
    });

    it('opens only the account that it was given for', async () => {
      const [person, thief] = [await enrolled(), await enrolled()];
      for (const proof of [{ code: codeOf(thief.secret) }, { recoveryCode: thief.recoveryCodes[0] }]) {
        const answer = await complete({ challenge: await challenge(person), ...proof });
        assert.equal(answer.body.code, 'credentials.second_factor_invalid');
      }
    });

    it('is void once the user is disabled, and once the password is another one', async () => {
      const [disabled, changed] = [await enrolled(), await enrolled()];
      const open = [await challenge(disabled), await challenge(changed)];
      await app.app.database.transaction((transaction) =>
        app.app.users.disable(transaction, disabled.userId as UserId),
      );
      await app.sql`update app_user set password_hash = (select password_hash from app_user where id = ${disabled.userId}) where id = ${changed.userId}`;
      for (const [index, { secret }] of [disabled, changed].entries()) {
        const answer = await complete({ challenge: open[index], code: codeOf(secret) });
        assert.equal(answer.body.code, 'credentials.second_factor_expired');
      }
    });

    it('wants exactly one factor with it', async () => {
      const person = await enrolled();
      const open = await challenge(person);
      for (const proof of [{}, { code: codeOf(person.secret), recoveryCode: person.recoveryCodes[0] }]) {
        assert.equal((await complete({ challenge: open, ...proof })).body.code, 'request.unprocessable');
      }
    });
  });

  describe('recovery code', () => {
    it('comes in tens of 120 bits, works once, is read as people write it, and the owner is told how many are left', async () => {
      const person = await enrolled();
      assert.equal(new Set(person.recoveryCodes).size, 10);
      for (const one of person.recoveryCodes) assert.match(one, /^(?:[0-9a-hjkmnp-tv-z]{4}-){5}[0-9a-hjkmnp-tv-z]{4}$/);
      const [recoveryCode = ''] = person.recoveryCodes;
      const written = ` ${recoveryCode.toUpperCase().replaceAll('-', ' ').replaceAll('0', 'O').replaceAll('1', 'l')}`;
      expectOk(await complete({ challenge: await challenge(person), recoveryCode: written }));
      const again = await complete({ challenge: await challenge(person), recoveryCode });
      assert.equal(again.body.code, 'credentials.second_factor_invalid');
      const letter = await app.mailTo(person.email, /recovery code/);
      assert.match(letter.text, /9 codes are left/);
      assert.doesNotMatch(letter.text, new RegExp(recoveryCode));
    });

    it('used twice at once opens one session', async () => {
      const person = await enrolled();
      const open = [await challenge(person), await challenge(person)];
      const [recoveryCode] = person.recoveryCodes;
      const answers = await Promise.all(open.map((one) => complete({ challenge: one, recoveryCode })));
      assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 401]);
    });

    it('is void once the ten were replaced, and its text is nowhere in the database', async () => {
      const person = await enrolled();
      const { data } = expectOk(await app.call('POST', 'auth/second-factors/recovery-codes', { token: person.token }));
      const [old] = person.recoveryCodes;
      const refused = await complete({ challenge: await challenge(person), recoveryCode: old });
      assert.equal(refused.body.code, 'credentials.second_factor_invalid');
      expectOk(await complete({ challenge: await challenge(person), recoveryCode: data.recoveryCodes[3] }));
      const rows =
        await app.sql`select to_jsonb(r)::text || to_jsonb(t)::text as text from recovery_code r, totp_factor t`;
      const stored = rows.map((row) => String(row['text'])).join();
      for (const secret of [person.secret, data.recoveryCodes[4]]) assert.ok(!stored.includes(secret));
    });
  });

  describe('app', () => {
    it('is added only with a right code, is listed, told in a letter and recorded, and ends no session', async () => {
      const person = await app.newPerson();
      assert.equal((await confirm(person.token, WRONG)).body.code, 'second_factor.not_begun');
      const secret = await begin(person);
      assert.ok(secret.length >= 32, '160 bits of base32');
      assert.equal((await confirm(person.token, wrongFor(secret))).body.code, 'second_factor.code_invalid');
      expectOk(await confirm(person.token, codeOf(secret)));
      const { data } = expectOk(await app.call('GET', 'auth/second-factors', { token: person.token }));
      assert.match(data.totpSince, /^\d{4}-/);
      assert.deepEqual([data.passkeyCount, data.recoveryCodesLeft], [0, 10]);
      await app.mailTo(person.email, /authenticator app was added/);
      const events = await app.sql`
        select action from audit_event where client_id = ${person.clientId} and action like 'auth.second-factors.%'`;
      assert.deepEqual(
        events.map((event) => event['action']),
        ['auth.second-factors.totp.confirm'],
      );
    });

    it('waits 15 minutes for its first code', async () => {
      const person = await app.newPerson();
      const secret = await begin(person);
      app.clock.advance(901);
      const { data } = expectOk(await app.signIn(person.email, person.password));
      assert.equal((await confirm(data.accessToken, codeOf(secret))).body.code, 'second_factor.not_begun');
    });

    it('that is active works until the next one is confirmed, and no longer', async () => {
      const person = await enrolled();
      const secret = await begin(person);
      expectOk(await complete({ challenge: await challenge(person), code: codeOf(person.secret) }));
      nextStep();
      expectOk(await confirm(person.token, codeOf(secret)));
      nextStep();
      const old = await complete({ challenge: await challenge(person), code: codeOf(person.secret) });
      assert.equal(old.body.code, 'credentials.second_factor_invalid');
      expectOk(await complete({ challenge: await challenge(person), code: codeOf(secret) }));
    });

    it('confirmed twice at once gives recovery codes once', async () => {
      const person = await app.newPerson();
      const secret = await begin(person);
      const answers = await Promise.all([1, 2].map(() => confirm(person.token, codeOf(secret))));
      assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409]);
    });

    it('once removed leaves the password alone, and the recovery codes worthless', async () => {
      const person = await enrolled();
      const open = await challenge(person);
      expectOk(await app.call('DELETE', 'auth/second-factors/totp', { token: person.token }));
      await app.mailTo(person.email, /no second factor/);
      const answer = await complete({ challenge: open, recoveryCode: person.recoveryCodes[0] });
      assert.equal(answer.body.code, 'credentials.second_factor_invalid');
      expectOk(await app.signIn(person.email, person.password));
      for (const [method, path] of [
        ['DELETE', 'auth/second-factors/totp'],
        ['POST', 'auth/second-factors/recovery-codes'],
      ] as const) {
        assert.equal((await app.call(method, path, { token: person.token })).body.code, 'second_factor.not_found');
      }
    });

    it('is added, removed and given new recovery codes only shortly after a proof of who one is', async () => {
      const person = await enrolled();
      app.clock.advance(901);
      const calls = [
        ['POST', 'auth/second-factors/totp'],
        ['POST', 'auth/second-factors/totp/confirm'],
        ['DELETE', 'auth/second-factors/totp'],
        ['POST', 'auth/second-factors/recovery-codes'],
        ['POST', 'auth/passkeys/options'],
        ['POST', 'auth/passkeys'],
      ] as const;
      for (const [method, path] of calls) {
        const answer = await app.call(method, path, { token: person.token });
        assert.equal(answer.body.code, 'session.reauthentication_required', path);
      }
    });

    it('is forgotten when the operator resets it, with everything else, and the user is told', async () => {
      const person = await enrolled();
      const userId = person.userId as UserId;
      const reset = () =>
        app.app.database.transaction((transaction) => app.app.secondFactors.reset(transaction, userId));
      assert.equal(await reset(), true);
      assert.equal(await reset(), false);
      expectOk(await app.signIn(person.email, person.password));
      await app.mailTo(person.email, /second factors were removed/);
    });
  });
});
