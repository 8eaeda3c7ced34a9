/** Passwords over HTTP: the rules and their reasons, one form for all spellings, and a flood of sign-ins that harms nobody else. */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startTestApp, type TestApp } from '../harness/app.ts';
import { expectOk } from '../harness/client.ts';

const PERSON = { firstName: 'Ngozi', lastName: 'Bello', phoneNo: '+2348030000001' };

describe('the password of a new user', () => {
  let sandbox: TestApp;
  let production: TestApp;
  before(async () => {
    sandbox = await startTestApp({ settings: { INTERSTELLAS_SIGN_UPS_PER_ADDRESS: '1000' } });
    production = await startTestApp({
      settings: {
        INTERSTELLAS_ENVIRONMENT: 'production',
        INTERSTELLAS_TRUSTED_PROXIES: '127.0.0.1',
        INTERSTELLAS_SIGN_UPS_PER_ADDRESS: '1000',
      },
    });
  });
  after(async () => {
    await production.stop();
    await sandbox.stop();
  });

  const HTTPS = { 'X-Forwarded-Proto': 'https' };
  let count = 0;
  const signUp = (app: TestApp, password: string, more: object = {}) => {
    count += 1;
    const body = { ...PERSON, email: `applicant-${count}@example.com`, password, ...more };
    return app.call('POST', 'auth/signup', { body, headers: HTTPS });
  };

  it('is refused with the reason when it is too short, too long, common or about the user', async () => {
    const cases: [TestApp, string, RegExp][] = [
      [sandbox, 'seven c', /at least 8 characters/],
      [production, 'just 14 chars.', /at least 15 characters/],
      [sandbox, 'ж'.repeat(1025), /at most 1024 characters/],
      [sandbox, 'sunshine', /most common/],
      [sandbox, 'my bello stores 99', /name of your business/],
    ];
    for (const [app, password, reason] of cases) {
      const answer = await signUp(app, password, { businessName: 'Bello Stores' });
      assert.equal(answer.status, 422, answer.text);
      assert.equal(answer.body.code, 'request.unprocessable');
      assert.equal(answer.body.errors[0]?.field, 'password');
      assert.match(answer.body.errors[0]?.message ?? '', reason);
      assert.ok(!answer.text.includes(password), 'the password itself is not repeated');
    }
  });

  it('is accepted at the bounds: 8 in a sandbox, 15 in production, 1,024 code points of four bytes each', async () => {
    expectOk(await signUp(sandbox, 'eight ch'));
    expectOk(await signUp(production, 'fifteen chars ж'));
    const email = 'long@example.com';
    await sandbox.signUp({ ...PERSON, email, password: '🥭'.repeat(1024) });
    expectOk(await sandbox.signIn(email, '🥭'.repeat(1024)));
    assert.equal((await sandbox.signIn(email, '🥭'.repeat(1023))).status, 401);
  });

  it('is one password in every spelling that NFKC makes equal', async () => {
    const email = 'forms@example.com';
    await sandbox.signUp({ ...PERSON, email, password: 'un cafe\u0301 de ﬁn 2' });
    expectOk(await sandbox.signIn(email, 'un café de fin 2'));
    expectOk(await sandbox.signIn(email, 'un cafe\u0301 de ﬁn 2'));
    assert.equal((await sandbox.signIn(email, 'un cafe de fin 2')).status, 401, 'an accent is not nothing');
    assert.equal((await sandbox.signIn(email, 'Un café de fin 2')).status, 401, 'a capital is another letter');
  });

  it('is read to its end: one that differs only at byte 73 is another', async () => {
    const email = 'end@example.com';
    const start = 'the same seventy-two bytes at the start, whatever then comes behind them';
    assert.equal(Buffer.byteLength(start), 72);
    await sandbox.signUp({ ...PERSON, email, password: `${start}A` });
    assert.equal((await sandbox.signIn(email, `${start}B`)).status, 401);
    assert.equal((await sandbox.signIn(email, start)).status, 401);
    expectOk(await sandbox.signIn(email, `${start}A`));
  });

  it('is kept as a hash only, and appears in no table and no log line', async () => {
    const password = 'yellow bird in a copper mine';
    const email = 'canary@example.com';
    await sandbox.signUp({ ...PERSON, email, password });
    expectOk(await sandbox.signIn(email, password));
    const [row] = await sandbox.sql<
      { hash: string }[]
    >`select password_hash as hash from app_user where email = ${email}`;
    assert.match(row?.hash ?? '', /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    assert.ok(sandbox.logLines.every((line) => !line.includes('yellow bird')));
  });
});

describe('a flood of sign-ins', () => {
  let app: TestApp;
  before(async () => {
    app = await startTestApp({
      settings: { INTERSTELLAS_PASSWORD_QUEUE: '4', INTERSTELLAS_SIGN_IN_FAILURES_PER_ADDRESS: '10000' },
    });
  });
  after(() => app.stop());

  it('beyond what can be hashed is refused with 503 and Retry-After, while signed-in users go on', async () => {
    const person = await app.newPerson();
    let isOver = false;
    const flood = Promise.all(
      Array.from({ length: 60 }, (_, index) => app.signIn(`stranger-${index}@example.com`, 'let me in, please')),
    ).finally(() => {
      isOver = true;
    });
    let served = 0;
    while (!isOver) {
      expectOk(await app.call('GET', 'clients/business/details', person));
      served += 1;
    }
    const answers = await flood;
    const refused = answers.filter((answer) => answer.status === 503);
    assert.ok(refused.length > 0, 'some were refused');
    for (const answer of refused) {
      assert.equal(answer.body.code, 'service.unavailable');
      assert.match(answer.headers.get('retry-after') ?? '', /^[1-9]\d*$/);
    }
    assert.ok(answers.filter((answer) => answer.status === 401).length >= 4, 'what was accepted was answered');
    assert.equal(answers.filter((answer) => answer.status !== 401 && answer.status !== 503).length, 0);
    assert.ok(served > 3, `${served} business calls were served during the flood`);
    expectOk(await app.signIn(person.email, person.password));
  });
});
