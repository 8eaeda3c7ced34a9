/** The data folder: whether it can be written, who can read what is secret in it, and whether there is room. */

import { constants } from 'node:fs';
import { access, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../../config.ts';
import { broken, doubtful, type Finding, well } from './finding.ts';

const OTHERS = 0o077;
const GIGABYTE = 2 ** 30;
const LITTLE_BYTES = GIGABYTE;
const TOO_LITTLE_BYTES = GIGABYTE / 8;
/** What only the server's own user may read. */
const PRIVATE_FILES = ['secrets.env', 'postgres.json', 'demo.env'];

export async function examineFolder({ dataDir }: Config): Promise<Finding[]> {
  const folder = await stat(dataDir).catch(() => undefined);
  if (folder === undefined) return [well(`Data folder: ${dataDir} is not there yet; what needs it makes it`)];
  if (!folder.isDirectory()) return [broken(`Data folder: ${dataDir} is not a folder`, 'Set INTERSTELLAS_DATA_DIR.')];
  const isWritable = await access(dataDir, constants.R_OK | constants.W_OK).then(
    () => true,
    () => false,
  );
  if (!isWritable) {
    return [broken(`Data folder: ${dataDir} cannot be written`, 'Run as the user who owns it, or change its owner.')];
  }
  const exposed = await Promise.all(PRIVATE_FILES.map((name) => examineFile(join(dataDir, name))));
  return [well(`Data folder: ${dataDir}`), ...exposed.flat(), await examineSpace(dataDir)];
}

async function examineFile(path: string): Promise<Finding[]> {
  const file = await stat(path).catch(() => undefined);
  if (file === undefined || (file.mode & OTHERS) === 0) return [];
  return [
    broken(`${path} can be read by other users`, `chmod 600 ${path}, and rotate what is in it if others were there.`),
  ];
}

async function examineSpace(dataDir: string): Promise<Finding> {
  const { bavail, bsize } = await statfs(dataDir);
  const free = bavail * bsize;
  const what = `Disk: ${(free / GIGABYTE).toFixed(1)} GiB free`;
  if (free < TOO_LITTLE_BYTES) return broken(what, 'Make room at once: without it the database stops.');
  return free < LITTLE_BYTES ? doubtful(what, 'Make room before the database stops.') : well(what);
}
