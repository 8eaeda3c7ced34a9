/** Jobs: that each is done once, whatever fails, dies or hears nothing, and that their data stays secret. */

import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { createChanges } from '../../src/platform/changes.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { createDatabase } from '../../src/platform/database.ts';
import { createIds } from '../../src/platform/ids.ts';
import { createJobs, type Places } from '../../src/platform/jobs.ts';
import { createLog } from '../../src/platform/log.ts';
import { openPool, type Pool } from '../../src/platform/pool.ts';
import { systemRandom } from '../../src/platform/random.ts';
import { createSeal } from '../../src/platform/seal.ts';
import { createTestDatabase, type TestDatabase } from '../harness/cluster.ts';
import { startPostgresProxy } from '../harness/postgres-proxy.ts';
import { until } from '../harness/until.ts';

const KEY = Buffer.from('4b1f0e5ad2c3968778a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f00f', 'hex');
const ids = createIds(systemClock, systemRandom);
/** Far less than the time after which a process looks by itself. */
const AT_ONCE_MS = 3000;

type Handle = (data: string) => Promise<void>;

interface ProcessOptions {
  readonly url?: string;
  readonly lookEveryMs?: number;
  readonly places?: Places;
}

describe('a job', () => {
  let database: TestDatabase;
  let sql: Pool;
  let stops: (() => Promise<void>)[] = [];
  before(async () => {
    database = await createTestDatabase();
    sql = openPool({ url: database.adminUrl, connections: 2, applicationName: 'test' });
  });
  afterEach(async () => {
    await Promise.all(stops.map((stop) => stop()));
    stops = [];
    await sql`delete from job`;
  });
  after(async () => {
    await sql.end();
    await database.drop();
  });

  /** What jobs need of a process; the jobs are taken once it is told to start. */
  function openProcess(handle: Handle, { url = database.url, places, ...options }: ProcessOptions = {}) {
    const logLines: string[] = [];
    const log = createLog({ level: 'trace', write: (line) => void logLines.push(line) });
    const pool = openPool({ url, connections: 8, applicationName: 'interstellas' });
    const openChannelPool = () => openPool({ url, connections: 1, applicationName: 'interstellas changes' });
    const processId = ids.next('token');
    const changes = createChanges({
      clock: systemClock,
      log,
      processId,
      mark: () => 'none',
      openPool: openChannelPool,
    });
    const own = createDatabase(pool, changes);
    const seal = createSeal([KEY], systemRandom);
    const jobs = createJobs({ changes, ids, log, seal, sql: own.sql, ...options });
    const queue = jobs.queue<string>('errands', handle, places);
    let stopped: Promise<void> | undefined;
    const stop = (): Promise<void> => {
      stopped ??= jobs
        .stop()
        .then(() => changes.stop())
        .then(() => own.close());
      return stopped;
    };
    stops.push(stop);
    changes.start();
    const add = (...errands: readonly string[]) =>
      own.transaction(async (transaction) => {
        for (const errand of errands) await queue.add(transaction, errand);
      });
    const hears = () => until('the process hears of changes', changes.fresh);
    return { add, changes, hears, jobs, logLines, own, queue, start: jobs.start, stop };
  }

  /** Says that there is something to do, without adding anything. */
  const hint = (process: ReturnType<typeof openProcess>) => process.changes.apply(['jobs:errands']);
  const stored = () =>
    sql<{ attempts: number; waitSeconds: number }[]>`
      select attempts, extract(epoch from due_at - now())::float8 as "waitSeconds" from job order by id`;
  const isNoneLeft = async () => (await stored()).length === 0;

  it('exists if and when the transaction that adds it commits', async () => {
    const done: string[] = [];
    const process = openProcess(async (errand) => void done.push(errand));
    process.start();
    const failure = process.own.transaction(async (transaction) => {
      await process.queue.add(transaction, 'never');
      throw new Error('rolled back');
    });
    await assert.rejects(failure, /rolled back/);
    await process.own.transaction(async (transaction) => {
      await process.queue.add(transaction, 'bread');
      assert.equal((await stored()).length, 0);
    });
    await until('the job is done', () => done.length > 0, AT_ONCE_MS);
    assert.deepEqual(done, ['bread']);
    await until('the job is gone', isNoneLeft);
  });

  it('is taken at once by whatever process is free, without waiting until it looks', async () => {
    const done: string[] = [];
    const asking = openProcess(() => Promise.reject(new Error('this process takes no jobs')));
    const working = openProcess(async (errand) => void done.push(errand));
    working.start();
    await working.hears();
    for (const errand of ['bread', 'milk', 'salt']) {
      await asking.add(errand);
      await until(`${errand} is fetched`, () => done.includes(errand), AT_ONCE_MS);
    }
  });

  it('is done beside as many others as its queue allows, and no more', async () => {
    let [inHand, most] = [0, 0];
    let finish = (): void => undefined;
    const isFinished = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const handle = async (): Promise<void> => {
      inHand += 1;
      most = Math.max(most, inHand);
      await isFinished;
      inHand -= 1;
    };
    const process = openProcess(handle, { places: { atOnce: 9, slow: 0 }, lookEveryMs: 20 });
    await process.add(...Array.from({ length: 12 }, (_, index) => `errand ${index}`));
    process.start();
    await until('nine are in hand', () => inHand === 9, AT_ONCE_MS);
    finish();
    await until('all are gone', isNoneLeft);
    assert.equal(most, 9);
  });

  it('that takes long gives its place to another, where its queue allows, and no more than so many do', async () => {
    const begun: string[] = [];
    const isFinished = Promise.withResolvers<void>();
    const handle = async (errand: string): Promise<void> => {
      begun.push(errand);
      await isFinished.promise;
    };
    const process = openProcess(handle, { places: { atOnce: 2, slow: 1 }, lookEveryMs: 20 });
    await process.add(...Array.from({ length: 5 }, (_, index) => `errand ${index}`));
    process.start();
    await until('two are in hand', () => begun.length === 2, AT_ONCE_MS);
    await until('a third is begun', () => begun.length > 2, AT_ONCE_MS);
    await process.own.sql`select pg_sleep(0.2)`;
    assert.equal(begun.length, 3);
    isFinished.resolve();
    await until('all are gone', isNoneLeft);
  });

  it('is found by looking when nobody was told of it', async () => {
    const done: string[] = [];
    const asking = openProcess(async () => undefined);
    const working = openProcess(async (errand) => void done.push(errand), { lookEveryMs: 50 });
    working.start();
    await working.changes.stop();
    await asking.add('bread');
    await until('the job is done', () => done.length === 1, AT_ONCE_MS);
  });

  it('is done once, however many processes share the work', async () => {
    const done: string[] = [];
    const processes = [1, 2, 3].map(() => openProcess(async (errand) => void done.push(errand)));
    for (const process of processes) process.start();
    const errands = Array.from({ length: 120 }, (_, index) => `errand ${index}`);
    const parts = [0, 1, 2].map((part) => errands.filter((_, index) => index % 3 === part));
    await Promise.all(processes.map((process, index) => process.add(...(parts[index] ?? []))));
    await until('all are done', isNoneLeft);
    assert.deepEqual(done.toSorted(), errands.toSorted());
  });

  it('is one of at most four that a process does at the same time', async () => {
    let running = 0;
    let most = 0;
    const process = openProcess(async () => {
      running += 1;
      most = Math.max(most, running);
      await process.own.sql`select pg_sleep(0.01)`;
      running -= 1;
    });
    process.start();
    await process.add(...Array.from({ length: 20 }, (_, index) => `errand ${index}`));
    await until('all are done', isNoneLeft);
    assert.equal(most, 4);
  });

  it('that fails is tried again, ever more slowly, until it succeeds', async () => {
    let isOpen = false;
    const process = openProcess(() => (isOpen ? Promise.resolve() : Promise.reject(new Error('the shop is closed'))));
    process.start();
    await process.add('bread');
    for (const [attempt, wait] of [2, 4, 8].entries()) {
      await until('it has failed', async () => {
        const [job] = await stored();
        return job?.attempts === attempt + 1 && job.waitSeconds <= wait;
      });
      const [job] = await stored();
      assert.ok((job?.waitSeconds ?? 0) > wait - 2, 'it is not tried again at once');
      isOpen = attempt === 2;
      await sql`update job set due_at = now()`;
      hint(process);
    }
    await until('the job is done', isNoneLeft);
  });

  it('is tried about once an hour after some time, and given up after a day', async () => {
    const process = openProcess(() => Promise.reject(new Error('the shop is closed')));
    await process.add('bread');
    await sql`update job set attempts = 33`;
    process.start();
    await until('it has failed', async () => (await stored())[0]?.attempts === 34);
    await until('it waits', async () => ((await stored())[0]?.waitSeconds ?? 0) > 3500);
    await sql`update job set due_at = now()`;
    hint(process);
    await until('it is given up', isNoneLeft);
    assert.ok(process.logLines.some((line) => line.includes('a job is given up')));
  });

  it('is given up without another attempt when process after process has died with it', async () => {
    let attempts = 0;
    const process = openProcess(async () => {
      attempts += 1;
    });
    await process.add('bread');
    await sql`update job set attempts = 35`;
    process.start();
    await until('it is given up', isNoneLeft);
    assert.equal(attempts, 0);
    assert.ok(process.logLines.some((line) => line.includes('its process died')));
  });

  it('whose process was killed is taken by another, and the dead cannot touch it any more', async () => {
    const dying = Promise.withResolvers<void>();
    const first = openProcess(() => dying.promise);
    first.start();
    await first.add('bread');
    await until('it is taken', async () => (await stored())[0]?.attempts === 1);
    const held = (await stored())[0]?.waitSeconds ?? 0;
    assert.ok(held > 30 && held <= 120, 'it is held for a minute or two');

    const living = Promise.withResolvers<void>();
    const second = openProcess(() => living.promise);
    const firstIsOver = first.stop();
    await sql`update job set due_at = now()`;
    second.start();
    await until('it is taken again', async () => (await stored())[0]?.attempts === 2);
    dying.reject(new Error('too late'));
    await firstIsOver;
    assert.ok(((await stored())[0]?.waitSeconds ?? 0) > 30, 'the second still holds it');
    living.resolve();
    await until('the job is done', isNoneLeft);
  });

  it('that was taken is finished before the process stops, and no other is begun', async () => {
    const begun: string[] = [];
    const shop = Promise.withResolvers<void>();
    const process = openProcess((errand) => {
      begun.push(errand);
      return shop.promise;
    });
    process.start();
    await process.add('1', '2', '3', '4');
    await until('all are begun', () => begun.length === 4);
    await process.add('5');
    let isStopped = false;
    const stopping = process.stop().then(() => {
      isStopped = true;
    });
    await sql`select pg_sleep(0.05)`;
    assert.equal(isStopped, false);
    shop.resolve();
    await stopping;
    assert.deepEqual(begun.toSorted(), ['1', '2', '3', '4']);
    assert.equal((await stored()).length, 1);
  });

  it('shows in what waits, with how long it has been due', async () => {
    const { add, jobs, own, queue } = openProcess(async () => undefined);
    assert.deepEqual(await jobs.backlog(), [{ queue: 'errands', jobs: 0, overdueSeconds: 0 }]);
    await own.transaction((transaction) => queue.add(transaction, 'later', 3600));
    assert.deepEqual(await jobs.backlog(), [{ queue: 'errands', jobs: 1, overdueSeconds: 0 }]);
    await add('now');
    await sql`update job set due_at = now() - interval '90 seconds' where due_at <= now()`;
    const [backlog] = await jobs.backlog();
    assert.equal(backlog?.jobs, 2);
    assert.ok(Number(backlog?.overdueSeconds) >= 90 && Number(backlog?.overdueSeconds) < 120);
  });

  it('keeps its data from whoever reads the table or the log', async () => {
    const secret = 'the token tok_4711';
    const process = openProcess(async (errand) => {
      throw Object.assign(new Error(`cannot fetch ${errand}`), { code: 'ECLOSED' });
    });
    await process.add(secret);
    const [row] = await sql<{ text: string }[]>`
      select job::text || encode(data_sealed, 'escape') as text from job`;
    assert.ok(row !== undefined && !row.text.includes('4711'));
    process.start();
    await until('it has failed', () => process.logLines.some((line) => line.includes('ECLOSED')));
    assert.ok(!process.logLines.join('\n').includes('4711'));
  });

  it('survives an outage of the database, of which the log speaks once', async () => {
    const proxy = await startPostgresProxy(database.url);
    const done: string[] = [];
    const process = openProcess(async (errand) => void done.push(errand), { url: proxy.url, lookEveryMs: 20 });
    stops.push(() => proxy.stop());
    process.start();
    await process.hears();
    proxy.hangUp();
    const lines = (what: string) => process.logLines.filter((line) => line.includes(what)).length;
    await until('it is noticed', () => lines('jobs cannot be taken') > 0);
    const asking = openProcess(async () => undefined);
    await asking.add('bread');
    await proxy.heal();
    await until('the job is done', () => done.length === 1);
    assert.deepEqual([lines('jobs cannot be taken'), lines('jobs are taken again')], [1, 1]);
  });
});
