/** The server as a newcomer meets it: one command, printed lines that work, and data that outlives every kind of end. */

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { TEST_SECRETS } from '../harness/app.ts';
import { createTestDatabase } from '../harness/cluster.ts';
import { untilChangeCounts } from '../harness/memory-bound.ts';
import { freePort, runCommand, runServerProcess, type ServerProcess, startServerProcess } from '../harness/process.ts';

/** Only what every machine has: curl and the shell. */
const PLAIN = { env: { PATH: '/usr/bin:/bin' } };
const runFile = promisify(execFile);
const shell = async (script: string): Promise<string> => (await runFile('sh', ['-c', script], PLAIN)).stdout;

describe('a server on its embedded database', () => {
  let folder: string;
  let dataDir: string;
  let server: ServerProcess;
  let open: ServerProcess;
  let accountNumber: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'interstellas-start-'));
    dataDir = join(folder, 'data');
    [server, open] = await Promise.all([
      startServerProcess({ INTERSTELLAS_DATA_DIR: dataDir }),
      startServerProcess({ INTERSTELLAS_DATA_DIR: join(folder, 'open'), HOST: '0.0.0.0' }),
    ]);
  });
  after(async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  });

  /** From a file, so that what is run is what is printed and nothing of the test. */
  const demoCall = (): Promise<string> =>
    shell(`. ${dataDir}/demo.env
      ANSWER=$(curl -s $DEMO_URL/auth/signin -d "email=$DEMO_EMAIL" -d "password=$DEMO_PASSWORD")
      TOKEN=\${ANSWER#*'"accessToken":"'}
      curl -s $DEMO_URL/clients/business/account-details -H "Authorization: Bearer \${TOKEN%%'"'*}" \\
        -H "SECRET_KEY: $DEMO_SECRET_KEY" -H "businessId: $DEMO_BUSINESS_ID"`);

  it('prints commands at its first start that work letter for letter in a shell', async () => {
    const [, printed = ''] = server.output().split(/(?=^# 1\. )/m);
    assert.match(printed, /auth\/signin/);
    assert.match(printed, /account-details/);
    const commands = printed.replace(/^\{"level":.*$/gm, '');
    const [first = '', second = ''] = (await shell(commands)).split(/(?<=\})(?=\{"status")/);
    const answer = JSON.parse(first);
    assert.equal(answer.status, true);
    assert.equal(answer.data.accountBalance, '50000000');
    assert.equal(JSON.parse(second).message, 'Transfer successful');
    assert.match(answer.data.accountNumber, /^9\d{9}$/);
    accountNumber = answer.data.accountNumber;
  });

  it('makes no demo client where others can reach it: on an open address', async () => {
    assert.equal((await open.call('GET', '/health/ready')).status, 200);
    assert.doesNotMatch(open.output(), /demo|sk_test_|curl/i);
    await assert.rejects(stat(join(folder, 'open', 'demo.env')), { code: 'ENOENT' });
    assert.equal(await open.stop(), 0);
  });

  it('keeps the credentials of its demo client and its secrets in files that only its user may read, made to be sourced', async () => {
    for (const name of ['demo.env', 'secrets.env']) {
      assert.equal((await stat(join(dataDir, name))).mode & 0o777, 0o600, name);
    }
    assert.equal(JSON.parse(await demoCall()).data.accountNumber, accountNumber);
    const secrets = await readFile(join(dataDir, 'secrets.env'), 'utf8');
    for (const [, secret = ''] of secrets.matchAll(/=(\S+)/g)) assert.ok(!server.output().includes(secret));
  });

  it('refuses a second server on its folder, another on its port, and wrong settings, each in clear words', async () => {
    const database = await createTestDatabase();
    const none = join(folder, 'none');
    const wrong = { PORT: 'x', INTERSTELLAS_FOO: '1', INTERSTELLAS_WORKERS: '0' };
    const [sameFolder, samePort, misspelled] = await Promise.all([
      runServerProcess({ INTERSTELLAS_DATA_DIR: dataDir, PORT: String(await freePort()) }),
      runServerProcess({ ...TEST_SECRETS, DATABASE_URL: database.url, PORT: String(server.port) }),
      runServerProcess({ ...wrong, INTERSTELLAS_DATA_DIR: none }),
    ]);
    await database.drop();
    assert.equal(sameFolder.code, 1);
    assert.match(sameFolder.output, /cannot start/);
    assert.ok(sameFolder.output.includes(dataDir), sameFolder.output);
    assert.equal(samePort.code, 1);
    assert.match(samePort.output, /port is taken.*PORT/i);
    assert.equal(misspelled.code, 1);
    for (const name of Object.keys(wrong)) assert.ok(misspelled.output.includes(name), misspelled.output);
    await assert.rejects(stat(none), { code: 'ENOENT' });
    for (const { output } of [sameFolder, samePort, misspelled]) assert.doesNotMatch(output, /\n\s+at /, 'no stack');
    assert.equal(JSON.parse(await demoCall()).status, true, 'and the first one does not notice');
  });

  it('lets the command line work on its database meanwhile', async () => {
    const rotated = await runCommand(['signing-keys', 'rotate'], { INTERSTELLAS_DATA_DIR: dataDir });
    assert.equal(rotated.code, 0, rotated.output);
    assert.equal(JSON.parse(await demoCall()).data.accountNumber, accountNumber);
  });

  it('answers what is under way when it is told to stop, and exits with 0', async () => {
    const demo = await readFile(join(dataDir, 'demo.env'), 'utf8');
    const value = (name: string): string => new RegExp(`${name}='(.*)'`).exec(demo)?.[1] ?? '';
    const [email, password] = [value('DEMO_EMAIL'), value('DEMO_PASSWORD')];
    const underWay = Array.from({ length: 6 }, () => server.signIn(email, password));
    await Promise.race(underWay); // all have arrived, and not all are answered
    const code = server.stop('SIGTERM');
    for (const answer of await Promise.allSettled(underWay)) {
      assert.equal(answer.status, 'fulfilled', 'no connection was cut');
      if (answer.status === 'fulfilled') assert.ok([200, 503].includes(answer.value.status), answer.value.text);
    }
    assert.equal(await code, 0);
  });

  it('keeps its data for the next start, on another port, and shows no credential again', async () => {
    server = await startServerProcess({ INTERSTELLAS_DATA_DIR: dataDir });
    assert.doesNotMatch(server.output(), /sk_test_|SECRET_KEY|password/i);
    assert.equal(JSON.parse(await demoCall()).data.accountNumber, accountNumber);
  });

  it('starts again after it was killed, with all that it had acknowledged', async () => {
    const body = {
      email: 'acknowledged@example.com',
      password: 'a quiet harbour at dawn',
      firstName: 'A',
      lastName: 'B',
      phoneNo: '+2348030000001',
    };
    await server.signUp(body);
    await server.stop('SIGKILL');
    server = await startServerProcess({ INTERSTELLAS_DATA_DIR: dataDir });
    assert.equal((await server.signIn(body.email, body.password)).status, 200);
    assert.equal(JSON.parse(await demoCall()).data.accountNumber, accountNumber);
  });
});

describe('a server on a database of the operator', () => {
  it('with workers ends in one clear sentence when its port is taken', async (t) => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    t.after(() => other.close());
    const address = other.address();
    const port = typeof address === 'object' && address !== null ? String(address.port) : '';
    const database = await createTestDatabase();
    const settings = { ...TEST_SECRETS, DATABASE_URL: database.url, PORT: port, INTERSTELLAS_WORKERS: '2' };
    const { code, output } = await runServerProcess(settings);
    assert.equal(code, 1, output);
    assert.match(output, /port is taken/i);
    await database.drop();
  });
});

