// The embedded PostgreSQL: a real one, started for us in the data folder and kept running. The face of this room; nobody
// imports another file of it. What is inside the database (migrations, tables) is not known here.

import { setTimeout as sleep } from 'node:timers/promises';
import { adminUrl, askFolder, createDatabase, roleUrl } from './admin.ts';
import { type Claim, claimDataDir, FolderHeldError } from './claim.ts';
import { openCluster } from './cluster.ts';
import { findCluster, prepareDataDir, readRecord, writeRecord } from './folder.ts';
import { readPidFile, runsFolder } from './pid-file.ts';
import { settlePredecessor } from './predecessor.ts';
import { supervise } from './supervisor.ts';

export { EmbeddedPostgresError } from './refusal.ts';

export interface EmbeddedOptions {
  /** Made if missing. The cluster is (or is linked) in `<dataDir>/postgres`, its passwords in `<dataDir>/postgres.json`. */
  readonly dataDir: string;
  /** Further PostgreSQL settings, stronger than ours. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Lines for the operator; never a secret. */
  readonly report: (message: string) => void;
}

export interface EmbeddedPostgres {
  /** The role that owns the database `interstellas`; not a superuser. The port changes at each start: never store this. */
  readonly url: string;
  /** The superuser, in the database `postgres`. */
  readonly adminUrl: string;
  /** Whether this process started the database; else it is attached to that of another. */
  readonly owned: boolean;
  /** Stops the database cleanly if owned. May be called again. */
  stop(): Promise<void>;
}

const ATTACH_MS = 60_000;

/**
 * For the server: starts the database of the folder, or throws `EmbeddedPostgresError` when another live process has it.
 * What a killed one left behind is taken over.
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const dataDir = await prepareDataDir(options.dataDir);
  return startClaimed(dataDir, await claimDataDir(dataDir), options);
}

/** For the command line: uses the database of the folder while another process runs it, else starts it until `stop()`. */
export async function attachOrStartEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const dataDir = await prepareDataDir(options.dataDir);
  const begun = performance.now();
  for (;;) {
    const claim = await claimDataDir(dataDir).catch(heldError);
    if (!(claim instanceof FolderHeldError)) return startClaimed(dataDir, claim, options);
    const attached = await attach(dataDir);
    if (attached !== undefined) return attached;
    // The other process may be just starting (no answer yet) or just ending (the claim becomes free).
    if (performance.now() - begun > ATTACH_MS) throw claim;
    await sleep(100);
  }
}

function heldError(error: unknown): FolderHeldError {
  if (error instanceof FolderHeldError) return error;
  throw error;
}

async function attach(dataDir: string): Promise<EmbeddedPostgres | undefined> {
  const [record, cluster] = await Promise.all([readRecord(dataDir), findCluster(dataDir)]);
  if (record === undefined || !record.complete || cluster === undefined) return undefined;
  const file = await readPidFile(cluster);
  // The process first: whoever took over a dead postmaster's port must not be offered the password.
  if (file === undefined || !(await runsFolder(file.pid, cluster))) return undefined;
  if ((await askFolder(file.port, record.adminPassword, cluster)) !== 'ours') return undefined;
  return {
    url: roleUrl(file.port, record),
    adminUrl: adminUrl(file.port, record),
    owned: false,
    stop: async () => undefined,
  };
}

async function startClaimed(dataDir: string, claim: Claim, options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  try {
    const { port, record, stop } = await start(dataDir, claim, options);
    let stopped: Promise<void> | undefined;
    return {
      url: roleUrl(port, record),
      adminUrl: adminUrl(port, record),
      owned: true,
      stop() {
        stopped ??= stop().finally(() => claim.release());
        return stopped;
      },
    };
  } catch (error) {
    claim.release();
    throw error;
  }
}

async function start(dataDir: string, claim: Claim, { settings = {}, report }: EmbeddedOptions) {
  const { folder, record, account, postgres } = await openCluster({ dataDir, claim, report });
  await settlePredecessor(folder, record.adminPassword, report);
  const { port, stop } = await supervise({ postgres, cluster: folder, account, settings, report });
  try {
    if (!record.complete || !record.hasWorkingRole) {
      await createDatabase(port, record);
      await writeRecord(dataDir, { ...record, complete: true, hasWorkingRole: true });
    }
    return { port, record, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
