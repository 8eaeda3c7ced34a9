/**
 * The crash test: while clients move money, the server and its PostgreSQL are killed in turn and started again. In the end
 * everything that was acknowledged must be there once, and everything that was promised must have been told.
 */

import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { attachOrStartEmbeddedPostgres } from '../../src/platform/embedded/index.ts';
import { openPool, type Pool } from '../../src/platform/pool.ts';
import { createClient, expectOk } from '../harness/client.ts';
import { createDice } from '../harness/dice.ts';
import { freePort, runCommand, type ServerProcess, startServerProcess } from '../harness/process.ts';
import { until } from '../harness/until.ts';
import { startWebhookReceiver, type WebhookReceiver } from '../harness/webhook-receiver.ts';
import { type Books, compare, readBooks } from './books.ts';
import { beClient, type Load, openLoad } from './crash-clients.ts';
import { createDesk, type Visitor } from './desk.ts';
import { balancesOf, isEnd } from './model.ts';
import { hurryUntil } from './patience.ts';

export interface CrashOptions {
  /** How often something is killed. */
  readonly cycles: number;
  readonly seed: number;
  readonly report: (line: string) => void;
}

const CLIENTS = 6;
const ACCOUNTS = 4;
/** Between two kills: enough for some requests to be under way at any moment. */
const ANSWERS_PER_CYCLE = 60;
const PATIENCE_MS = 60_000;

/** A server that dies and comes back at the same address, on its own data. */
interface Mortal {
  readonly dataDir: string;
  readonly settings: Readonly<Record<string, string>>;
  server: ServerProcess;
}

/** @throws when anything was lost, made twice, or never told. */
export async function runCrashTest({ cycles, seed, report }: CrashOptions): Promise<void> {
  const mortal = await startMortal();
  const receiver = await startWebhookReceiver();
  try {
    const visitor = await signIn(mortal);
    const body = { webhookUrl: receiver.url };
    expectOk(await mortal.server.call('PATCH', 'clients/settings/update-webhook-url', { ...visitor, body }));
    const load = await openLoad(createDesk(createClient(mortal.server.origin), visitor), ACCOUNTS);
    const numbers = Array.from({ length: CLIENTS }, (_, index) => index + 1);
    const ended = Promise.all(numbers.map((number) => beClient(load, number, createDice(seed * CLIENTS + number))));
    for (let cycle = 0; cycle < cycles; cycle += 1) {
      const goal = load.answers + ANSWERS_PER_CYCLE;
      await Promise.race([ended, until('the clients are served', () => load.answers >= goal, PATIENCE_MS)]);
      await kill(mortal, cycle, report);
    }
    load.isOver = true;
    await ended;
    report(`${load.model.transfers.length} transfers and ${load.paid.length} payments were acknowledged`);
    await expectNothingLost(mortal, { load, receiver, businessId: visitor.businessId });
  } finally {
    await mortal.server.stop();
    receiver.stop();
    await rm(mortal.dataDir, { recursive: true, force: true });
  }
}

async function startMortal(): Promise<Mortal> {
  const dataDir = await mkdtemp(join(tmpdir(), 'interstellas-crash-'));
  const settings = {
    PORT: String(await freePort()),
    INTERSTELLAS_DATA_DIR: dataDir,
    INTERSTELLAS_REQUESTS_PER_MINUTE: '1000000',
    INTERSTELLAS_NAME_ENQUIRIES_PER_MINUTE: '1000000',
    INTERSTELLAS_WEBHOOK_PRIVATE_TARGETS: '127.0.0.1',
  };
  return { dataDir, settings, server: await startServerProcess(settings) };
}

/** The demo client is the business whose money moves. */
async function signIn({ dataDir, server }: Mortal): Promise<Visitor> {
  const demo = await readFile(join(dataDir, 'demo.env'), 'utf8');
  const value = (name: string): string => new RegExp(`${name}='(.*)'`).exec(demo)?.[1] ?? '';
  const { data } = expectOk(await server.signIn(value('DEMO_EMAIL'), value('DEMO_PASSWORD')));
  return { token: data.accessToken, key: value('DEMO_SECRET_KEY'), businessId: value('DEMO_BUSINESS_ID') };
}

