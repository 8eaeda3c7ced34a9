/**
 * Transfers per second through the ledger, each with its fee, its VAT and its stamp duty, against the statements of
 * pgbench's TPC-B-like script (BEGIN, three updates, a select, an insert, END; scale 10) through the same driver on the
 * same embedded PostgreSQL, in turns. Both are driven from one process, over a connection for each client. Transfers from
 * one hot account pass the lane in which orders on one account wait (`transfers/operations/transfers.ts`), and are posted
 * as there. Beside the goal they are compared with a script that has one hot row too: the same at scale 1.
 */

import { randomInt } from 'node:crypto';
import { readConfig } from '../server/src/config.ts';
import { createLedger, type Entry, institutionAccount, type Movement } from '../server/src/ledger/index.ts';
import { systemClock } from '../server/src/platform/clock.ts';
import { type AccountId, type BusinessId, createIds } from '../server/src/platform/ids.ts';
import { createLanes } from '../server/src/platform/lanes.ts';
import { createLog } from '../server/src/platform/log.ts';
import { openPool, type Pool } from '../server/src/platform/pool.ts';
import { systemRandom } from '../server/src/platform/random.ts';
import { prepareServer } from '../server/src/prepare.ts';
import { temporaryDataDir } from './harness/house.ts';
import { atLeast, type Goal, median, print, round } from './harness/report.ts';
import { runBenchmark } from './harness/run.ts';

const CLIENTS = [1, 8, 32];
const ROUNDS = 5;
const WARM_UP_MS = 200;
const TURN_MS = 1200;
const ACCOUNTS = 10_000;
const SCALE = 10;
const TELLERS = 10 * SCALE;
const BENCH_ACCOUNTS = 100_000 * SCALE;
const OPENING_KOBO = 1_000_000_000_000n;
const LIMIT_SECONDS = 240;

const BUSINESS = 'biz_bench' as BusinessId;
const accountOf = (index: number) => ({
  businessId: BUSINESS,
  id: `acc_${String(index).padStart(6, '0')}` as AccountId,
});
const HOT = 0;
/** As in the product. */
const MOST_TOGETHER = 32;

const ids = createIds(systemClock, systemRandom);
const ledger = createLedger({ clock: systemClock, ids, institutionCode: '51253', random: systemRandom });

/** What one client does again and again. */
type Work = (sql: Pool) => Promise<unknown>;

function movementFrom(payerIndex: number): Movement {
  const payer = accountOf(payerIndex);
  const receiver = accountOf((payerIndex + 1 + randomInt(ACCOUNTS - 1)) % ACCOUNTS);
  const entries: Entry[] = [
    { account: payer, amountKobo: -16_075n },
    { account: receiver, amountKobo: 10_000n },
    { account: institutionAccount('fees', payer), amountKobo: 1000n },
    { account: institutionAccount('vat', payer), amountKobo: 75n },
    { account: institutionAccount('stamp-duty', payer), amountKobo: 5000n },
  ];
  const transactionId = ids.next('transaction');
  return { businessId: BUSINESS, reference: `transfer:${transactionId}`, transactionId, entries };
}

async function transferFrom(sql: Pool, payerIndex: number): Promise<void> {
  requirePosted([await ledger.post(sql, movementFrom(payerIndex))]);
}

function requirePosted(posted: readonly unknown[]): void {
  if (posted.includes(undefined)) throw new Error('a new reference makes a posting');
}

interface Waiting {
  readonly sql: Pool;
  readonly movement: Movement;
}

const lanes = createLanes<Waiting, undefined>({
  clock: systemClock,
  most: MOST_TOGETHER,
  fits: () => true,
  async serve(waiting) {
    const [first, second] = waiting;
    if (first === undefined) return [];
    if (second === undefined) requirePosted([await ledger.post(first.sql, first.movement)]);
    else
      await first.sql.begin(async (sql) => {
        const movements = waiting.map(({ movement }) => ({ ...movement, kind: 'move' as const }));
        requirePosted(await ledger.postAll(sql, movements));
      });
    return waiting.map(() => undefined);
  },
  tooLate: () => new Error('a transfer has waited too long'),
});

async function tpcb(sql: Pool, scale: number): Promise<void> {
  const [account, teller, branch] = [1 + randomInt(100_000 * scale), 1 + randomInt(10 * scale), 1 + randomInt(scale)];
  const delta = randomInt(10_001) - 5000;
  await sql.begin(async (transaction) => {
    await transaction`update pgbench_accounts set abalance = abalance + ${delta} where aid = ${account}`;
    await transaction`select abalance from pgbench_accounts where aid = ${account}`;
    await transaction`update pgbench_tellers set tbalance = tbalance + ${delta} where tid = ${teller}`;
    await transaction`update pgbench_branches set bbalance = bbalance + ${delta} where bid = ${branch}`;
    await transaction`
      insert into pgbench_history (tid, bid, aid, delta, mtime)
      values (${teller}, ${branch}, ${account}, ${delta}, current_timestamp)`;
  });
}

const PEER = 'TPC-B-like';
const HOT_PEER = 'TPC-B-like, one branch';

