/** A whole server for a test: real HTTP, real PostgreSQL, a clock that can be moved, and every log line kept. */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App, compose, type Surroundings } from '../../src/compose.ts';
import { type Config, readConfig } from '../../src/config.ts';
import { EVERYTHING } from '../../src/platform/changes.ts';
import type { Clock } from '../../src/platform/clock.ts';
import { createLog } from '../../src/platform/log.ts';
import { openPool, type Pool } from '../../src/platform/pool.ts';
import { startBvnProvider } from './bvn-provider.ts';
import { type ClientOptions, createClient, expectOk, type TestClient } from './client.ts';
import { createTestDatabase, TEST_ROLE, type TestDatabase } from './cluster.ts';
import { type MailServer, startMailServer } from './mail-server.ts';
import { startRailPartner } from './rail-partner.ts';
import { until } from './until.ts';

export interface TestClock extends Clock {
  /** Moves the wall clock; the monotonic one goes on as it does. */
  advance(seconds: number): void;
}

export interface TestApp extends TestClient {
  readonly app: App;
  readonly clock: TestClock;
  readonly config: Config;
  readonly database: TestDatabase;
  /** Every line the server logged. */
  readonly logLines: readonly string[];
  /** The origin, such as http://127.0.0.1:40001. */
  readonly origin: string;
  /** What it was started with, for commands that work beside it. */
  readonly settings: Readonly<Record<string, string>>;
  /** The superuser's connection, for what no endpoint does. */
  readonly sql: Pool;
  /** Makes everything due that waits for its time (jobs, deliveries of webhooks), and has it taken. */
  hurryJobs(): Promise<void>;
  /** The letters that have arrived at the address by now, newest first. */
  lettersTo(email: string): Promise<readonly ReceivedLetter[]>;
  /**
   * The latest letter to the address, once there is one: the newest whose subject matches, when a pattern is given.
   * Letters go by a job, moments after the answer of the request that caused them.
   */
  mailTo(email: string, subject?: RegExp): Promise<ReceivedLetter>;
  /** Takes the mail of a production server, unless its settings name another; a sandbox keeps its mail itself. */
  readonly mailServer: MailServer | undefined;
  /** The bank behind a production server. */
  readonly railPartner: Awaited<ReturnType<typeof startRailPartner>> | undefined;
  stop(): Promise<void>;
}

export interface ReceivedLetter {
  readonly subject: string;
  readonly text: string;
}

export interface TestAppOptions {
  readonly settings?: Readonly<Record<string, string>>;
  /** Shares the database (and so the secrets) of another test server. */
  readonly beside?: TestApp;
  /** Takes the place of the database's URL: a proxy in front of it. */
  readonly databaseUrl?: string;
  /** Takes the place of the secrets of the settings. */
  readonly secrets?: Pick<Surroundings, 'secrets' | 'replacedSecrets'>;
  /** Takes the place of what was built, or was not. */
  readonly site?: Surroundings['site'];
}

/** Fixed, so that a server beside another can open what it sealed. */
export const TEST_SECRETS = {
  INTERSTELLAS_KEY_ENCRYPTION_KEY: '4b1f0e5ad2c3968778a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f00f',
  INTERSTELLAS_PEPPER: '91a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f708192a3b4c5d6e7f80',
};

function createTestClock(): TestClock {
  let offsetMs = 0;
  return {
    now: () => Date.now() + offsetMs,
    monotonic: () => performance.now(),
    advance(seconds) {
      offsetMs += seconds * 1000;
    },
  };
}

/** Starts a server. Whoever starts it in `before` stops it in `after`; its database is dropped then. */
export async function startTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  const database = options.beside?.database ?? (await createTestDatabase());
  const databaseUrl = options.databaseUrl ?? database.url;
  const isProduction = options.settings?.['INTERSTELLAS_ENVIRONMENT'] === 'production';
  const mailServer = options.beside?.mailServer ?? (isProduction ? await startMailServer() : undefined);
  const dataDir = options.beside?.config.dataDir ?? (await mkdtemp(join(tmpdir(), 'interstellas-test-')));
  const bvnProvider = isProduction && options.beside === undefined ? await startBvnProvider() : undefined;
  const clock = options.beside?.clock ?? createTestClock();
  const railPartner = options.beside?.railPartner ?? (isProduction ? await startRailPartner(clock.now) : undefined);
  const settings = {
    PORT: '0',
    INTERSTELLAS_DATA_DIR: dataDir,
    DATABASE_URL: databaseUrl,
    INTERSTELLAS_LOG_LEVEL: 'trace',
    ...TEST_SECRETS,
    ...mailServer?.settings,
    ...bvnProvider?.settings,
    ...railPartner?.settings,
    ...options.settings,
  };
  const config = readConfig(settings);
  const logLines: string[] = [];
  const log = createLog({ level: config.logLevel, write: (line) => void logLines.push(line) });
  const { secrets } = config;
  if (secrets === undefined) throw new Error('the test settings hold secrets');
  const surroundings = { databaseUrl, databaseRole: TEST_ROLE, log, secrets, clock, site: options.site };
  const app = compose(config, { ...surroundings, ...options.secrets });
  const origin = `http://127.0.0.1:${await app.start()}`;
  const sql = openPool({ url: database.adminUrl, connections: 2, applicationName: 'test' });
  let stopped: Promise<void> | undefined;
  const stop = (): Promise<void> => {
    stopped ??= (async () => {
      await app.stop();
      await sql.end({ timeout: 1 });
      if (options.beside !== undefined) return;
      await mailServer?.stop();
      bvnProvider?.stop();
      railPartner?.stop();
      await database.drop();
      await rm(dataDir, { recursive: true });
    })();
    return stopped;
  };
  const client = createClient(origin, { open: opener(app) });
  const letters = createLetters(client, mailServer);
  return {
    app,
    clock,
    config,
    database,
    hurryJobs: hurrier(app, sql),
    logLines,
    mailServer,
    railPartner,
    origin,
    settings,
    sql,
    stop,
    ...client,
    ...letters,
  };
}

function createLetters(client: TestClient, mailServer: MailServer | undefined): Pick<TestApp, 'lettersTo' | 'mailTo'> {
  const lettersTo: TestApp['lettersTo'] = async (email) => {
    if (mailServer !== undefined)
      return mailServer.letters.filter(({ recipients }) => recipients.includes(email)).toReversed();
    return expectOk(await client.call('GET', `sandbox/mail?limit=100&to=${encodeURIComponent(email)}`)).data;
  };
  const mailTo = async (email: string, subject: RegExp = /^/): Promise<ReceivedLetter> => {
    let letter: ReceivedLetter | undefined;
    await until(`a letter to ${email} arrives`, async () => {
      letter = (await lettersTo(email)).find((candidate) => subject.test(candidate.subject));
      return letter !== undefined;
    });
    return letter as ReceivedLetter;
  };
  return { lettersTo, mailTo };
}

function hurrier({ changes }: App, sql: Pool): TestApp['hurryJobs'] {
  return async () => {
    await sql`update job set due_at = now() where due_at > now()`;
    await sql`update webhook_delivery set due_at = now() where state = 'pending' and due_at > now()`;
    changes.apply([EVERYTHING]);
  };
}

const ORIGIN = { address: '127.0.0.1', userAgent: 'test' };

/** Makes accounts as the operator would, without the letter of a sign-up: most tests are about something else. */
export function opener({ database, onboarding }: App): NonNullable<ClientOptions['open']> {
  return async (registration) => {
    const { user, clientId, business } = await onboarding.open(registration, ORIGIN, database.transaction);
    return { ...user, clientId, business };
  };
}
