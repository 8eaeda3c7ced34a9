/**
 * What a page of a business's history costs, total included, when the history is long: the same pages of a business with
 * ten thousand transactions and of one with as many as the argument says (10,000,000 when absent), in one database, in
 * turns, through the operation that answers the endpoint. Page 1, and by cursor page 100,000, or one near the end where
 * there are fewer.
 */

import type { Core } from '../server/src/compose.ts';
import type { BusinessId } from '../server/src/platform/ids.ts';
import { openPool, type Pool } from '../server/src/platform/pool.ts';
import { openHouse, settlePeople } from './harness/house.ts';
import { atMost, type Goal, median, print, round } from './harness/report.ts';
import { runBenchmark } from './harness/run.ts';

const FEW = 10_000;
const MANY = Number(process.argv[2] ?? 10_000_000);
const FAR_PAGE = 100_000;
const LIMITS = [10, 100];
const ROUNDS = 9;
const PAGES_IN_TURN = 60;
const BATCH = 500_000;
const LIMIT_SECONDS = 1500;
const GOAL = 1.5;

interface History {
  readonly businessId: BusinessId;
  readonly count: number;
}

const idOf = (number: number) => `txn_0${String(number).padStart(29, '0')}`;

/** Which kinds there are, as a business that sends and is paid has them. */
const ROW = `
  case when n % 3 = 0 then 'inbound-payment' when n % 50 = 1 then 'payout' else 'transfer' end,
  case when n % 3 = 0 then 'credit' else 'debit' end,
  case when n % 500 = 1 then 'failed' else 'successful' end`;

/** Indexes but that of the key are made anew afterwards: one after another they are quicker than all at once. */
async function settle(sql: Pool, histories: readonly History[]): Promise<number> {
  await sql`set statement_timeout = 0`;
  await sql`set maintenance_work_mem = '512MB'`;
  const indexes = await sql<{ name: string; definition: string }[]>`
    select indexname as name, indexdef as definition from pg_indexes
    where tablename = 'account_transaction' and indexname <> 'account_transaction__pkey'`;
  for (const { name } of indexes) await sql.unsafe(`drop index ${name}`);
  await sql.unsafe('alter table account_transaction drop constraint account_transaction__account');
  const begun = performance.now();
  for (const { businessId, count } of histories) {
    await sql.unsafe(`
      insert into ledger_account (business_id, id, kind, account_number, account_name, customer_id, minimum_kobo, created_at)
      values ('${businessId}', 'acc_${count}', 'business', '9${String(count).padStart(9, '0')}', 'Bench', 'cust_${count}', 0, now())`);
    for (let done = 0; done < count; done += BATCH) {
      const last = Math.min(done + BATCH, count);
      await sql.unsafe(`
        insert into account_transaction (business_id, id, account_id, account_number, kind, direction, status, amount_kobo,
          fee_kobo, vat_kobo, stamp_duty_kobo, reference, narration, counterparty_name, counterparty_account_number,
          counterparty_bank_code, created_at, completed_at)
        select '${businessId}', 'txn_0' || lpad(n::text, 29, '0'), 'acc_${count}', '9000000015', ${ROW},
               1 + n % 1000000, 1000, 75, 0, 'order-' || n, 'Order ' || n, 'NGOZI BELLO', '0123456789', '044',
               now(), now()
        from generate_series(${done + 1}, ${last}) n`);
    }
  }
  await sql.unsafe(`alter table account_transaction add constraint account_transaction__account
    foreign key (business_id, account_id) references ledger_account (business_id, id)`);
  for (const { definition } of indexes) await sql.unsafe(definition);
  await sql`vacuum analyze account_transaction`;
  return (performance.now() - begun) / 1000;
}

interface Case {
  readonly name: string;
  readonly history: History;
  readonly limit: number;
  /** Undefined: the first page. */
  readonly page: number | undefined;
}