const CASES: Readonly<Record<string, Work>> = {
  [PEER]: (sql) => tpcb(sql, SCALE),
  [HOT_PEER]: (sql) => tpcb(sql, 1),
  'ledger, 10,000 accounts': (sql) => transferFrom(sql, randomInt(ACCOUNTS)),
  'ledger, one hot account': (sql) => lanes.serve('hot', { sql, movement: movementFrom(HOT) }),
};

/** The tables of pgbench, as `pgbench --initialize --scale 10` makes them, and the accounts of the ledger. */
async function settle(sql: Pool): Promise<void> {
  await sql`set statement_timeout = 0`;
  await sql.unsafe(`
    create table pgbench_branches (bid int not null primary key, bbalance int, filler char(88)) with (fillfactor = 100);
    create table pgbench_tellers (tid int not null primary key, bid int, tbalance int, filler char(84)) with (fillfactor = 100);
    create table pgbench_accounts (aid int not null, bid int, abalance int, filler char(84)) with (fillfactor = 100);
    create table pgbench_history (tid int, bid int, aid int, delta int, mtime timestamp, filler char(22));
    insert into pgbench_branches (bid, bbalance) select n, 0 from generate_series(1, ${SCALE}) n;
    insert into pgbench_tellers (tid, bid, tbalance) select n, (n - 1) / 10 + 1, 0 from generate_series(1, ${TELLERS}) n;
    insert into pgbench_accounts (aid, bid, abalance, filler)
      select n, (n - 1) / 100000 + 1, 0, '' from generate_series(1, ${BENCH_ACCOUNTS}) n;
    alter table pgbench_accounts add primary key (aid);
    insert into ledger_account (business_id, id, kind, account_number, account_name, customer_id, minimum_kobo, created_at, balance_kobo)
      select '${BUSINESS}', 'acc_' || lpad(n::text, 6, '0'), 'virtual', '9' || lpad(n::text, 9, '0'), 'Bench', 'cust_bench_' || n, 0, now(), ${OPENING_KOBO}
      from generate_series(0, ${ACCOUNTS - 1}) n;
  `);
  await sql`vacuum analyze`;
  await Promise.all(Array.from({ length: 64 }, (_, index) => transferFrom(sql, index)));
}

/** How often the clients got it done in a second, all together. */
async function measure(pools: readonly Pool[], work: Work): Promise<number> {
  let done = 0;
  let counting = false;
  let until = Number.POSITIVE_INFINITY;
  const clients = pools.map(async (pool) => {
    while (performance.now() < until) {
      await work(pool);
      if (counting) done += 1;
    }
  });
  await pause(WARM_UP_MS);
  counting = true;
  const begun = performance.now();
  await pause(TURN_MS);
  counting = false;
  const seconds = (performance.now() - begun) / 1000;
  until = 0;
  await Promise.all(clients);
  return done / seconds;
}

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

await runBenchmark(async (cleanUp) => {
  const dataDir = await temporaryDataDir(cleanUp);
  const config = readConfig({ PORT: '0', INTERSTELLAS_DEMO: 'off', INTERSTELLAS_DATA_DIR: dataDir });
  const prepared = await prepareServer(config, createLog({ level: 'warn' }));
  cleanUp.defer(prepared.release);
  const open = (applicationName: string): Pool =>
    openPool({ url: prepared.databaseUrl, connections: 1, applicationName, isPatient: true });
  const owner = open('bench set-up');
  cleanUp.defer(() => owner.end({ timeout: 1 }));
  await settle(owner);
  const rows: Record<string, string | number>[] = [];
  const goals: Goal[] = [];
  const rounds: Record<string, Record<string, number[]>> = {};
  for (const count of CLIENTS) {
    const pools = Array.from({ length: count }, () => open('bench client'));
    const names = Object.keys(CASES);
    const results: Record<string, number[]> = Object.fromEntries(names.map((name) => [name, []]));
    for (let index = 0; index < ROUNDS; index += 1) {
      const start = index % names.length;
      for (const name of [...names.slice(start), ...names.slice(0, start)]) {
        results[name]?.push(await measure(pools, CASES[name] as Work));
      }
    }
    await Promise.all(pools.map((pool) => pool.end({ timeout: 1 })));
    const ratios = (name: string, peer: string) =>
      median((results[name] ?? []).map((rate, index) => rate / (results[peer]?.[index] ?? Number.NaN)));
    for (const name of names) {
      rows.push({
        clients: count,
        case: name,
        'a second': Math.round(median(results[name] ?? [])),
        [`of ${PEER}`]: round(ratios(name, PEER)),
        [`of ${HOT_PEER}`]: round(ratios(name, HOT_PEER)),
      });
    }
    for (const name of names.filter((one) => one !== PEER && one !== HOT_PEER))
      goals.push(atLeast(`${name}, ${count} clients: of the TPC-B-like script`, ratios(name, PEER), 1));
    rounds[`${count} clients`] = Object.fromEntries(
      names.map((name) => [name, (results[name] ?? []).map((rate) => round(rate, 0))]),
    );
  }
  print({ benchmark: 'ledger', rows, goals, rounds });
}, LIMIT_SECONDS);