/** In turn: the server, its database, and both at once. Returns when the server is up again. */
async function kill(mortal: Mortal, cycle: number, report: CrashOptions['report']): Promise<void> {
  const pidFile = await readFile(join(mortal.dataDir, 'postgres', 'postmaster.pid'), 'utf8');
  const postmaster = Number(pidFile.split('\n')[0]);
  const victims = ['server', 'PostgreSQL', 'both'][cycle % 3];
  const begunAt = performance.now();
  if (victims === 'PostgreSQL') {
    const { server } = mortal;
    const restarts = (): number => server.output().split('PostgreSQL is running again.').length;
    const before = restarts();
    process.kill(postmaster, 'SIGKILL');
    await until('PostgreSQL is running again', () => restarts() > before, PATIENCE_MS);
  } else {
    const stopped = mortal.server.stop('SIGKILL');
    if (victims === 'both') process.kill(postmaster, 'SIGKILL');
    await stopped;
    mortal.server = await startServerProcess(mortal.settings);
  }
  report(`killed: ${victims}; up again after ${Math.round(performance.now() - begunAt)} ms`);
}

interface Evidence {
  readonly load: Load;
  readonly receiver: WebhookReceiver;
  readonly businessId: string;
}

async function expectNothingLost(mortal: Mortal, evidence: Evidence): Promise<void> {
  const postgres = await attachOrStartEmbeddedPostgres({ dataDir: mortal.dataDir, report: () => undefined });
  assert.equal(postgres.owned, false, 'the server runs its database');
  const sql = openPool({ url: postgres.url, connections: 1, applicationName: 'crash test' });
  try {
    const statuses = await expectBooks(sql, evidence);
    await expectNotifications(sql, evidence, statuses);
  } finally {
    await sql.end();
  }
  const { code, output } = await runCommand(['ledger', 'verify'], mortal.settings);
  assert.equal(code, 0, output);
}

/** What a process that died held is free again after a while: nobody waits for that here. */
async function release(sql: Pool): Promise<void> {
  await sql`update transfer set leased_until = now() where leased_until > now()`;
  await sql`update webhook_delivery set held_until = now() where held_until > now()`;
}

async function hurry(sql: Pool): Promise<void> {
  await sql`update job set due_at = now() where due_at > now()`;
  await sql`update webhook_delivery set due_at = now() where state = 'pending' and due_at > now()`;
  await sql`select pg_notify('interstellas_changes', '*')`;
}

async function expectBooks(sql: Pool, { businessId, load: { model } }: Evidence): Promise<Books['statuses']> {
  const ends = new Map(model.transfers.map(({ id, outcome }) => [id, outcome]));
  let books: Books | undefined;
  await release(sql);
  const haveEnded = async (): Promise<boolean> => {
    books = await readBooks(sql, businessId);
    return [...ends].every(([id, outcome]) => isEnd(outcome, books?.statuses.get(id)));
  };
  await hurryUntil('every acknowledged transfer has ended', () => hurry(sql), haveEnded).catch((error: unknown) => {
    const astray = [...ends].filter(([id, outcome]) => !isEnd(outcome, books?.statuses.get(id)));
    throw new Error(`these have not: ${astray.map((one) => `${one}: ${books?.statuses.get(one[0])}`)}`, {
      cause: error,
    });
  });
  if (books === undefined) throw new Error('the books were read');
  assert.deepEqual([...books.statuses.keys()].toSorted(), [...ends.keys()].toSorted(), 'and no other is there');
  const { statuses } = books;
  compare(
    books,
    balancesOf(model, (id) => statuses.get(id) ?? 'pending'),
  );
  assert.equal(books.clearingKobo, 0n, 'nothing is on its way');
  return statuses;
}

async function expectNotifications(
  sql: Pool,
  { load, receiver }: Evidence,
  statuses: Books['statuses'],
): Promise<void> {
  const promised = [
    ...[...statuses].map(([id, status]) => `transfer.${status} ${id}`),
    ...load.paid.map((sessionId) => `payment.received ${sessionId}`),
  ];
  let missing: string[] = promised;
  const haveArrived = async (): Promise<boolean> => {
    const told = new Set(
      receiver.notifications.flatMap(({ body }) => [
        `${body.event} ${body.transactionReference}`,
        `${body.event} ${body.sessionId}`,
      ]),
    );
    missing = promised.filter((one) => !told.has(one));
    return missing.length === 0;
  };
  await hurryUntil('every promised webhook has arrived', () => hurry(sql), haveArrived).catch((error: unknown) => {
    throw new Error(`never told: ${missing.slice(0, 10).join(', ')} (${missing.length} in all)`, { cause: error });
  });
}
