/** What must be there before a server can serve: the database, its schema and the secrets. */

import type { Config, ServerSecrets } from './config.ts';
import { attachOrStartEmbeddedPostgres, startEmbeddedPostgres } from './platform/embedded/index.ts';
import type { Environment } from './platform/environment.ts';
import { claimDatabase } from './platform/installation.ts';
import type { Log } from './platform/log.ts';
import { migrate } from './platform/migrate.ts';
import { openPool } from './platform/pool.ts';
import { systemRandom } from './platform/random.ts';
import { createPepper, createSeal } from './platform/seal.ts';
import { obtainSecrets } from './server-secrets.ts';

export interface Prepared {
  readonly databaseUrl: string;
  readonly secrets: ServerSecrets;
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

async function prepare(config: Config, log: Log, openEmbedded: typeof startEmbeddedPostgres): Promise<Prepared> {
  const embedded =
    config.databaseUrl === undefined
      ? await openEmbedded({ dataDir: config.dataDir, report: (message) => log.info(message) })
      : undefined;
  const databaseUrl = embedded?.url ?? config.databaseUrl ?? '';
  const release = async () => embedded?.stop();
  try {
    const secrets = await obtainSecrets(config);
    await bringUpToDate(databaseUrl, { environment: config.environment, secrets }, log);
    return { databaseUrl, secrets, release };
  } catch (error) {
    await release();
    throw error;
  }
}

async function bringUpToDate(
  databaseUrl: string,
  own: { readonly environment: Environment; readonly secrets: ServerSecrets },
  log: Log,
): Promise<void> {
  const pool = openPool({
    url: databaseUrl,
    connections: 1,
    applicationName: 'interstellas migrations',
    isPatient: true,
  });
  try {
    for (const name of await migrate(pool)) log.info({ migration: name }, 'migrated');
    const seal = createSeal(own.secrets.keyEncryptionKey, systemRandom);
    await claimDatabase(pool, { environment: own.environment, seal, pepper: createPepper(own.secrets.pepper) });
  } finally {
    await pool.end();
  }
}