describe('a server of several workers', () => {
  let server: ServerProcess;
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  before(async () => {
    database = await createTestDatabase();
    server = await startServerProcess({ ...TEST_SECRETS, DATABASE_URL: database.url, INTERSTELLAS_WORKERS: '2' });
  });
  after(async () => {
    await server.stop();
    await database.drop();
  });

  const workersOf = async (): Promise<number[]> => {
    const pid = server.child.pid ?? 0;
    const text = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8');
    return text.trim().split(/\s+/).filter(Boolean).map(Number);
  };
  /** Each over a connection of its own, so that the workers take turns. */
  const curl = (path: string): Promise<string> => shell(`curl -s ${server.origin}${path}`);

  it('serves as one: what one worker issues another accepts, and a sign-out on one counts on all', async () => {
    assert.equal((await workersOf()).length, 2);
    assert.doesNotMatch(
      server.output(),
      /demo|sk_test_|curl/i,
      'there is no demo client on a database of the operator',
    );
    const person = await server.newPerson();
    const call = () =>
      shell(`curl -s -o /dev/null -w '%{http_code}' ${server.origin}/api/v1/clients/business/details \\
        -H 'Authorization: Bearer ${person.token}' -H 'SECRET_KEY: ${person.key}' -H 'businessId: ${person.businessId}'`);
    for (let count = 0; count < 6; count += 1) assert.equal(await call(), '200');
    await server.call('POST', 'auth/signout', { token: person.token });
    const signedOutAt = performance.now();
    // Whichever worker answers: the next four take turns.
    for (let count = 0; count < 4; count += 1) {
      await untilChangeCounts('signed out', signedOutAt, call, (status) => status === '401');
    }
  });

  it('counts the requests of all workers in one page of metrics', async () => {
    for (let count = 0; count < 10; count += 1) await curl('/health/live');
    const seen: number[] = [];
    for (let count = 0; count < 4; count += 1) {
      const text = await curl('/metrics');
      const line = /^interstellas_http_request_duration_seconds_count\{[^}]*route="\/health\/live"[^}]*\} (\d+)/m;
      seen.push(Number(line.exec(text)?.[1]));
      assert.equal(text.match(/^# TYPE interstellas_http_request_duration_seconds histogram$/gm)?.length, 1);
    }
    assert.deepEqual(seen, [10, 10, 10, 10], 'whichever worker answers');
  });

  it('replaces a worker that was killed, while the other goes on serving', async () => {
    const before = await workersOf();
    process.kill(before[0] ?? 0, 'SIGKILL');
    const begunAt = performance.now();
    let lost = 0;
    for (;;) {
      // The primary may hand a connection to the worker that is dying at that moment: it is lost with it, the next is not.
      const text = await shell(`curl -s --max-time 2 ${server.origin}/health/live || true`);
      if (!text.includes('live')) lost += 1;
      assert.ok(lost <= 1, 'the other worker does not go on serving');
      const now = await workersOf();
      if (now.length === 2 && !now.includes(before[0] ?? 0)) break;
      assert.ok(performance.now() - begunAt < 60_000, 'no new worker came');
    }
    assert.match(server.output(), /a worker ended; starting another/);
  });

  it('lets no worker outlive it: all end with it, and it exits with 0', async () => {
    const workers = await workersOf();
    assert.equal(await server.stop('SIGTERM'), 0, server.output());
    for (const pid of workers) assert.throws(() => process.kill(pid, 0), { code: 'ESRCH' });
  });
});
