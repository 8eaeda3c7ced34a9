/** As whom the server works: what was posted and what was recorded can be added to and never changed, not even by its own code. */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { openPool, type Pool } from '../../src/platform/pool.ts';
import { prepareWorkingRole } from '../../src/platform/working-role.ts';
import { startTestApp, type TestApp } from '../harness/app.ts';
import { createTestDatabase, TEST_ROLE, type TestDatabase } from '../harness/cluster.ts';
import { createOperator } from '../harness/commands.ts';
import { fundAccount } from '../harness/money.ts';

const APPEND_ONLY = [
  ['ledger_posting', 'id'],
  ['ledger_entry', 'posting_id'],
  ['audit_event', 'id'],
] as const;
const attemptsOn = (table: string, column: string): string[] => [
  `update ${table} set ${column} = ${column}`,
  `delete from ${table}`,
  `truncate ${table}`,
];

describe('the role as which the server works', () => {
  let app: TestApp;
  let owner: Pool;
  before(async () => {
    app = await startTestApp();
    owner = openPool({ url: app.database.url, connections: 1, applicationName: 'test' });
    const { businessId } = await app.newPerson();
    await fundAccount(app, businessId, undefined, 100n);
  });
  after(async () => {
    await owner.end();
    await app.stop();
  });

  const codeOf = (sql: Pool | TestApp['app']['database']['sql'], statement: string): Promise<string> =>
    sql.unsafe(statement).then(
      () => 'done',
      (error: { readonly code: string }) => error.code,
    );

  for (const [table, column] of APPEND_ONLY) {
    it(`cannot change, remove or truncate rows of ${table}`, async () => {
      const { sql } = app.app.database;
      assert.deepEqual([...(await sql`select current_user as name`)], [{ name: TEST_ROLE }]);
      for (const attempt of attemptsOn(table, column)) assert.equal(await codeOf(sql, attempt), '42501', attempt);
    });

    it(`nor can the owner of ${table}, whom triggers refuse`, async () => {
      for (const attempt of attemptsOn(table, column)) assert.equal(await codeOf(owner, attempt), '23001', attempt);
      const [row] = await owner<[{ count: bigint }]>`select count(*) from ${owner(table)}`;
      assert.ok(row.count > 0n, 'there were rows to change');
    });
  }

  it('has no say over the schema: it can neither make a table nor take a trigger off', async () => {
    const { sql } = app.app.database;
    assert.equal(await codeOf(sql, 'create table elsewhere (id int)'), '42501');
    assert.equal(await codeOf(sql, 'alter table ledger_entry disable trigger all'), '42501');
    assert.equal(await codeOf(sql, "insert into schema_migration (name, checksum) values ('x', 'x')"), '42501');
  });

  it('is what the doctor looks for', async () => {
    const outcome = await createOperator(app).call(['doctor']);
    assert.match(outcome.message, new RegExp(`works as ${TEST_ROLE}`));
  });
});

describe('the role on a database of the operator', () => {
  let database: TestDatabase;
  let admin: Pool;
  before(async () => {
    database = await createTestDatabase();
    admin = openPool({ url: database.adminUrl, connections: 1, applicationName: 'test' });
  });
  after(async () => {
    await admin`reassign owned by keeper, maker to interstellas`;
    await admin`drop owned by keeper, maker, maker_app`;
    await admin`drop role keeper, maker, keeper_app, maker_app`;
    await admin.end();
    await database.drop();
  });

  const asOwner = async <T>(
    name: string,
    rights: string,
    work: (pool: Pool, url: string) => Promise<T>,
  ): Promise<T> => {
    await admin.unsafe(`create role ${name} login ${rights} password 'moonlit harbour'`);
    await admin.unsafe(`grant interstellas to ${name}; grant all on schema public to ${name}`);
    await admin.unsafe(`reassign owned by interstellas to ${name}`);
    const url = new URL(database.url);
    [url.username, url.password] = [name, 'moonlit harbour'];
    const pool = openPool({ url: url.href, connections: 1, applicationName: 'test' });
    try {
      return await work(pool, url.href);
    } finally {
      await pool.end();
      await admin.unsafe(`reassign owned by ${name} to interstellas`);
    }
  };

  it('is made where the login may make roles, and making it again changes nothing', async () => {
    await asOwner('maker', 'createrole', async (pool, url) => {
      const [one, other] = await Promise.all([prepareWorkingRole(pool, url), prepareWorkingRole(pool, url)]);
      assert.deepEqual([one, other], [{ role: 'maker_app' }, { role: 'maker_app' }]);
      assert.deepEqual(await prepareWorkingRole(pool, url), { role: 'maker_app' });
    });
  });

  it('is done without, with the reason, where the login may not, and where its name belongs to somebody who can sign in', async () => {
    await asOwner('keeper', '', async (pool, url) => {
      const missing = await prepareWorkingRole(pool, url);
      assert.ok(missing.role === undefined && /permission denied/.test(missing.why), JSON.stringify(missing));
      await admin`create role keeper_app login`;
      await admin`grant keeper_app to keeper`;
      const foreign = await prepareWorkingRole(pool, url);
      assert.ok(foreign.role === undefined && /can do more/.test(foreign.why), JSON.stringify(foreign));
      const [row] = await admin`select has_table_privilege('keeper_app', 'ledger_entry', 'select') as given`;
      assert.equal(row?.['given'], false);
    });
  });
});
