/** The doctor: says what is wrong and what to do, changes nothing, and sees what a proxy does to the credentials. */

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Finding } from '../../src/cli/doctor/finding.ts';
import { claimDatabase } from '../../src/platform/installation.ts';
import { startTestApp, TEST_SECRETS, type TestApp } from '../harness/app.ts';
import { createOperator, type Operator } from '../harness/commands.ts';
import { freePort, runCommand } from '../harness/process.ts';

describe('the doctor', () => {
  let app: TestApp;
  let operator: Operator;
  before(async () => {
    app = await startTestApp();
    operator = createOperator(app);
    // As a start does.
    await claimDatabase(app.sql, { environment: 'sandbox', seal: app.app.seal, pepper: app.app.pepper });
  });
  after(async () => {
    await operator.stop();
    await app.stop();
  });

  const find = async (...words: string[]) => {
    const { ok, data } = await operator.call(['doctor', ...words]);
    const findings = data?.['findings'] as Finding[];
    return { ok, levelOf: (pattern: RegExp) => findings.find(({ what }) => pattern.test(what))?.level, findings };
  };

  it('finds nothing wrong with a sound installation', async () => {
    const { ok, findings, levelOf } = await find();
    const wrong = findings.filter(({ level, what }) => level !== 'ok' && !/fsync|round trip|Disk/.test(what));
    assert.deepEqual(wrong, []);
    for (const part of [/Settings/, /PostgreSQL \d/, /Clock/, /Schema: up to date/, /Secrets/, /Mail/]) {
      assert.equal(levelOf(part), 'ok', String(part));
    }
    assert.equal(levelOf(/fsync/), 'fail', 'the database of the tests gives up durability');
    assert.equal(ok, false);
  });

  it('sees a secret file that others can read', async () => {
    const path = join(app.config.dataDir, 'secrets.env');
    await writeFile(path, 'nothing\n');
    await chmod(path, 0o644);
    assert.equal((await find()).levelOf(/secrets\.env can be read by other users/), 'fail');
    await rm(path);
  });

  it('lists every problem of the settings, and names secrets that are not those of the database', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'interstellas-doctor-'));
    const settings = { ...app.settings, INTERSTELLAS_DATA_DIR: folder };
    const other = '00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff';
    const [misconfigured, foreign, unreachable] = await Promise.all([
      runCommand(['doctor', '--json'], { ...settings, PORT: 'x', INTERSTELLAS_WORKERS: '0' }),
      runCommand(['doctor', '--json'], { ...settings, INTERSTELLAS_PEPPER: other }),
      runCommand(['doctor'], { ...settings, DATABASE_URL: 'postgres://me:hidden-password@127.0.0.1:1/none' }),
    ]);
    await rm(folder, { recursive: true });
    assert.match(misconfigured.output, /PORT.*INTERSTELLAS_WORKERS/s);
    assert.match(foreign.output, /INTERSTELLAS_PEPPER is not the one/);
    assert.match(unreachable.output, /fail {2}Database/);
    for (const { code, output } of [misconfigured, foreign, unreachable]) {
      assert.equal(code, 1, output);
      for (const secret of [...Object.values(TEST_SECRETS), other, 'hidden-password'])
        assert.ok(!output.includes(secret), output);
    }
  });

  describe('through a proxy', () => {
    const proxies: Server[] = [];
    after(() => {
      for (const proxy of proxies) proxy.close();
    });
    /** A proxy that passes on what `pass` leaves of the headers. */
    const proxyThat = async (pass: (name: string, value: string) => [string, string][]): Promise<string> => {
      const proxy = createServer((incoming, outgoing) => {
        const pairs = incoming.rawHeaders.flatMap((name, index, all) =>
          index % 2 === 0 ? pass(name, all[index + 1] ?? '') : [],
        );
        const onward = request(new URL(incoming.url ?? '', app.origin), { headers: pairs.flat() }, (answer) => {
          outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
          answer.pipe(outgoing);
        });
        incoming.pipe(onward);
      });
      proxies.push(proxy);
      proxy.listen(0, '127.0.0.1');
      await once(proxy, 'listening');
      return `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
    };
    const isHost = (name: string): boolean => name.toLowerCase() === 'host';

    it('that passes everything on, all three credentials arrive', async () => {
      const { levelOf } = await find('--url', await proxyThat((name, value) => [[name, value]]));
      for (const part of [/^SECRET_KEY arrives/, /^Authorization arrives/, /^businessId arrives/, /No proxy names/]) {
        assert.equal(levelOf(part), 'ok', String(part));
      }
    });

    it('that drops names with an underscore, as nginx does, it says so and that Secret-Key arrives', async () => {
      const nginx = await proxyThat((name, value) => (name.includes('_') ? [] : [[name, value]]));
      const { levelOf, findings } = await find('--url', nginx);
      assert.equal(levelOf(/SECRET_KEY is dropped on the way; Secret-Key arrives/), 'warn');
      assert.ok(findings.some(({ advice }) => advice?.includes('underscores_in_headers on')));
    });

    it('that drops, repeats or rewrites credentials, it says which, and whether the proxy is believed', async () => {
      const bad = await proxyThat((name, value) => {
        if (/^(?:authorization|secret.key)$/i.test(name)) return [];
        if (name === 'businessId')
          return [
            [name, value],
            [name, value],
          ];
        return isHost(name)
          ? [
              [name, value],
              ['Via', '1.1 somewhere'],
              ['X-Forwarded-For', '203.0.113.9'],
            ]
          : [[name, value]];
      });
      const { ok, levelOf } = await find('--url', bad);
      assert.equal(ok, false);
      assert.equal(levelOf(/Neither SECRET_KEY nor Secret-Key arrives/), 'fail');
      assert.equal(levelOf(/^Authorization does not arrive/), 'fail');
      assert.equal(levelOf(/^businessId arrives 2 times/), 'fail');
      assert.equal(levelOf(/Via, X-Forwarded-For.*not believed/), 'warn');
      const lower = await find('--url', await proxyThat((name, value) => [[name.toLowerCase(), value]]));
      assert.equal(lower.levelOf(/^SECRET_KEY arrives as secret_key/), 'ok');
    });

    it('that leads elsewhere, it says so', async () => {
      const { levelOf } = await find('--url', `http://127.0.0.1:${await freePort()}`);
      assert.equal(levelOf(/127\.0\.0\.1:\d+: .*ECONNREFUSED/), 'fail');
    });
  });

  it('is answered without any value of what was sent', async () => {
    const answer = await app.call('GET', 'auth/headers', {
      token: 'canary-token',
      key: 'canary-key',
      businessId: 'canary-business',
      headers: { 'X-Forwarded-For': 'canary-address', Via: 'canary-proxy' },
    });
    assert.equal(answer.status, 200);
    assert.ok(!answer.text.includes('canary'), answer.text);
    assert.equal(answer.body.data.secretKey.arrived, true);
    assert.equal(answer.body.data.forwarding.isTrusted, false);
  });
});
