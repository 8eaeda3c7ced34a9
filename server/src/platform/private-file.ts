/** Files that only the server's own user may read, written whole or not at all. */

import { link, open, readFile, rename, rm } from 'node:fs/promises';
import { randomBase62, systemRandom } from './random.ts';

const OWNER_ONLY = 0o600;

/** The file's text; undefined when there is none. */
export async function readPrivateFile(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch((error: unknown) => {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  });
}

/** Replaces the file in one step: after a crash it holds the old text or the new, on disk. */
export async function writePrivateFile(path: string, text: string): Promise<void> {
  const draft = await writeDraft(path, text);
  await rename(draft, path);
}

/** Makes the file in one step, unless there is one: of several processes that try at once, one wins. */
export async function createPrivateFile(path: string, text: string): Promise<void> {
  const draft = await writeDraft(path, text);
  try {
    await link(draft, path);
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
  } finally {
    await rm(draft);
  }
}

async function writeDraft(path: string, text: string): Promise<string> {
  const draft = `${path}.${randomBase62(systemRandom, 8)}`;
  const file = await open(draft, 'wx', OWNER_ONLY);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  return draft;
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
