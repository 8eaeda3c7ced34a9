/** The database and the server secrets: reached, of a version that works, up to date, and ours. */

import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../../config.ts';
import { systemClock } from '../../platform/clock.ts';
import { readDatabaseFacts } from '../../platform/database-facts.ts';
import { isClaimed } from '../../platform/installation.ts';
import { listMigrations, pendingMigrations } from '../../platform/migrate.ts';
import { OperatorError } from '../../platform/operator-error.ts';
import { openPool, type Pool } from '../../platform/pool.ts';
import { systemRandom } from '../../platform/random.ts';
import { createPepper, createSeal } from '../../platform/seal.ts';
import { findWorkingRole } from '../../platform/working-role.ts';
import { obtainSecrets, secretsFile } from '../../server-secrets.ts';
import type { Context } from '../command.ts';
import { broken, doubtful, type Finding, reason, well } from './finding.ts';

const OLDEST_VERSION = 15;
const TESTED_VERSION = 18;
const SLOW_MS = 20;
const SKEW_MS = 1000;
const WRONG_TIME_MS = 30_000;
const DAY_MS = 24 * 60 * 60 * 1000;

export async function examineDatabase(context: Context): Promise<Finding[]> {
  const config = context.config();
  if (config.databaseUrl === undefined && (await ageMs(join(config.dataDir, 'postgres.json'))) === undefined) {
    return [well('Database: none yet; the first start makes an embedded one')];
  }
  let pool: Pool | undefined;
  try {
    const url = await context.databaseUrl();
    pool = openPool({ url, connections: 1, applicationName: 'interstellas doctor' });
    return [
      ...(await examineServer(pool)),
      ...(await examineSchema(pool)),
      ...(await examineRole(pool, url)),
      ...(await examineSecrets(pool, config)),
    ];
  } catch (error) {
    const advice = 'Check DATABASE_URL, that PostgreSQL runs, and the network between.';
    return [broken(`Database: ${reason(error)}`, config.databaseUrl === undefined ? 'See the log above.' : advice)];
  } finally {
    await pool?.end({ timeout: 1 });
  }
}

async function examineServer(pool: Pool): Promise<Finding[]> {
  const { version, roundTripMs, clockAheadMs, isDurable } = await readDatabaseFacts(pool, systemClock);
  return [
    judgeVersion(version),
    roundTripMs > SLOW_MS
      ? doubtful(`Database: a round trip takes ${roundTripMs.toFixed(0)} ms`, 'Bring it nearer: requests take several.')
      : well(`Database: a round trip takes ${roundTripMs.toFixed(1)} ms`),
    ...(isDurable
      ? []
      : [broken('Database: fsync or full_page_writes is off', 'Turn both on: a loss of power would lose money.')]),
    judgeClock(clockAheadMs),
  ];
}

function judgeVersion(version: string): Finding {
  const major = Number.parseInt(version, 10);
  const what = `Database: PostgreSQL ${version}`;
  if (major < OLDEST_VERSION) return broken(what, `Use PostgreSQL ${TESTED_VERSION}.`);
  return major < TESTED_VERSION ? doubtful(what, `Version ${TESTED_VERSION} is what the tests run on.`) : well(what);
}

function judgeClock(aheadMs: number): Finding {
  const off = Math.abs(aheadMs);
  const what = `Clock: ${off < SKEW_MS ? 'as the database has it' : `${(off / 1000).toFixed(1)} s off the database's`}`;
  if (off > WRONG_TIME_MS) return broken(what, 'Synchronise both clocks (NTP): tokens and codes fail by time.');
  return off > SKEW_MS ? doubtful(what, 'Synchronise both clocks (NTP).') : well(what);
}

async function examineSchema(pool: Pool): Promise<Finding[]> {
  const [done, pending] = await Promise.all([listMigrations(pool), pendingMigrations(pool)]);
  if (done.length === 0) return [well('Schema: none yet; the first start makes it')];
  if (pending.length === 0) return [well(`Schema: up to date (${done.at(-1)?.name})`)];
  return [doubtful(`Schema: ${pending.join(', ')} did not run yet`, 'Run interstellas migrate, or start the server.')];
}

async function examineRole(pool: Pool, url: string): Promise<Finding[]> {
  if ((await pendingMigrations(pool)).length > 0) return [];
  const working = await findWorkingRole(pool, url);
  if (working.role !== undefined) {
    return [well(`Role: the server works as ${working.role}, which can only add to the ledger and the audit`)];
  }
  const advice = 'See "The role of the server" in docs/operations.md, then restart the server.';
  return [doubtful(`Role: the server works as the owner of its tables (${working.why})`, advice)];
}

async function examineSecrets(pool: Pool, config: Config): Promise<Finding[]> {
  const file = secretsFile(config);
  const age = file === undefined ? undefined : await ageMs(file.path);
  if (file !== undefined && age === undefined) {
    return [broken(`Secrets: ${file.path} is gone`, 'Restore it: without it no key in the database can be read.')];
  }
  const { keyEncryptionKeys, peppers } = await obtainSecrets(config);
  if ((await listMigrations(pool)).length === 0) return [well('Secrets: given; the database has none yet')];
  const seal = createSeal(keyEncryptionKeys, systemRandom);
  const own = { environment: config.environment, seal, pepper: createPepper(peppers) };
  const claim = await isClaimed(pool, own).catch(asRefusal);
  if (claim === false) return [well('Secrets: given; no server has served on this database yet')];
  if (claim !== true) return [broken(`Secrets: ${claim}`, 'Give the secrets that the database was set up with.')];
  const days = age === undefined ? '' : `, unchanged for ${Math.floor(age / DAY_MS)} days`;
  if (keyEncryptionKeys.length === 1 && peppers.length === 1) return [well(`Secrets: those of the database${days}`)];
  return [doubtful('Secrets: old ones are still accepted', 'Run interstellas secrets rotate to finish the rotation.')];
}

function asRefusal(error: unknown): string {
  if (error instanceof OperatorError) return error.message;
  throw error;
}

/** How long ago the file was written; undefined when there is none. */
async function ageMs(path: string): Promise<number | undefined> {
  const file = await stat(path).catch(() => undefined);
  return file === undefined ? undefined : systemClock.now() - file.mtimeMs;
}
