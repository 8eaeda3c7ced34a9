/** A whole server for a test: real HTTP, real PostgreSQL, a clock that can be moved, and every log line kept. */

import { type App, compose } from '../../src/compose.ts';
import { type Config, readConfig } from '../../src/config.ts';
import type { Clock } from '../../src/platform/clock.ts';
import { createLog } from '../../src/platform/log.ts';
import { openPool, type Pool } from '../../src/platform/pool.ts';
import { createClient, type TestClient } from './client.ts';
import { createTestDatabase, type TestDatabase } from './cluster.ts';

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
  /** The superuser's connection, for what no endpoint does. */
  readonly sql: Pool;
  stop(): Promise<void>;
}

export interface TestAppOptions {
  readonly settings?: Readonly<Record<string, string>>;
  /** Shares the database (and so the secrets) of another test server. */
  readonly beside?: TestApp;
  /** Takes the place of the database's URL: a proxy in front of it. */
  readonly databaseUrl?: string;
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
  const config = readConfig({
    PORT: '0',
    DATABASE_URL: databaseUrl,
    INTERSTELLAS_LOG_LEVEL: 'trace',
    ...TEST_SECRETS,
    ...options.settings,
  });
  const logLines: string[] = [];
  const clock = options.beside?.clock ?? createTestClock();
  const log = createLog({ level: config.logLevel, write: (line) => void logLines.push(line) });
  const { secrets } = config;
  if (secrets === undefined) throw new Error('the test settings hold secrets');
  const app = compose(config, { databaseUrl, log, secrets, clock });
  const origin = `http://127.0.0.1:${await app.start()}`;
  const sql = openPool({ url: database.adminUrl, connections: 2, applicationName: 'test' });
  let stopped: Promise<void> | undefined;
  const stop = (): Promise<void> => {
    stopped ??= (async () => {
      await app.stop();
      await sql.end({ timeout: 1 });
      if (options.beside === undefined) await database.drop();
    })();
    return stopped;
  };
  return { app, clock, config, database, logLines, origin, sql, stop, ...createClient(origin) };
}
