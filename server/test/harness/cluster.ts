/** One real PostgreSQL for the whole test run, and a database of its own, cloned from a migrated one, for whoever asks. */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/platform/embedded/index.ts';
import { migrate } from '../../src/platform/migrate.ts';
import { openPool, type Pool } from '../../src/platform/pool.ts';
import { prepareWorkingRole } from '../../src/platform/working-role.ts';

interface Cluster {
  readonly postgres: EmbeddedPostgres;
  readonly admin: Pool;
  readonly dataDir: string;
}

/** Nothing here must survive a crash, so nothing waits for the disk; and the file system copies a database by itself. */
const SETTINGS = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '300',
  file_copy_method: 'clone',
};
/** As whom the servers of tests work. */
export const TEST_ROLE = 'interstellas_app';
const TEMPLATE = 'template_interstellas';

let starting: Promise<Cluster> | undefined;
let databases = 0;

after(async () => {
  const cluster = await starting;
  if (cluster === undefined) return;
  await cluster.admin.end({ timeout: 5 });
  await cluster.postgres.stop();
  await rm(cluster.dataDir, { recursive: true, force: true });
});

function startCluster(): Promise<Cluster> {
  starting ??= (async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'interstellas-test-'));
    const postgres = await startEmbeddedPostgres({ dataDir, settings: SETTINGS, report: () => undefined });
    const admin = openPool({ url: postgres.adminUrl, connections: 2, applicationName: 'test harness' });
    await admin.unsafe(`create database ${TEMPLATE} owner interstellas`);
    const template = openPool({
      url: withDatabase(postgres.url, TEMPLATE),
      connections: 1,
      applicationName: 'test template',
    });
    await migrate(template);
    const { role } = await prepareWorkingRole(template, withDatabase(postgres.url, TEMPLATE));
    if (role !== TEST_ROLE) throw new Error('the server of a test works as its role');
    await template.end();
    return { postgres, admin, dataDir };
  })();
  return starting;
}

export interface TestDatabase {
  /** As the server uses it: the owner's role, not a superuser. */
  readonly url: string;
  /** The superuser, in this database. */
  readonly adminUrl: string;
  drop(): Promise<void>;
}

/** A fresh database with the present schema and nothing in it. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const { admin, postgres } = await startCluster();
  databases += 1;
  const name = `test_${databases}`;
  await admin.unsafe(`create database ${name} template ${TEMPLATE} owner interstellas strategy file_copy`);
  return {
    url: withDatabase(postgres.url, name),
    adminUrl: withDatabase(postgres.adminUrl, name),
    drop: async () => void (await admin.unsafe(`drop database ${name} with (force)`)),
  };
}

function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.toString();
}
