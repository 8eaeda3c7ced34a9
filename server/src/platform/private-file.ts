/** Files that only the server's own user may read, written whole or not at all. */

import { readFileSync, statSync } from 'node:fs';
import { link, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { randomBase62, systemRandom } from './random.ts';

const OWNER_ONLY = 0o600;

/** The file's text; undefined when there is none. */
export async function readPrivateFile(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch((error: unknown) => {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  });
}

/**
 * Reads the file's text when it was replaced since the last time, else undefined; the first time always. Synchronous, so that
 * a process that was held up learns of a replacement before it goes on.
 */
export function readChangedFile(path: string): () => string | undefined {
  let seen = '';
  return () => {
    const { ino, mtimeNs, size } = statSync(path, { bigint: true });
    const version = `${ino} ${mtimeNs} ${size}`;
    if (version === seen) return undefined;
    const text = readFileSync(path, 'utf8');
    seen = version;
    return text;
  };
}

/** Replaces the file in one step: after a crash it holds the old text or the new, on disk. */
export async function writePrivateFile(path: string, text: string): Promise<void> {
  const draft = await writeDraft(path, text);
  await rename(draft, path);
  // Without this a loss of power may undo the renaming although what followed from it is already on disk.
  const folder = await open(dirname(path), 'r');
  await folder.sync().finally(() => folder.close());
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
