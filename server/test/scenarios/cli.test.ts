/** The operator's command line, run as the operator runs it, beside a running production server. */

import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { ChainReport } from '../../src/audit/index.ts';
import { COMMANDS } from '../../src/cli/commands/index.ts';
import { createProgram } from '../../src/cli/program.ts';
import { opener, startTestApp, TEST_SECRETS, type TestApp } from '../harness/app.ts';
import { createClient, expectOk, type Person, type TestClient } from '../harness/client.ts';
import { createOperator, type Operator } from '../harness/commands.ts';
import { untilChangeCounts } from '../harness/memory-bound.ts';
import { type Finished, runCommand } from '../harness/process.ts';

describe('the command line', () => {
  let app: TestApp;
  let client: TestClient;
  let operator: Operator;
  before(async () => {
    app = await startTestApp({
      settings: { INTERSTELLAS_ENVIRONMENT: 'production', INTERSTELLAS_TRUSTED_PROXIES: '127.0.0.1' },
    });
    client = createClient(app.origin, { headers: { 'X-Forwarded-Proto': 'https' }, open: opener(app.app) });
    operator = createOperator(app);
  });
  after(async () => {
    await operator.stop();
    await app.stop();
  });

  /** As a process of its own. */
  const run = (...words: string[]): Promise<Finished> => runCommand(words, app.settings);
  const accountOf = (person: Person) => client.call('GET', 'clients/business/account-details', person);
  const meOf = (person: Person) => client.call('GET', 'auth/me', { token: person.token });
  /** The audit's newest event of this action on this object, and who did it. */
  const eventOf = async (action: string, objectId: string) => {
    const [event] = await app.sql<{ who: string | null }[]>`
      select user_id as who from audit_event where action = ${action} and object_id = ${objectId} order by id desc limit 1`;
    return event;
  };

  describe('beside a running server', { concurrency: 2 }, () => {
    it('approves, suspends and unsuspends a business, which counts within a second', async () => {
      const person = await client.newPerson();
      assert.equal((await accountOf(person)).body.code, 'business.not_approved');
      await operator.callWell('business', 'approve', person.businessId);
      await untilChangeCounts(
        'approved',
        performance.now(),
        () => accountOf(person),
        ({ status }) => status === 200,
      );
      const { data } = expectOk(await accountOf(person));
      assert.match(data.accountNumber, /^9\d{9}$/);
      assert.equal((await operator.call(['business', 'approve', person.businessId])).ok, false, 'once is enough');
      await operator.callWell('business', 'suspend', person.businessId);
      await untilChangeCounts(
        'suspended',
        performance.now(),
        () => accountOf(person),
        ({ status }) => status === 403,
      );
      await operator.callWell('business', 'unsuspend', person.businessId);
      await untilChangeCounts(
        'unsuspended',
        performance.now(),
        () => accountOf(person),
        ({ status }) => status === 200,
      );
      assert.equal(expectOk(await accountOf(person)).data.accountNumber, data.accountNumber);
      assert.deepEqual(await eventOf('businesses.approve', person.businessId), { who: null }, 'it was the operator');
      assert.deepEqual(await eventOf('businesses.suspend', person.businessId), { who: null });
    });

    it('disables a user, whatever the letter case of the address, and enables him again', async () => {
      const person = await client.newPerson();
      expectOk(await meOf(person));
      await operator.callWell('user', 'disable', person.email.toUpperCase());
      await untilChangeCounts(
        'disabled',
        performance.now(),
        () => meOf(person),
        ({ status }) => status === 401,
      );
      assert.equal((await client.signIn(person.email, person.password)).status, 401);
      await operator.callWell('user', 'enable', person.email);
      expectOk(await client.signIn(person.email, person.password));
      assert.equal((await operator.call(['user', 'enable', person.email])).ok, false, 'nobody is enabled twice');
      assert.deepEqual(await eventOf('users.disable', person.userId), { who: null });
      assert.deepEqual(await eventOf('users.enable', person.userId), { who: null });
    });

    it('unlocks a user after too many failures', async () => {
      const person = await client.newPerson();
      await app.sql`
        insert into attempt (subject, failures, blocked_until, last_at)
        values (${app.app.pepper.digest('sign-in-attempts', `account ${person.email}`)}, 100, 'epoch', 'epoch')`;
      const elsewhere = { 'X-Forwarded-For': '203.0.113.77' };
      assert.equal((await client.signIn(person.email, person.password, elsewhere)).status, 401);
      await operator.callWell('user', 'unlock', person.email);
      app.clock.advance(2); // what was refused a moment ago is remembered for one
      expectOk(await client.signIn(person.email, person.password, elsewhere));
      assert.deepEqual(await eventOf('users.unlock', person.userId), { who: null });
      assert.equal((await operator.call(['user', 'unlock', 'nobody@example.com'])).ok, false);
    });

    it('creates a user who can sign in at once, with a password that is printed once', async () => {
      const names = [
        '--first-name',
        'Ada',
        '--last-name',
        'Obi',
        '--phone',
        '+2348030000001',
        '--business',
        'Obi Stores',
      ];
      const made = await operator.callWell('user', 'create', 'ada@example.com', ...names, '--generate-password');
      const password = String(made.data?.['password']);
      assert.ok(made.message.includes(password), 'it is printed');
      const signedIn = expectOk(await client.signIn('ada@example.com', password));
      expectOk(await client.call('GET', 'auth/me', { token: signedIn.data.accessToken }));
      const again = await operator.call(['user', 'create', 'ada@example.com', ...names, '--generate-password']);
      assert.equal(again.ok, false);
      assert.doesNotMatch(again.message, /Password/);
      const given = 'four boats on a lagoon';
      assert.ok((await operator.call(['user', 'create', 'obi@example.com', ...names], given)).ok);
      expectOk(await client.signIn('obi@example.com', given));
      const wrong = await operator.call(['user', 'create', 'no address', '--first-name', 'Ada', '--generate-password']);
      assert.match(wrong.message, /e-mail address, --last-name, --phone/);
      const weak = await operator.call(['user', 'create', 'eve@example.com', ...names], 'password');
      assert.equal(weak.ok, false, 'the rules for passwords hold');
    });

    it('removes the second factors of a user who has lost them, so that the password alone lets him in', async () => {
      const person = await client.newPerson();
      const reset = ['user', 'reset-two-factor', person.email];
      assert.equal((await operator.call(reset)).ok, false, 'there is none yet');
      await app.sql`
        insert into passkey (user_id, id, credential_id, public_key, counter, transports, name, created_at)
        values (${person.userId}, 'pk_lost', 'lost', '', 0, '[]', 'lost phone', now())`;
      assert.equal(
        (await client.signIn(person.email, person.password)).body.code,
        'credentials.second_factor_required',
      );
      await operator.callWell(...reset);
      expectOk(await client.signIn(person.email, person.password));
      assert.deepEqual(await eventOf('users.reset-two-factor', person.userId), { who: null });
    });

    it('lists the keys of a client account without the secrets, and deactivates one at once', async () => {
      const person = await client.newPerson();
      await operator.callWell('business', 'approve', person.businessId);
      await untilChangeCounts(
        'approved',
        performance.now(),
        () => accountOf(person),
        ({ status }) => status === 200,
      );
      const listed = await operator.callWell('keys', 'list', person.email);
      assert.ok(!JSON.stringify(listed).includes(person.key), 'no secret is shown');
      const [key, ...others] = (listed.data?.['keys'] ?? []) as { id: string }[];
      assert.deepEqual(others, []);
      await operator.callWell('keys', 'deactivate', person.clientId, key?.id ?? '');
      await untilChangeCounts(
        'deactivated',
        performance.now(),
        () => accountOf(person),
        ({ status }) => status === 401,
      );
      assert.equal((await accountOf(person)).body.code, 'credentials.key_deactivated');
    });

    it('ends one session of a user, or all of them, within a second', async () => {
      const person = await client.newPerson();
      const sessions = expectOk(await client.call('GET', 'auth/sessions', { token: person.token })).data;
      await operator.callWell('sessions', 'revoke', sessions[0].id);
      await untilChangeCounts(
        'ended',
        performance.now(),
        () => meOf(person),
        ({ status }) => status === 401,
      );
      const token: string = expectOk(await client.signIn(person.email, person.password)).data.accessToken;
      await operator.callWell('sessions', 'revoke', person.email);
      await untilChangeCounts(
        'ended',
        performance.now(),
        () => meOf({ ...person, token }),
        ({ status }) => status === 401,
      );
      assert.deepEqual(await eventOf('sessions.revoke', person.userId), { who: null });
    });

    it('proves the audit whole, and fails and names the link when one was changed', async () => {
      const person = await client.newPerson();
      const proved = await operator.callWell('audit', 'verify', '--client', person.email);
      const [chain] = (proved.data?.['chains'] ?? []) as ChainReport[];
      const head = chain?.head;
      assert.ok(chain !== undefined && chain.events > 0 && head !== undefined);
      await operator.callWell(
        'audit',
        'verify',
        '--client',
        person.clientId,
        '--expect',
        `${head.sequence}:${head.hash}`,
      );
      await app.sql`alter table audit_event disable trigger user`;
      await app.sql`update audit_event set object_id = 'usr_forged' where client_id = ${person.clientId} and sequence = 1`;
      await app.sql`alter table audit_event enable trigger user`;
      const forged = await operator.call(['audit', 'verify', '--client', person.clientId]);
      assert.equal(forged.ok, false);
      assert.match(forged.message, /BROKEN at 1/);
    });
  });

  it('rotates the signing keys: sessions go on, unless the old keys leaked', async () => {
    const person = await client.newPerson();
    const isLetIn = async () => (await meOf(person)).status === 200;
    const publishedCount = async () =>
      ((await client.call('GET', '/.well-known/jwks.json')).body as unknown as { keys: object[] }).keys.length;
    const [rotated = ''] = /sig_[0-9a-z]{30}/.exec((await operator.callWell('signing-keys', 'rotate')).message) ?? [];
    await untilChangeCounts('published', performance.now(), publishedCount, (count) => count === 2);
    const trace = app.logLines.find((line) => line.includes('the signing keys were replaced'));
    assert.ok(rotated !== '' && trace?.includes(rotated) === true, "it is in the server's log");
    assert.ok(await isLetIn());
    await operator.callWell('signing-keys', 'rotate', '--compromised');
    await untilChangeCounts('over', performance.now(), isLetIn, (is) => !is);
    assert.equal(await publishedCount(), 1);
  });

  it('works as a process of its own, which also answers in JSON', async () => {
    const person = await client.newPerson();
    const [approved, refused, misconfigured] = await Promise.all([
      run('business', 'approve', person.businessId, '--json'),
      run('user', 'disable', 'nobody@example.com'),
      runCommand(['user', 'unlock', 'x@example.com'], { ...app.settings, INTERSTELLAS_PEPPER: 'short' }),
    ]);
    assert.equal(approved.code, 0, approved.output);
    assert.deepEqual(JSON.parse(approved.output).businessId, person.businessId);
    await untilChangeCounts(
      'approved',
      performance.now(),
      () => accountOf(person),
      ({ status }) => status === 200,
    );
    for (const { code, output } of [refused, misconfigured]) {
      assert.equal(code, 1, output);
      assert.doesNotMatch(output, /\n\s+at /, output);
      for (const secret of Object.values(TEST_SECRETS)) assert.ok(!output.includes(secret));
    }
  });

  it('refuses in words what it cannot do', async () => {
    for (const words of [
      ['business', 'approve', 'not-an-id'],
      ['sessions', 'revoke', 'nobody@example.com'],
      ['keys', 'deactivate', 'nobody@example.com', 'key_1'],
      ['keys', 'list', 'nonsense'],
      ['audit', 'verify', '--expect', '1:abc'],
    ]) {
      const { ok, message } = await operator.call(words);
      assert.equal(ok, false, words.join(' '));
      assert.ok(message.length > 10, words.join(' '));
    }
  });

  it('finds a key in a folder without printing it, and fails then', async () => {
    const { key } = await client.newPerson();
    const folder = await mkdtemp(join(tmpdir(), 'interstellas-scan-'));
    try {
      assert.equal((await operator.call(['scan', folder])).ok, true);
      await writeFile(join(folder, 'settings.ini'), `[bank]\nkey = ${key}\n`);
      const found = await operator.call(['scan', folder]);
      assert.equal(found.ok, false);
      assert.match(found.message, /settings\.ini:2/);
      assert.ok(!JSON.stringify(found).includes(key));
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

describe('the usage of the command line', () => {
  it('is shown with --help, and wrong usage is told from what cannot be done by exit code 2', async () => {
    const calls = {
      help: ['--help'],
      nothing: [],
      'an unknown command': ['user', 'promote'],
      'a missing operand': ['business', 'approve'],
      'an operand too many': ['business', 'approve', 'biz_1', 'biz_2'],
      'an option of another command': ['user', 'disable', '--compromised', 'x@example.com'],
    };
    const finished = await Promise.all(
      Object.entries(calls).map(async ([what, words]) => [what, await runCommand(words, {})] as const),
    );
    for (const [what, { code, output }] of finished) {
      assert.equal(code, what === 'help' ? 0 : 2, `${what}: ${output}`);
      assert.match(output, /Usage: interstellas|Add --help/, what);
      assert.doesNotMatch(output, /\n\s+at /, what);
    }
  });

  it('explains every command, with operands, options and an example that it accepts', async () => {
    for (const command of COMMANDS) {
      assert.ok(command.examples.length > 0, command.name);
      for (const example of command.examples) {
        const words = example.replace(/ < .*/, '').split(' ');
        let called = '';
        const program = createProgram(COMMANDS, '0', async ({ name }) => {
          called = name;
        });
        await program.parseAsync(words, { from: 'user' });
        assert.equal(called, command.name, example);
      }
    }
  });
});
