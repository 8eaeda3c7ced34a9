// Which folders one server process holds: the data folder, and the cluster's home when that is elsewhere, since a copied
// data folder carries a link to the same cluster. Only the combining of locks belongs here.

import { dirname } from 'node:path';
import { findCluster } from './folder.ts';
import { describeHolder, type FolderLock, lockFolder } from './lock.ts';
import { EmbeddedPostgresError } from './refusal.ts';

export interface Claim {
  /** Holds a further folder, or throws when it is held already. */
  add(folder: string): void;
  release(): void;
}

export class FolderHeldError extends EmbeddedPostgresError {}

/** Throws `FolderHeldError` when another process (or this one) holds any of the folders. */
export async function claimDataDir(dataDir: string): Promise<Claim> {
  const claim = combine();
  try {
    claim.add(dataDir);
    const cluster = await findCluster(dataDir);
    if (cluster !== undefined) claim.add(dirname(cluster));
    return claim;
  } catch (error) {
    claim.release();
    throw error;
  }
}

function combine(): Claim {
  const locks = new Map<string, FolderLock>();
  return {
    add(folder) {
      if (locks.has(folder)) return;
      const lock = lockFolder(folder);
      if (lock === undefined) throw new FolderHeldError(`${describeHolder(folder)} is already using ${folder}.`);
      locks.set(folder, lock);
    },
    release() {
      for (const lock of locks.values()) lock.release();
    },
  };
}
