/** What must be there before a server can serve: the database, its schema and the secrets. */

import type { Config } from './config.ts';
import { attachOrStartEmbeddedPostgres, startEmbeddedPostgres } from './platform/embedded/index.ts';
import type { Environment } from './platform/environment.ts';
import { claimDatabase } from './platform/installation.ts';
import type { Log } from './platform/log.ts';
import { migrate } from './platform/migrate.ts';
import { openPool } from './platform/pool.ts';
import { systemRandom } from './platform/random.ts';
import { createPepper, createSeal, type ServerSecrets } from './platform/seal.ts';
import { prepareWorkingRole } from './platform/working-role.ts';
import { obtainSecrets, secretsWatch } from './server-secrets.ts';

export interface Means {
  readonly databaseUrl: string;
  /** As whom the server works; undefined: as the owner of the tables. */
  readonly databaseRole: string | undefined;
  readonly secrets: ServerSecrets;
  /** The secrets, if they were replaced since the last call. Undefined where they cannot be. */
  readonly replacedSecrets: (() => ServerSecrets | undefined) | undefined;
}

export interface Prepared extends Means {
  /** Lets go of the database, if it is ours. */
  readonly release: () => Promise<void>;
}

/** For the server: it alone may run the embedded database of its data folder. */
export function prepareServer(config: Config, log: Log): Promise<Prepared> {
  return prepare(config, log, startEmbeddedPostgres);
}

/** For a command: it may run beside the server. */
export function prepareCommand(config: Config, log: Log): Promise<Prepared> {
  return prepare(config, log, attachOrStartEmbeddedPostgres);
}

/** How the database is reached, and as whom. */
export type DatabaseMeans = Pick<Means, 'databaseUrl' | 'databaseRole'>;

/** For a worker, whose primary has prepared everything. */
export async function prepareWorker(config: Config, database: DatabaseMeans): Promise<Means> {
  return { ...database, secrets: await obtainSecrets(config), replacedSecrets: secretsWatch(config) };
}

/** The database as a command finds it: neither migrated nor claimed. */
export interface Reached {
  readonly databaseUrl: string;
  readonly release: () => Promise<void>;
}

export async function reachDatabase(config: Config, log: Log): Promise<Reached> {
  return reach(config, log, attachOrStartEmbeddedPostgres);
}

async function reach(config: Config, log: Log, openEmbedded: typeof startEmbeddedPostgres): Promise<Reached> {
  const embedded =
    config.databaseUrl === undefined
      ? await openEmbedded({ dataDir: config.dataDir, report: (message) => log.info(message) })
      : undefined;
  return { databaseUrl: embedded?.url ?? config.databaseUrl ?? '', release: async () => embedded?.stop() };
}

async function prepare(config: Config, log: Log, openEmbedded: typeof startEmbeddedPostgres): Promise<Prepared> {
  const { databaseUrl, release } = await reach(config, log, openEmbedded);
  try {
    const secrets = await obtainSecrets(config);
    const databaseRole = await bringUpToDate(databaseUrl, { environment: config.environment, secrets }, log);
    return { databaseUrl, databaseRole, secrets, replacedSecrets: secretsWatch(config), release };
  } catch (error) {
    await release();
    throw error;
  }
}

async function bringUpToDate(
  databaseUrl: string,
  own: { readonly environment: Environment; readonly secrets: ServerSecrets },
  log: Log,
): Promise<string | undefined> {
  const pool = openPool({
    url: databaseUrl,
    connections: 1,
    applicationName: 'interstellas migrations',
    isPatient: true,
  });
  try {
    for (const name of await migrate(pool)) log.info({ migration: name }, 'migrated');
    const seal = createSeal(own.secrets.keyEncryptionKeys, systemRandom);
    await claimDatabase(pool, { environment: own.environment, seal, pepper: createPepper(own.secrets.peppers) });
    const working = await prepareWorkingRole(pool, databaseUrl);
    if (working.role === undefined) {
      log.warn(
        { why: working.why },
        'the server works as the owner of its tables; interstellas doctor says what to do',
      );
    }
    return working.role;
  } finally {
    await pool.end();
  }
}
