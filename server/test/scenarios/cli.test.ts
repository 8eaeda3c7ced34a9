/** The operator's command line, run as the operator runs it, beside a running production server. */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startTestApp, TEST_SECRETS, type TestApp } from '../harness/app.ts';
import { createClient, expectOk, type Person, type TestClient } from '../harness/client.ts';
import { type Finished, runCommand } from '../harness/process.ts';
import { until } from '../harness/until.ts';

const BOUND_MS = 1000;

describe('the command line', () => {
  let app: TestApp;
  let client: TestClient;
  let settings: Record<string, string>;
  before(async () => {
    const production = { INTERSTELLAS_ENVIRONMENT: 'production', INTERSTELLAS_TRUSTED_PROXIES: '127.0.0.1' };
    app = await startTestApp({ settings: production });
    client = createClient(app.origin, { 'X-Forwarded-Proto': 'https' });
    settings = { ...TEST_SECRETS, ...production, DATABASE_URL: app.database.url };
  });
  after(() => app.stop());

  const run = (...words: string[]): Promise<Finished> => runCommand(words, settings);
  const accountOf = (person: Person) => client.call('GET', 'clients/business/account-details', person);

  describe('beside a running server', { concurrency: true }, () => {
    it('approves a business, which then has its account, and does so once', async () => {
      const person = await client.newPerson();
      const waiting = await accountOf(person);
      assert.equal(waiting.status, 403);
      assert.equal(waiting.body.code, 'business.not_approved');
      assert.equal(expectOk(await client.call('GET', 'clients/business/details', person)).data.isApproved, false);
      const approved = await run('business', 'approve', person.businessId);
      assert.equal(approved.code, 0, approved.output);
      assert.match(approved.output, new RegExp(person.businessId));
      await until('the business can be used', async () => (await accountOf(person)).status === 200, BOUND_MS);
      const { data } = expectOk(await accountOf(person));
      assert.match(data.accountNumber, /^9\d{9}$/);
      const again = await run('business', 'approve', person.businessId);
      assert.equal(again.code, 1);
      assert.equal(expectOk(await accountOf(person)).data.accountNumber, data.accountNumber);
      const [event] = await app.sql<{ who: string | null }[]>`
      select user_id as who from audit_event where action = 'businesses.approve' and object_id = ${person.businessId}`;
      assert.ok(event !== undefined && event.who === null, 'the audit says that it was the operator');
    });

    it('disables a user, whatever the letter case of the address, within a second', async () => {
      const person = await client.newPerson();
      expectOk(await client.call('GET', 'auth/me', { token: person.token }));
      const disabled = await run('user', 'disable', person.email.toUpperCase());
      assert.equal(disabled.code, 0, disabled.output);
      await until('he is refused', async () => (await client.call('GET', 'auth/me', person)).status === 401, BOUND_MS);
      assert.equal((await client.signIn(person.email, person.password)).status, 401);
    });

    it('unlocks a user after too many failures', async () => {
      const person = await client.newPerson();
      await app.sql`
      insert into attempt (subject, failures, blocked_until, last_at)
      values (${app.app.pepper.digest('sign-in-attempts', `account ${person.email}`)}, 100, 'epoch', 'epoch')`;
      const elsewhere = { 'X-Forwarded-For': '203.0.113.77' };
      assert.equal((await client.signIn(person.email, person.password, elsewhere)).status, 401);
      const unlocked = await run('user', 'unlock', person.email);
      assert.equal(unlocked.code, 0, unlocked.output);
      app.clock.advance(2); // what was refused a moment ago is remembered for one
      expectOk(await client.signIn(person.email, person.password, elsewhere));
    });
  });

  it('rotates the signing keys: sessions go on, unless the old keys leaked', async () => {
    const person = await client.newPerson();
    const isLetIn = async () => (await client.call('GET', 'auth/me', { token: person.token })).status === 200;
    const publishedCount = async () =>
      ((await client.call('GET', '/.well-known/jwks.json')).body as unknown as { keys: object[] }).keys.length;
    const rotated = await run('signing-keys', 'rotate');
    assert.equal(rotated.code, 0, rotated.output);
    assert.match(rotated.output, /sig_[0-9a-z]{30}/);
    await until('both keys are published', async () => (await publishedCount()) === 2, BOUND_MS);
    assert.ok(await isLetIn());
    const compromised = await run('signing-keys', 'rotate', '--compromised');
    assert.equal(compromised.code, 0, compromised.output);
    await until('every session is over', async () => !(await isLetIn()), BOUND_MS);
    assert.equal(await publishedCount(), 1);
  });

  it('explains itself with --help, and answers wrong usage with the same words and exit code 2', async () => {
    const [help, none] = await Promise.all([run('--help'), run()]);
    assert.deepEqual([help.code, none.code], [0, 2]);
    for (const words of ['business approve', 'user disable', 'user unlock', 'signing-keys rotate']) {
      assert.match(help.output, new RegExp(words));
    }
    const wrong = [
      ['business', 'approve'],
      ['user', 'disable', '--fast', 'x@example.com'],
    ];
    const finished = await Promise.all(wrong.map(async (words) => ({ words, ...(await run(...words)) })));
    for (const { words, code, output } of finished) {
      assert.equal(code, 2, `${words.join(' ')}: ${output}`);
      assert.match(output, /Usage:/, words.join(' '));
      assert.doesNotMatch(output, /\n\s+at /, 'no stack');
    }
  });

  it('answers what cannot be done with exit code 1 and one clear line, and shows no secret', async () => {
    const results = await Promise.all([
      run('business', 'approve', 'not-an-id'),
      run('user', 'disable', 'nobody@example.com'),
      runCommand(['user', 'unlock', 'x@example.com'], { ...settings, INTERSTELLAS_PEPPER: 'short' }),
    ]);
    for (const { code, output } of results) {
      assert.equal(code, 1, output);
      assert.doesNotMatch(output, /\n\s+at /, output);
      for (const secret of Object.values(TEST_SECRETS)) assert.ok(!output.includes(secret));
    }
  });
});
