/** Replacing the server secrets: nobody notices, the old ones open nothing afterwards, and a killed rotation loses nothing. */

import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { OperatorError } from '../../src/platform/operator-error.ts';
import { openPool, type Pool } from '../../src/platform/pool.ts';
import { systemRandom } from '../../src/platform/random.ts';
import { createPepper, createSeal, type ServerSecrets } from '../../src/platform/seal.ts';
import { INDEPENDENT_COLUMNS, LAPSING_DIGESTS, SEALED_COLUMNS } from '../../src/secret-rotation/columns.ts';
import { type RotationOptions, rotateSecrets } from '../../src/secret-rotation/index.ts';
import { inspectAll } from '../../src/secret-rotation/reseal.ts';
import { mintSecret, obtainSecrets, type SecretsFile, secretsFile, secretsWatch } from '../../src/server-secrets.ts';
import { startTestApp, type TestApp } from '../harness/app.ts';
import { expectOk, type Person } from '../harness/client.ts';
import { createTestDatabase, type TestDatabase } from '../harness/cluster.ts';

describe('a rotation of the server secrets', () => {
  let app: TestApp;
  let dataDir: string;
  let file: SecretsFile;
  let person: Person;
  before(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'interstellas-rotation-'));
    const place = { dataDir, secrets: undefined };
    const secrets = { secrets: await obtainSecrets(place), replacedSecrets: secretsWatch(place) };
    file = secretsFile(place) as SecretsFile;
    app = await startTestApp({ secrets });
    person = await app.newPerson();
  });
  after(async () => {
    await app.stop();
    await rm(dataDir, { recursive: true });
  });

  const rotate = async (options: Partial<RotationOptions> = {}) =>
    rotateSecrets({
      clock: app.clock,
      random: systemRandom,
      openPool: () => openPool({ url: app.database.url, connections: 1, applicationName: 'rotation', isPatient: true }),
      secrets: await file.read(),
      kept: file,
      mint: mintSecret,
      report: () => undefined,
      patience: { listenMs: 300, settleMs: 200 },
      ...options,
    });
  const inspect = ({ keyEncryptionKeys, peppers }: ServerSecrets) =>
    inspectAll({
      pool: app.sql,
      seal: createSeal(keyEncryptionKeys, systemRandom),
      pepper: createPepper(peppers),
    });
  /** Signs in and uses the key anew each time, so that nothing is answered from memory. */
  const useEverything = async (server: TestApp): Promise<void> => {
    const token: string = expectOk(await server.signIn(person.email, person.password)).data.accessToken;
    const credentials = { ...person, token };
    expectOk(await server.call('GET', 'clients/business/account-details', credentials));
    const { data } = expectOk(await server.call('GET', 'clients/settings/get-keys', credentials));
    assert.equal(data.secretKey, person.key);
  };

  it('is noticed by no request, and afterwards the old secrets alone open nothing', async () => {
    const old = await file.read();
    let isOver = false;
    let rounds = 0;
    const traffic = (async () => {
      for (; !isOver; rounds += 1) await useEverything(app);
    })();
    const { resealed, unreadable } = await rotate().finally(() => {
      isOver = true;
    });
    await traffic;
    assert.ok(rounds > 3 && resealed >= 2, `${rounds} rounds, ${resealed} values`);
    assert.deepEqual(unreadable, []);
    const fresh = await file.read();
    assert.deepEqual([fresh.keyEncryptionKeys.length, fresh.peppers.length], [1, 1]);
    assert.ok((await inspect(old)).unreadable.length >= resealed, 'the old secrets open nothing');
    assert.deepEqual(await inspect(fresh), { stale: 0, unreadable: [] });
    expectOk(await app.call('GET', 'auth/me', { token: person.token }));
    await useEverything(app);
  });

  it('is refused while another one is at work', async () => {
    const outcomes = await Promise.allSettled([rotate(), rotate()]);
    const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
    assert.equal(refused.length, 1);
    assert.match(String(refused[0]?.reason), /Another rotation/);
    await useEverything(app);
  });

  it('refuses to seal with secrets from the settings that a running process does not have', async () => {
    await assert.rejects(
      rotate({ kept: undefined, secrets: app.config.secrets as ServerSecrets }),
      (error) => error instanceof OperatorError && /1 of 1 running processes/.test(error.message),
    );
  });

  it('that is killed anywhere leaves everything readable, and the next one finishes it', async () => {
    await app.app.stop();
    const steps: string[] = [];
    const patience = { listenMs: 20, settleMs: 0 };
    await rotate({ patience, report: (step) => steps.push(step) });
    assert.ok(steps.length >= 4, steps.join());
    for (const fatal of steps) {
      const old = await file.read();
      const report = (step: string): void => {
        if (step === fatal) throw new Error('killed');
      };
      const killed = rotate({ patience, report });
      await assert.rejects(killed, /killed/, fatal);
      assert.deepEqual((await inspect(await file.read())).unreadable, [], `after the kill at "${fatal}"`);
      await rotate({ patience });
      const fresh = await file.read();
      assert.deepEqual(await inspect(fresh), { stale: 0, unreadable: [] }, fatal);
      assert.notDeepEqual(fresh, old);
      assert.deepEqual([fresh.keyEncryptionKeys.length, fresh.peppers.length], [1, 1], fatal);
    }
  });

  it('of secrets in the settings seals everything with the first, so that the servers can do without the others', async () => {
    const old = await file.read();
    const fresh = { keyEncryptionKeys: [mintSecret()], peppers: [mintSecret()] };
    const both = {
      keyEncryptionKeys: [...fresh.keyEncryptionKeys, ...old.keyEncryptionKeys],
      peppers: [...fresh.peppers, ...old.peppers],
    };
    const using = async (secrets: ServerSecrets, use: (server: TestApp) => Promise<unknown>): Promise<void> => {
      const server = await startTestApp({ beside: app, secrets: { secrets } });
      await use(server).finally(() => server.stop());
    };
    await using(both, async (server) => {
      await useEverything(server);
      const { resealed } = await rotate({ kept: undefined, secrets: both });
      assert.ok(resealed >= 2);
      await useEverything(server);
    });
    await using(fresh, async (server) => {
      await useEverything(server);
      expectOk(await server.call('GET', 'auth/me', { token: person.token }));
    });
    await assert.rejects(rotate({ kept: undefined, secrets: fresh }), /There is nothing to rotate/);
  });
});

