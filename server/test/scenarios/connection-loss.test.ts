/** Connections to the database that are cut at any moment: whoever waits for an answer gets one, be it an error. */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { openPool, type Pool } from '../../src/platform/pool.ts';
import { inTransaction } from '../../src/platform/pool-transaction.ts';
import { createTestDatabase, type TestDatabase } from '../harness/cluster.ts';
import { until } from '../harness/until.ts';

const ROUNDS = 6;
const CLIENTS = 5;
/** More than the driver gathers before it writes. */
const LONG = ' '.repeat(1200);

describe('when the connections of a pool are cut', () => {
  let database: TestDatabase;
  let admin: Pool;
  before(async () => {
    database = await createTestDatabase();
    admin = openPool({ url: database.adminUrl, connections: 1, applicationName: 'test' });
  });
  after(async () => {
    await admin.end();
    await database.drop();
  });

  const cut = () => admin`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'cut'`;

  /** Statements as the server makes them: short and long ones, new and known ones, alone and in a transaction. */
  function ask(pool: Pool, number: number): Promise<unknown> {
    const texts = [`select $1::int as a${number}`, `select $1::int ${LONG}`, `select pg_sleep(0.01), $1::int ${LONG}`];
    const text = texts[number % 4];
    if (text !== undefined) return pool.unsafe(text, [number], { prepare: true }).execute();
    return inTransaction(pool, async (sql) => {
      await sql`select ${number}::int as b`;
      await sql`select 2`;
    });
  }

  it('every statement and every transaction that was begun ends, and soon the next ones succeed', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const pool = openPool({ url: database.url, connections: 4, applicationName: 'cut' });
      let [waiting, number, isOver] = [0, round, false];
      const client = async (): Promise<void> => {
        while (!isOver) {
          waiting += 1;
          number += 1;
          await ask(pool, number).catch(() => undefined);
          waiting -= 1;
          await pause(number % 2);
        }
      };
      const clients = Array.from({ length: CLIENTS }, client);
      for (const wait of [10, 30, 40 + round]) {
        await pause(wait);
        await cut();
      }
      isOver = true;
      await until('nobody waits any more', () => waiting === 0, 5000);
      await Promise.all(clients);
      const answers = (): Promise<boolean> =>
        pool`select 1`.then(
          () => true,
          () => false,
        );
      await until('statements are answered again', answers);
      await pool.end({ timeout: 0 });
    }
  });

  it('what a transaction asks for after the cut is not done outside of it, and its pool goes on', async () => {
    await admin`create table stray (id integer)`;
    await admin`grant all on stray to public`;
    const pool = openPool({ url: database.url, connections: 2, applicationName: 'cut' });
    const { promise: isCut, resolve } = Promise.withResolvers<void>();
    let begun = 0;
    const between = inTransaction(pool, async (sql) => {
      await sql`select 1`;
      begun += 1;
      await isCut;
      await sql`insert into stray values (1)`;
    });
    const asking = inTransaction(pool, async (sql) => {
      await sql`select 1`;
      begun += 1;
      await sql`select pg_sleep(4)`;
    });
    const ended = Promise.all([assert.rejects(between), assert.rejects(asking)]);
    await until('both have begun', () => begun === 2);
    await cut();
    await ended;
    resolve();
    await until('statements are answered again', () =>
      pool`select 1`.then(
        () => true,
        () => false,
      ),
    );
    assert.equal((await admin`select id from stray`).length, 0);
    await pool.end({ timeout: 0 });
  });

  it('a transaction that was not begun yet is begun on another one: nobody hears of a connection that nobody used', async () => {
    const pool = openPool({ url: database.url, connections: 2, applicationName: 'cut' });
    for (let round = 0; round < 5; round += 1) {
      await Promise.all([pool`select 1`, pool`select 2`]);
      await cut();
      // Else one could still begin on it, and lose it then.
      await until('the other side is gone', async () => {
        const rows = await admin`select 1 from pg_stat_activity where application_name = 'cut'`;
        return rows.length === 0;
      });
      const value = await inTransaction(pool, async (sql) => (await sql<{ one: number }[]>`select 1 as one`)[0]?.one);
      assert.equal(value, 1);
    }
    await pool.end({ timeout: 1 });
  });
});
