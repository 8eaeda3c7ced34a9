/** Backup and restore: every row arrives in an empty database, which then serves; whatever is wrong, that stays empty. */

import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { gunzipSync, gzipSync } from 'node:zlib';
import { backUp, restore } from '../../src/backup/index.ts';
import { openPool, type Pool } from '../../src/platform/pool.ts';
import { systemRandom } from '../../src/platform/random.ts';
import { createPepper, createSeal, type ServerSecrets } from '../../src/platform/seal.ts';
import { startTestApp, TEST_SECRETS, type TestApp } from '../harness/app.ts';
import { expectOk, type Person } from '../harness/client.ts';
import { createTestDatabase, type TestDatabase } from '../harness/cluster.ts';
import { runCommand } from '../harness/process.ts';

const TEXTS = ['line\u2028separator', 'tab\tand \\ and "quotes"', 'Ìyá Àgbà 🏦', "o'clock\r\nnext"];

describe('a backup', () => {
  let app: TestApp;
  let person: Person;
  let folder: string;
  let archive: string;
  let settings: Record<string, string>;
  before(async () => {
    app = await startTestApp();
    person = await app.newPerson();
    folder = await mkdtemp(join(tmpdir(), 'interstellas-backup-'));
    archive = join(folder, 'archive');
    settings = { ...TEST_SECRETS, DATABASE_URL: app.database.url };
    await app.sql`update app_user set last_name = ${TEXTS.join()} where id = ${person.userId}`;
    await app.sql`
      insert into attempt (subject, failures, blocked_until, last_at)
      values ('\\x00ff0a0d5c', 3, '-infinity', '2026-01-02 03:04:05.678901+01')`;
    await app.sql`
      update secret_key set addresses = ${app.sql.unsafe(`'{"127.0.0.0/8","10.0.0.0/8"}'::text[]`)}
      where client_id = ${person.clientId}`;
    const made = await runCommand(['backup', archive], settings);
    assert.equal(made.code, 0, made.output);
    for (const secret of Object.values(TEST_SECRETS)) assert.ok(!made.output.includes(secret));
  });
  after(async () => {
    await app.stop();
    await rm(folder, { recursive: true });
  });

  const contents = async (url: string): Promise<Record<string, unknown>> => {
    const sql = openPool({ url, connections: 1, applicationName: 'test' });
    const tables = await sql<{ name: string }[]>`
      select tablename as name from pg_tables where schemaname = 'public' and tablename <> 'schema_migration'`;
    const found: Record<string, unknown> = {};
    for (const { name } of tables) {
      const rows = await sql<{ row: string }[]>`
        select to_jsonb(t)::text as row from ${sql(name)} t order by to_jsonb(t)::text collate "C"`;
      found[name] = rows.map(({ row }) => row);
    }
    await sql.end();
    return found;
  };
  const rowsIn = (database: Record<string, unknown>): number =>
    Object.values(database).reduce((total: number, rows) => total + (rows as unknown[]).length, 0);

  /** Restores into a database of its own and hands that to the test. */
  const intoEmpty = async <T>(
    path: string,
    look: (target: TestDatabase, outcome: unknown) => Promise<T>,
    secrets: ServerSecrets = app.config.secrets as ServerSecrets,
  ): Promise<T> => {
    const target = await createTestDatabase();
    const pool: Pool = openPool({ url: target.url, connections: 1, applicationName: 'restore', isPatient: true });
    try {
      const outcome = await restore({
        environment: 'sandbox',
        path,
        pool,
        pepper: createPepper(secrets.peppers),
        seal: createSeal(secrets.keyEncryptionKeys, systemRandom),
      }).catch((error: unknown) => error);
      return await look(target, outcome);
    } finally {
      await pool.end();
      await target.drop();
    }
  };

  it('restores every row of every table into an empty database, which then serves', async () => {
    const target = await createTestDatabase();
    const before = await contents(app.database.url);
    const restored = await runCommand(['restore', archive], { ...settings, DATABASE_URL: target.url });
    assert.equal(restored.code, 0, restored.output);
    assert.deepEqual(await contents(target.url), before);
    const again = await startTestApp({ databaseUrl: target.url });
    try {
      const token: string = expectOk(await again.signIn(person.email, person.password)).data.accessToken;
      expectOk(await again.call('GET', 'clients/business/account-details', { ...person, token }));
      expectOk(await again.call('GET', 'auth/me', { token: person.token }));
    } finally {
      await again.stop();
    }
    const twice = await runCommand(['restore', archive], { ...settings, DATABASE_URL: target.url });
    assert.equal(twice.code, 1);
    assert.match(twice.output, /not empty/);
    await target.drop();
  });

  it('is readable by its owner alone, and never takes the place of a file', async () => {
    assert.equal((await stat(archive)).mode & 0o777, 0o600);
    const before = await readFile(archive);
    const second = await runCommand(['backup', archive], settings);
    assert.equal(second.code, 1);
    assert.match(second.output, /exists already/);
    assert.deepEqual(await readFile(archive), before);
  });

  it('shows one moment of the database, whatever is written meanwhile', async () => {
    const path = join(folder, 'moment');
    const pool = openPool({ url: app.database.url, connections: 1, applicationName: 'backup', isPatient: true });
    const { environment, secrets } = app.config;
    const writing = Promise.all(Array.from({ length: 5 }, () => app.newPerson()));
    await backUp({
      clock: app.clock,
      environment,
      version: '0',
      path,
      pepper: createPepper((secrets as ServerSecrets).peppers),
      pool,
      random: systemRandom,
      secrets: '',
    });
    await writing;
    await pool.end();
    await intoEmpty(path, async (target, outcome) => {
      assert.ok(!(outcome instanceof Error), String(outcome));
      const sql = openPool({ url: target.url, connections: 1, applicationName: 'test' });
      const [torn] = await sql`
        select 1 from app_user u where not exists (select 1 from client_account c where c.owner_user_id = u.id)`;
      await sql.end();
      assert.equal(torn, undefined, 'a user came without what was made with him');
    });
  });

  it('that is damaged, cut short, altered, or of other secrets is refused, and leaves the database empty', async () => {
    const whole = await readFile(archive);
    const text = gunzipSync(whole).toString('utf8');
    const lines = text.split('\n');
    const altered = text.replace(person.email, 'thief@example.com');
    assert.notEqual(altered, text);
    const flipped = Buffer.from(whole);
    flipped[flipped.length >> 1] = (flipped[flipped.length >> 1] ?? 0) ^ 1;
    const wrong: Record<string, Buffer> = {
      'half of it': whole.subarray(0, whole.length >> 1),
      'all but the last byte': whole.subarray(0, -1),
      'a flipped bit': flipped,
      'not a backup': Buffer.from('hello'),
      empty: Buffer.alloc(0),
      'an altered row': gzipSync(altered),
      'a row left out': gzipSync(lines.filter((line) => !line.includes(person.email)).join('\n')),
      'without its end': gzipSync(`${lines.slice(0, -3).join('\n')}\n`),
      'without its proof': gzipSync(`${lines.slice(0, -2).join('\n')}\n`),
      'with something behind it': gzipSync(`${text}[]\n`),
      'without its migrations': gzipSync('{"archive":"interstellas-backup","format":1,"environment":"sandbox"}\n'),
      'with an endless line': gzipSync(Buffer.alloc(40_000_000, '[')),
    };
    for (const [what, bytes] of Object.entries(wrong)) {
      const path = join(folder, 'wrong');
      await writeFile(path, bytes);
      await intoEmpty(path, async (target, outcome) => {
        assert.ok(outcome instanceof Error && outcome.name === 'OperatorError', `${what}: ${outcome}`);
        assert.equal(rowsIn(await contents(target.url)), 0, what);
      });
    }
    const other = { keyEncryptionKeys: [Buffer.alloc(32, 1)], peppers: [Buffer.alloc(32, 2)] };
    const refusal = async (target: TestDatabase, outcome: unknown): Promise<void> => {
      assert.match(String(outcome), /INTERSTELLAS_PEPPER/);
      assert.equal(rowsIn(await contents(target.url)), 0);
    };
    await intoEmpty(archive, refusal, other);
  });
});
