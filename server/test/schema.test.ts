// Holds the database's schema: what is committed as server/schema.sql is what the migrations make, and every table keeps
// the habits on which speed, order and isolation rest. An exception is named here with its reason, and goes when it is over.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { dumpSchema } from '../../tools/schema.ts';
import { openPool, type Pool } from '../src/platform/pool.ts';
import { createTestDatabase, type TestDatabase } from './harness/cluster.ts';

const SCHEMA_FILE = join(import.meta.dirname, '../schema.sql');

describe('the schema', () => {
  let database: TestDatabase;
  let sql: Pool;

  before(async () => {
    database = await createTestDatabase();
    sql = openPool({ url: database.url, connections: 2, applicationName: 'schema test' });
  });
  after(async () => {
    await sql.end({ timeout: 1 });
    await database.drop();
  });

  it('is what server/schema.sql says: otherwise run "npm run generate" and commit the result', async () => {
    assert.equal(await readFile(SCHEMA_FILE, 'utf8'), await dumpSchema(sql));
  });

  it('is written whole: loaded into an empty database, the file makes the same schema', async () => {
    const empty = await createTestDatabase();
    const pool = openPool({ url: empty.adminUrl, connections: 1, applicationName: 'schema test' });
    try {
      await pool.unsafe('drop schema public cascade; create schema public');
      await pool.unsafe(await readFile(SCHEMA_FILE, 'utf8'));
      assert.equal(await dumpSchema(pool), await dumpSchema(sql));
    } finally {
      await pool.end({ timeout: 1 });
      await empty.drop();
    }
  });

  it('what the file cannot say is refused, not left out', async () => {
    const undo = new Error('undo');
    const attempt = sql.begin(async (transaction) => {
      await transaction`create view unforeseen as select 1 as one`;
      await assert.rejects(dumpSchema(transaction), /v unforeseen/);
      throw undo;
    });
    await assert.rejects(attempt, undo);
  });

  it('every table has a primary key', async () => {
    const rows = await sql<{ name: string }[]>`
      select relname as name from pg_class c
      where relnamespace = 'public'::regnamespace and relkind = 'r'
        and not exists (select from pg_constraint k where k.conrelid = c.oid and k.contype = 'p')`;
    assert.deepEqual(names(rows), []);
  });

  it('the key of every table that belongs to a client begins with the client account or the business', async () => {
    const rows = await sql<{ name: string }[]>`
      select distinct c.relname as name
      from pg_class c
      join pg_attribute a on a.attrelid = c.oid and a.attname in ('client_id', 'business_id')
      join pg_constraint k on k.conrelid = c.oid and k.contype = 'p'
      join pg_attribute first on first.attrelid = c.oid and first.attnum = k.conkey[1]
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
        and first.attname not in ('client_id', 'business_id')`;
    assert.deepEqual(names(rows), []);
  });

  it('every foreign key has an index that begins with its columns', async () => {
    const rows = await sql<{ name: string }[]>`
      select k.conname as name from pg_constraint k
      where k.connamespace = 'public'::regnamespace and k.contype = 'f' and not exists (
        select from pg_index i
        where i.indrelid = k.conrelid and i.indpred is null
          and (i.indkey::int2[])[0:cardinality(k.conkey) - 1] @> k.conkey)`;
    assert.deepEqual(
      names(rows),
      reasoned({
        inbound_payment__account: 'an account is never deleted, and no query asks for the payments of one',
        member__business: 'business_id alone begins the primary key, and belongs to one client account only',
        webhook_endpoint__business: 'business_id alone is the primary key, and belongs to one client account only',
      }),
    );
  });

  it('every id is compared by bytes, so that its order is the order of creation', async () => {
    const rows = await sql<{ name: string }[]>`
      select c.relname || '.' || a.attname as name
      from pg_attribute a
      join pg_class c on c.oid = a.attrelid
      join pg_type t on t.oid = a.atttypid
      join pg_collation l on l.oid = a.attcollation
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
        and (a.attname = 'id' or a.attname like '%\\_id') and not (t.typname = 'text' and l.collname = 'C')`;
    assert.deepEqual(
      names(rows),
      reasoned({ 'business.country_id': 'a country code, called an id by the public documentation' }),
    );
  });

  it('constraints, indexes and triggers are called after their table: <table>__<what>', async () => {
    const rows = await sql<{ name: string }[]>`
      select named.name from (
        select conrelid as table_id, conname as name from pg_constraint where contype not in ('n', 't') and conrelid <> 0
        union select indrelid, x.relname from pg_index i join pg_class x on x.oid = i.indexrelid
        union select tgrelid, tgname from pg_trigger where not tgisinternal
      ) named
      join pg_class c on c.oid = named.table_id
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
        and not starts_with(named.name, c.relname || '__')`;
    assert.deepEqual(names(rows), []);
  });

  it('money is whole kobo, and a moment has a time zone', async () => {
    const rows = await sql<{ name: string }[]>`
      select c.relname || '.' || a.attname as name
      from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_type t on t.oid = a.atttypid
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
        and (t.typname in ('float4', 'float8', 'numeric', 'money', 'timestamp', 'timetz')
          or (a.attname like '%\\_kobo' and t.typname <> 'int8')
          or (a.attname like '%\\_at' and t.typname <> 'timestamptz'))`;
    assert.deepEqual(names(rows), []);
  });
});

function names(rows: readonly { readonly name: string }[]): string[] {
  return rows.map(({ name }) => name).sort();
}

/** The names of the exceptions; each must still be one, so that none outlives its reason. */
function reasoned(exceptions: Readonly<Record<string, string>>): string[] {
  return Object.keys(exceptions).sort();
}