/** Milliseconds for each of some pages that follow each other. */
async function measure({ transactions }: Core, { history, limit, page }: Case): Promise<number> {
  let before = page === undefined ? undefined : idOf(history.count - limit * (page - 1) + 1);
  const begun = performance.now();
  for (let done = 0; done < PAGES_IN_TURN; done += 1) {
    const { items, totalCount, isTotalExact } = await transactions.list(
      history.businessId,
      {},
      { before, offset: 0, limit },
    );
    if (items.length !== limit + 1 || totalCount !== history.count || !isTotalExact) throw new Error('a wrong page');
    if (page !== undefined) before = items[limit - 1]?.id;
  }
  return (performance.now() - begun) / PAGES_IN_TURN;
}

/** The first requests for a history that was never counted, each with its time, until the total is exact. */
async function countFirst({ transactions }: Core, { businessId }: History): Promise<number[]> {
  const times: number[] = [];
  for (;;) {
    const begun = performance.now();
    const { isTotalExact } = await transactions.list(businessId, {}, { before: undefined, offset: 0, limit: 10 });
    times.push(round(performance.now() - begun, 0));
    if (isTotalExact) return times;
  }
}

function casesOf(histories: readonly History[]): Case[] {
  return LIMITS.flatMap((limit) =>
    ['page 1', 'far page'].flatMap((place) =>
      histories.map((history) => {
        const far = Math.min(FAR_PAGE, Math.floor(history.count / limit) - PAGES_IN_TURN - 1);
        const page = place === 'page 1' ? undefined : far;
        return { name: `${place}, limit ${limit}`, history, limit, page };
      }),
    ),
  );
}

await runBenchmark(async (cleanUp) => {
  const { core, settings } = await openHouse(cleanUp, {});
  const people = await settlePeople(core, { people: 2, sessionsEach: 1 });
  const histories = people.map(({ businessId }, index) => ({
    businessId: businessId as BusinessId,
    count: [FEW, MANY][index] ?? 0,
  }));
  const owner = openPool({
    url: settings['DATABASE_URL'] ?? '',
    connections: 1,
    applicationName: 'bench set-up',
    isPatient: true,
  });
  cleanUp.defer(() => owner.end({ timeout: 1 }));
  const settledSeconds = await settle(owner, histories);
  const firstMs: Record<string, number[]> = {};
  for (const history of histories) firstMs[history.count] = await countFirst(core, history);

  const cases = casesOf(histories);
  const results = new Map(cases.map((each) => [each, [] as number[]]));
  for (const each of cases) await measure(core, each);
  for (let index = 0; index < ROUNDS; index += 1) {
    const start = index % cases.length;
    for (const each of [...cases.slice(start), ...cases.slice(0, start)])
      results.get(each)?.push(await measure(core, each));
  }
  const rows: Record<string, string | number>[] = [];
  const goals: Goal[] = [];
  for (let index = 0; index < cases.length; index += 2) {
    const [few, many] = [cases[index], cases[index + 1]] as [Case, Case];
    const [fewMs, manyMs] = [results.get(few) ?? [], results.get(many) ?? []];
    const ratio = median(manyMs.map((each, turn) => each / (fewMs[turn] ?? Number.NaN)));
    rows.push({
      case: many.name,
      'page number': many.page ?? 1,
      [`ms, ${FEW} rows`]: round(median(fewMs)),
      [`ms, ${MANY} rows`]: round(median(manyMs)),
      ratio: round(ratio),
    });
    goals.push(atMost(`${many.name}: ${MANY} rows against ${FEW}`, ratio, GOAL));
  }
  const rounds = [...results].map(([{ name, history }, ms]) => ({
    name,
    rows: history.count,
    ms: ms.map((one) => round(one)),
  }));
  print({ benchmark: 'history', rows, goals, rounds: { settledSeconds: round(settledSeconds, 0), firstMs, rounds } });
}, LIMIT_SECONDS);
