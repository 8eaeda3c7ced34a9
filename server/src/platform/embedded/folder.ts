// What lies in the data folder: the record with the passwords, and the cluster or the link to it. Decides where a cluster
// lives and refuses a folder that is not as it should be. Starts no process but probes.
//
//   <dataDir>/postgres.json   the record, 0600
//   <dataDir>/postgres        the cluster, or a link to <home>/postgres where the database's user can reach it

import { randomBytes } from 'node:crypto';
import { chmod, lstat, mkdir, open, readdir, readFile, realpath, rename, rm, stat, symlink } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { canEnter, isRoot, ownUid } from './account.ts';
import type { Account } from './command.ts';
import { codeOf, EmbeddedPostgresError } from './refusal.ts';
import { makeSharedFolder, SHARED_ROOT } from './shared-root.ts';

export interface ClusterRecord {
  readonly adminPassword: string;
  readonly password: string;
  /** The folder that holds `postgres/` when the database's user cannot reach the data folder; else `null`: it is in the data folder. */
  readonly home: string | null;
  /** The role and the database exist too. From then on a missing cluster is an accident, not a first start. */
  readonly complete: boolean;
  /** The role as which the server works exists: clusters made by older versions lack it. */
  readonly hasWorkingRole: boolean;
}

/** Makes the data folder when missing and answers its real path. */
export async function prepareDataDir(given: string): Promise<string> {
  try {
    await mkdir(given, { recursive: true });
    // The mode is set only while the folder is empty: an existing one with other things in it is the operator's, and
    // closing or opening it (/root, say) is not ours to do. Root's must let the database's user pass.
    if ((await readdir(given)).length === 0) await chmod(given, isRoot() ? 0o711 : 0o700).catch(() => undefined);
    return await realpath(given);
  } catch (error) {
    throw new EmbeddedPostgresError(
      `Cannot use the data folder ${resolve(given)} (${codeOf(error)}). Start Interstellas as the user it belongs to, or choose another folder.`,
      { cause: error },
    );
  }
}

/** The real path of the cluster, `undefined` when there is none; refuses a link that leads nowhere. */
export async function findCluster(dataDir: string): Promise<string | undefined> {
  const path = join(dataDir, 'postgres');
  try {
    return await realpath(path);
  } catch (error) {
    const link = await lstat(path).catch(() => undefined);
    if (link === undefined) return undefined;
    throw new EmbeddedPostgresError(
      `${path} is a link to a database that is not there any more (or cannot be reached). Refusing to start with an empty one: ` +
        'bring that folder back, or remove the whole data folder if the data may go.',
      { cause: error },
    );
  }
}

/** Refuses a cluster that this PostgreSQL, run by this account, could not or must not open. */
export async function checkCluster(cluster: string, account: Account | undefined, major: number): Promise<void> {
  const owner = (await stat(cluster)).uid;
  const expected = account?.uid ?? ownUid();
  if (owner !== expected) {
    throw new EmbeddedPostgresError(
      `The database in ${cluster} belongs to uid ${owner}, and would be run by uid ${expected}. Start Interstellas as its owner, ` +
        `or give it away: chown -R ${expected} ${cluster}`,
    );
  }
  if (account !== undefined && !(await canEnter(account, cluster))) {
    throw new EmbeddedPostgresError(
      `The user ${account.name}, who runs PostgreSQL, cannot reach ${cluster}. ` +
        'Allow passing through every folder above it (chmod o+x), or move the data folder.',
    );
  }
  const version = await readFile(join(cluster, 'PG_VERSION'), 'utf8').catch(() => undefined);
  if (version === undefined)
    throw new EmbeddedPostgresError(`${cluster} is not a PostgreSQL database. Move it away to start with a new one.`);
  if (version.trim() === String(major)) return;
  throw new EmbeddedPostgresError(
    `${cluster} was made by PostgreSQL ${version.trim()}; this version of Interstellas brings PostgreSQL ${major}, which cannot open it. ` +
      'Go back to the Interstellas that made it, or carry the data over with pg_dump.',
  );
}

/** Starts the record of a new cluster, choosing where it will live. Written before anything of the cluster exists. */
export async function beginRecord(dataDir: string, account: Account | undefined): Promise<ClusterRecord> {
  const reachable = account === undefined || (await canEnter(account, dataDir));
  const home = reachable ? null : join(SHARED_ROOT, randomBytes(8).toString('hex'));
  const record = {
    adminPassword: newPassword(),
    password: newPassword(),
    home,
    complete: false,
    hasWorkingRole: false,
  };
  await writeRecord(dataDir, record);
  return record;
}

/** Makes the home of a new cluster exist; the data folder itself already does. */
export async function prepareHome(dataDir: string, home: string): Promise<void> {
  if (home === dataDir) return;
  await makeSharedFolder(dirname(home), 0o755);
  await makeSharedFolder(home, 0o711);
}

/** Gives a finished cluster its name (and the link to it), in an order that can be cut anywhere and taken up again. */
export async function publishCluster(dataDir: string, home: string, finished: string | undefined): Promise<void> {
  const cluster = join(home, 'postgres');
  if (finished !== undefined) await rename(finished, cluster);
  await syncFolder(home);
  if (home === dataDir) return;
  await symlink(cluster, join(dataDir, 'postgres'));
  await syncFolder(dataDir);
}

export async function readRecord(dataDir: string): Promise<ClusterRecord | undefined> {
  const path = join(dataDir, 'postgres.json');
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw new EmbeddedPostgresError(
      `Cannot read ${path} (${codeOf(error)}). Start Interstellas as the user it belongs to.`,
      { cause: error },
    );
  }
  const record = parseRecord(text);
  if (record === undefined)
    throw new EmbeddedPostgresError(`${path} is damaged. Restore it: it holds the passwords of the database.`);
  return record;
}

export async function writeRecord(dataDir: string, record: ClusterRecord): Promise<void> {
  const path = join(dataDir, 'postgres.json');
  const temporary = `${path}.new`;
  await rm(temporary, { force: true });
  const file = await open(temporary, 'wx', 0o600);
  await file.writeFile(`${JSON.stringify(record, undefined, 2)}\n`);
  await file.sync();
  await file.close();
  await rename(temporary, path);
  await syncFolder(dataDir);
}

function parseRecord(text: string): ClusterRecord | undefined {
  try {
    const value: Partial<ClusterRecord> | null = JSON.parse(text);
    const { adminPassword, password, home = null, complete, hasWorkingRole = false } = value ?? {};
    if (
      !isText(adminPassword) ||
      !isText(password) ||
      typeof complete !== 'boolean' ||
      typeof hasWorkingRole !== 'boolean'
    )
      return undefined;
    return home === null || isText(home) ? { adminPassword, password, home, complete, hasWorkingRole } : undefined;
  } catch {
    return undefined;
  }
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

/** URL-safe, so that it stands in a connection URL as it is. */
const newPassword = (): string => randomBytes(24).toString('base64url');

/** A rename survives a power cut only once its folder is on disk. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder);
  await handle.sync().finally(() => handle.close());
}