describe('the table of what depends on the server secrets', () => {
  let database: TestDatabase;
  let sql: Pool;
  before(async () => {
    database = await createTestDatabase();
    sql = openPool({ url: database.url, connections: 1, applicationName: 'test' });
  });
  after(async () => {
    await sql.end();
    await database.drop();
  });

  it('names every binary column of the schema, and no column that is not there', async () => {
    const columns = await sql<{ name: string }[]>`
      select table_name || '.' || column_name as name from information_schema.columns
      where table_schema = 'public' and data_type = 'bytea'`;
    const listed = [
      ...SEALED_COLUMNS.flatMap(({ table, column, digest }) => [
        `${table}.${column}`,
        ...(digest === undefined ? [] : [`${table}.${digest.column}`]),
      ]),
      ...LAPSING_DIGESTS.map(({ column }) => column),
      ...INDEPENDENT_COLUMNS,
    ];
    assert.deepEqual(listed.toSorted(), columns.map(({ name }) => name).toSorted());
  });

  it('gives the primary key of each table, by which a rotation finds its way', async () => {
    for (const { table, key } of SEALED_COLUMNS) {
      const columns = await sql<{ name: string }[]>`
        select a.attname as name from pg_index i
        cross join lateral unnest(i.indkey::int2[]) with ordinality as k (attnum, place)
        join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum
        where i.indrelid = ${table}::text::regclass and i.indisprimary order by k.place`;
      assert.deepEqual(
        columns.map(({ name }) => name),
        [...key],
        table,
      );
    }
  });
});
