/** Files that only the server's own user may read, written whole or not at all. */

import { open, readFile, rename, rm } from 'node:fs/promises';

const OWNER_ONLY = 0o600;

/** The file's text; undefined when there is none. */
export async function readPrivateFile(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  });
}

/** Replaces the file in one step: after a crash it holds the old text or the new, on disk. */
export async function writePrivateFile(path: string, text: string): Promise<void> {
  const draft = `${path}.new`;
  await rm(draft, { force: true });
  const file = await open(draft, 'wx', OWNER_ONLY);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, path);
}
