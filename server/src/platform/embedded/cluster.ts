// From a claimed data folder to a cluster that can be started: found and found fit, or made. Nothing long-lived starts here.

import { stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ensureSystemUser, isRoot } from './account.ts';
import { type Binaries, prepareBinaries } from './binaries.ts';
import type { Claim } from './claim.ts';
import type { Account } from './command.ts';
import {
  beginRecord,
  type ClusterRecord,
  checkCluster,
  findCluster,
  prepareHome,
  publishCluster,
  readRecord,
} from './folder.ts';
import { initialise } from './initialise.ts';
import { EmbeddedPostgresError } from './refusal.ts';

export interface Cluster {
  /** The real path. */
  readonly folder: string;
  readonly record: ClusterRecord;
  readonly account: Account | undefined;
  readonly postgres: string;
}

interface Setup {
  readonly dataDir: string;
  readonly claim: Claim;
  readonly report: (message: string) => void;
}

export async function openCluster(setup: Setup): Promise<Cluster> {
  const { dataDir, report } = setup;
  const existing = await findCluster(dataDir);
  const account = await chooseAccount(existing);
  const binaries = await prepareBinaries({ account, report });
  const record = await requireRecord(dataDir, existing, account);
  const folder = existing ?? (await createCluster(setup, record, binaries, account));
  await checkCluster(folder, account, binaries.major);
  if (dirname(folder) !== dataDir)
    report(`The database is kept in ${folder}; ${join(dataDir, 'postgres')} is a link to it.`);
  return { folder, record, account, postgres: binaries.postgres };
}

/** Root runs an existing cluster as its owner: one made by an ordinary user stays that user's after a start with sudo. */
async function chooseAccount(cluster: string | undefined): Promise<Account | undefined> {
  if (!isRoot()) return undefined;
  if (cluster !== undefined) {
    const { uid, gid } = await stat(cluster);
    if (uid !== 0) return { uid, gid, name: `with uid ${uid}` };
  }
  return ensureSystemUser();
}

async function requireRecord(
  dataDir: string,
  cluster: string | undefined,
  account: Account | undefined,
): Promise<ClusterRecord> {
  const record = await readRecord(dataDir);
  if (record === undefined && cluster === undefined) return beginRecord(dataDir, account);
  if (record === undefined) {
    throw new EmbeddedPostgresError(
      `${dataDir}/postgres.json, which holds the passwords of the database, is missing. Restore it.`,
    );
  }
  if (record.complete && cluster === undefined) {
    throw new EmbeddedPostgresError(
      `The database ${dataDir}/postgres is missing. Refusing to start with an empty one: bring it back, ` +
        `or remove ${dataDir}/postgres.json if the data may go.`,
    );
  }
  return record;
}

/** Each step can be the last before a kill: the next start finds the record and goes on from there. */
async function createCluster(
  { dataDir, claim, report }: Setup,
  record: ClusterRecord,
  binaries: Binaries,
  account: Account | undefined,
): Promise<string> {
  const home = record.home ?? dataDir;
  await prepareHome(dataDir, home);
  claim.add(home);
  const cluster = join(home, 'postgres');
  // Finished elsewhere, but killed before the link to it was made.
  const finishedBefore = await stat(cluster).then(
    () => true,
    () => false,
  );
  if (!finishedBefore) report(`Creating the database in ${dataDir} (a few seconds, once).`);
  const finished = finishedBefore ? undefined : await initialise(home, binaries.initdb, account, record.adminPassword);
  await publishCluster(dataDir, home, finished);
  return cluster;
}
