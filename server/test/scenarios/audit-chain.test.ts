/** The chain of audit events: whole whatever happens at once, and nothing in it can be altered unnoticed, not even by the database's superuser. */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { ChainReport, Facts, VerifyOptions } from '../../src/audit/index.ts';
import type { ClientId, UserId } from '../../src/platform/ids.ts';
import type { Sql } from '../../src/platform/pool.ts';
import { createMeans } from '../guarantees/means.ts';
import { startTestApp, type TestApp } from '../harness/app.ts';

const ACTOR = {
  address: '203.0.113.7',
  userAgent: 'acme/1.0',
  keyId: 'key_1',
  sessionId: 'ses_1',
  requestId: 'req_1',
} as const;
const FACTS: Facts = { name: 'Ọjà Ńlá "№ 1"\\', share: 0.1, large: 1e21, none: null, list: ['b', 'a'], isOn: true };
/** Longer than a page of what is read at once. */
const LONG = 600;

describe('the chain of audit events', () => {
  let app: TestApp;
  before(async () => {
    app = await startTestApp();
  });
  after(() => app.stop());

  /** A client account with that many events. */
  async function chainOf(length: number): Promise<ClientId> {
    const { audit, database, ids } = app.app;
    const clientId = ids.next('client');
    await database.transaction(async ({ sql }) => {
      const record = (index: number) => audit.record(sql, eventOf(clientId, index));
      await Promise.all(Array.from({ length }, (_, index) => record(index)));
    });
    return clientId;
  }

  function eventOf(clientId: ClientId, index: number) {
    const actor = { ...ACTOR, userId: 'usr_1' } as never;
    const change = { before: FACTS, after: { ...FACTS, index }, details: { why: 'test' } };
    return { action: 'test.change', clientId, objectId: `object-${index}`, actor, ...change };
  }

  async function reportsOf(options: VerifyOptions): Promise<ChainReport[]> {
    const reports: ChainReport[] = [];
    for await (const report of app.app.audit.verify(options)) reports.push(report);
    return reports;
  }

  async function reportOf(options: VerifyOptions): Promise<ChainReport> {
    const reports = await reportsOf(options);
    assert.equal(reports.length, 1);
    return reports[0] as ChainReport;
  }

  /** As the superuser, with every trigger switched off. */
  function tamper<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
    return app.sql.begin(async (sql) => {
      await sql`set local session_replication_role = replica`;
      return work(sql);
    }) as Promise<T>;
  }

  it('numbers twenty changes of one account at once from 1 without a gap, and is whole', async () => {
    const { audit, database, ids } = app.app;
    const clientId = ids.next('client');
    const changes = Array.from({ length: 20 }, (_, index) =>
      database.transaction(({ sql }) => audit.record(sql, eventOf(clientId, index))),
    );
    await Promise.all(changes);
    const rows = await app.sql<{ sequence: bigint }[]>`
      select sequence from audit_event where client_id = ${clientId} order by sequence`;
    assert.deepEqual(
      rows.map(({ sequence }) => Number(sequence)),
      Array.from({ length: 20 }, (_, index) => index + 1),
    );
    const { events, broken, head } = await reportOf({ clientId });
    assert.deepEqual([events, broken, head?.sequence], [20, undefined, 20]);
  });

  it('has neither an event nor a gap where a transaction was rolled back', async () => {
    const { audit, database } = app.app;
    const clientId = await chainOf(2);
    const attempt = database.transaction(async ({ sql }) => {
      await audit.record(sql, eventOf(clientId, 3));
      throw new Error('the change failed');
    });
    await assert.rejects(attempt, /the change failed/);
    await database.transaction(({ sql }) => audit.record(sql, eventOf(clientId, 4)));
    const { events, broken } = await reportOf({ clientId });
    assert.deepEqual([events, broken], [3, undefined]);
  });

  it('records what a person does in the account that he owns and in those where he is an active member, and nowhere else', async () => {
    const { audit, database, ids } = app.app;
    const { newPerson } = createMeans(app);
    const [person, employer, former] = [await newPerson(), await newPerson(), await newPerson()];
    await newPerson();
    for (const [home, isActive] of [
      [employer, true],
      [former, false],
    ] as const) {
      await app.sql`
        insert into member (client_id, business_id, user_id, id, role, is_active, created_at)
        values (${home.clientId}, ${home.businessId}, ${person.userId}, ${ids.next('member')}, 'viewer', ${isActive}, now())`;
    }
    const event = { action: 'test.personal', objectId: person.userId };
    const both = Array.from({ length: 6 }, () =>
      database.transaction(({ sql }) => audit.recordForUser(sql, person.userId as UserId, event)),
    );
    await Promise.all(both);
    const rows = await app.sql<{ clientId: string; count: number }[]>`
      select client_id as "clientId", count(*)::int from audit_event where action = 'test.personal' group by client_id`;
    assert.deepEqual(
      new Map(rows.map(({ clientId, count }) => [clientId, count])),
      new Map(
        [
          [person.clientId, 6],
          [employer.clientId, 6],
        ].toSorted() as [string, number][],
      ),
    );
    for await (const { clientId, broken } of audit.verify()) assert.equal(broken, undefined, clientId);
  });

  it('cannot be changed, shortened, emptied or moved back by the server itself', async () => {
    const clientId = await chainOf(3);
    const { sql } = app.app.database;
    // The working role has no right to it, or a trigger stands in its way.
    const isRefused = ({ code }: { readonly code: string }): boolean => ['42501', '23001'].includes(code);
    const attempts = [
      sql`update audit_event set action = 'other' where client_id = ${clientId}`,
      sql`delete from audit_event where client_id = ${clientId}`,
      sql`truncate audit_event`,
      sql`update audit_chain set sequence = 2 where client_id = ${clientId}`,
      sql`update audit_chain set hash = sha256('other') where client_id = ${clientId}`,
      sql`delete from audit_chain where client_id = ${clientId}`,
      sql`truncate audit_chain`,
    ];
    for (const attempt of attempts) await assert.rejects(attempt, isRefused);
    assert.equal((await reportOf({ clientId })).broken, undefined);
  });

  it('gives away a change of any single column, and names the event', async () => {
    const clientId = await chainOf(3);
    app.app.audit.refused({ action: 'test.change', code: 'permission.denied', clientId, actor: ACTOR as never });
    await app.app.audit.settle();
    const columns = await app.sql<{ name: string; type: string }[]>`
      select column_name as name, data_type as type from information_schema.columns where table_name = 'audit_event'`;
    assert.ok(columns.length >= 19);
    for (const { name, type } of columns) {
      const at = name === 'code' ? 4 : 3;
      const { id } = await tamper(async (sql) => {
        await sql`create temporary table kept on commit preserve rows as
          select * from audit_event where client_id = ${clientId} and sequence = ${at}`;
        const column = sql(name);
        const other = otherValue(sql, name, type);
        const rows = await sql<{ id: string }[]>`
          update audit_event set ${column} = ${other} where client_id = ${clientId} and sequence = ${at} returning id`;
        return rows[0] ?? { id: '' };
      });
      const { broken } = await reportOf({ clientId });
      assert.equal(broken?.sequence, at, `${name} was changed, and ${JSON.stringify(broken)} was found`);
      const isElsewhere = name === 'client_id' || name === 'sequence';
      assert.equal(broken.why, isElsewhere ? 'missing' : 'changed', name);
      assert.equal(broken.eventId, isElsewhere ? undefined : id, name);
      await tamper(async (sql) => {
        await sql`delete from audit_event where id = ${id} or sequence = ${at} and client_id = ${clientId}`;
        await sql`insert into audit_event select * from kept`;
        await sql`drop table kept`;
      });
      assert.equal((await reportOf({ clientId })).broken, undefined, `${name} is as it was`);
    }
  });

  /** A value of the column that no event of these tests has. */
  function otherValue(sql: Sql, name: string, type: string) {
    if (name === 'outcome') return sql`'refused'`;
    switch (type) {
      case 'bigint':
        return sql`4000`;
      case 'integer':
        return sql`count + 1`;
      case 'jsonb':
        return sql`${sql(name)} || '{"name": "other"}'`;
      case 'bytea':
        return sql`sha256('other')`;
      case 'timestamp with time zone':
        return sql`${sql(name)} + interval '1 millisecond'`;
      default:
        return sql`${sql(name)} || 'x'`;
    }
  }

  const TAMPERINGS: readonly {
    readonly what: string;
    readonly act: (sql: Sql, clientId: ClientId) => Promise<unknown>;
    readonly found: { readonly sequence: number; readonly why: string };
  }[] = [
    {
      what: 'an event in the middle removed',
      act: (sql, clientId) => sql`delete from audit_event where client_id = ${clientId} and sequence = 4`,
      found: { sequence: 4, why: 'missing' },
    },
    {
      what: 'the first event removed',
      act: (sql, clientId) => sql`delete from audit_event where client_id = ${clientId} and sequence = 1`,
      found: { sequence: 1, why: 'missing' },
    },
    {
      what: 'an event removed and the others renumbered',
      act: async (sql, clientId) => {
        await sql`delete from audit_event where client_id = ${clientId} and sequence = 4`;
        await sql`update audit_event set sequence = -sequence where client_id = ${clientId} and sequence > 4`;
        await sql`update audit_event set sequence = -sequence - 1 where client_id = ${clientId} and sequence < 0`;
        await sql`update audit_chain set sequence = 5 where client_id = ${clientId}`;
      },
      found: { sequence: 4, why: 'changed' },
    },
    {
      what: 'two neighbours swapped',
      act: (sql, clientId) => swap(sql, clientId, 3, 4),
      found: { sequence: 3, why: 'reordered' },
    },
    {
      what: 'two distant events swapped',
      act: (sql, clientId) => swap(sql, clientId, 2, 5),
      found: { sequence: 2, why: 'reordered' },
    },
    {
      what: 'an event added in the middle',
      act: async (sql, clientId) => {
        await sql`update audit_event set sequence = -sequence where client_id = ${clientId} and sequence > 4`;
        await sql`update audit_event set sequence = -sequence + 1 where client_id = ${clientId} and sequence < 0`;
        await sql`
          insert into audit_event (client_id, id, sequence, hash, occurred_at, action, object_id, outcome, count)
          values (${clientId}, 'evt_1', 5, sha256('new'), '2026-07-01', 'test.forged', 'object', 'done', 1)`;
        await sql`update audit_chain set sequence = 7 where client_id = ${clientId}`;
      },
      found: { sequence: 5, why: 'changed' },
    },
    {
      what: 'the newest events removed and the head left',
      act: (sql, clientId) => sql`delete from audit_event where client_id = ${clientId} and sequence > 4`,
      found: { sequence: 5, why: 'missing' },
    },
    {
      what: 'all events removed and the head left',
      act: (sql, clientId) => sql`delete from audit_event where client_id = ${clientId}`,
      found: { sequence: 1, why: 'missing' },
    },
    {
      what: 'the head moved back',
      act: (sql, clientId) => sql`
        update audit_chain c set sequence = e.sequence, hash = e.hash from audit_event e
        where c.client_id = ${clientId} and e.client_id = ${clientId} and e.sequence = 4`,
      found: { sequence: 6, why: 'head' },
    },
    {
      what: 'the head removed',
      act: (sql, clientId) => sql`delete from audit_chain where client_id = ${clientId}`,
      found: { sequence: 6, why: 'head' },
    },
    {
      what: 'the hash of the head changed',
      act: (sql, clientId) => sql`update audit_chain set hash = sha256('other') where client_id = ${clientId}`,
      found: { sequence: 6, why: 'head' },
    },
  ];

  async function swap(sql: Sql, clientId: ClientId, one: number, other: number): Promise<void> {
    await sql`update audit_event set sequence = 0 where client_id = ${clientId} and sequence = ${one}`;
    await sql`update audit_event set sequence = ${one} where client_id = ${clientId} and sequence = ${other}`;
    await sql`update audit_event set sequence = ${other} where client_id = ${clientId} and sequence = 0`;
  }

  for (const { what, act, found } of TAMPERINGS) {
    it(`gives away ${what}`, async () => {
      const clientId = await chainOf(6);
      await tamper((sql) => act(sql, clientId));
      const { broken } = await reportOf({ clientId });
      assert.deepEqual({ sequence: broken?.sequence, why: broken?.why }, found);
      // It is found among all chains too, and does not keep the others from being proved.
      const other = await chainOf(1);
      const all = await reportsOf({});
      assert.deepEqual(all.find((report) => report.clientId === clientId)?.broken, broken);
      assert.equal(all.find((report) => report.clientId === other)?.broken, undefined);
    });
  }

  it('cut off together with its head is given away by a head that was noted before', async () => {
    const clientId = await chainOf(6);
    const { head: noted } = await reportOf({ clientId });
    assert.ok(noted);
    await app.app.database.transaction(({ sql }) => app.app.audit.record(sql, eventOf(clientId, 7)));
    assert.equal((await reportOf({ clientId, expect: noted })).broken, undefined, 'a chain may grow');
    await tamper(async (sql) => {
      await sql`delete from audit_event where client_id = ${clientId} and sequence > 4`;
      await sql`
        update audit_chain c set sequence = 4, hash = e.hash from audit_event e
        where c.client_id = ${clientId} and e.client_id = ${clientId} and e.sequence = 4`;
    });
    assert.equal((await reportOf({ clientId })).broken, undefined, 'from inside nothing is to be seen');
    assert.equal((await reportOf({ clientId, expect: noted })).broken?.why, 'missing');
    for (const index of [5, 6]) {
      await app.app.database.transaction(({ sql }) => app.app.audit.record(sql, eventOf(clientId, index)));
    }
    assert.deepEqual((await reportOf({ clientId, expect: noted })).broken?.why, 'rewritten');
  });

  it(`of ${LONG} events is proved whole, and broken at its very end, while events are added`, async () => {
    const { audit, database } = app.app;
    const clientId = await chainOf(LONG);
    const [report] = await Promise.all([
      reportOf({ clientId }),
      ...Array.from({ length: 5 }, (_, index) =>
        database.transaction(({ sql }) => audit.record(sql, eventOf(clientId, index))),
      ),
    ]);
    assert.equal(report.broken, undefined);
    assert.ok(report.events >= LONG);
    await tamper(
      (sql) => sql`update audit_event set action = 'x' where client_id = ${clientId} and sequence = ${LONG}`,
    );
    assert.deepEqual((await reportOf({ clientId })).broken?.sequence, LONG);
  });
});
