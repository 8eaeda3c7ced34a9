/**
 * Files in a folder that only the server's own user may read. A path is made of an id and nothing else, so no name that a
 * client chose ever reaches the file system.
 */

import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type DocumentId, isId } from '../platform/ids.ts';
import type { Storage } from './storage.ts';

const OWNER_ONLY_FILE = 0o600;
const OWNER_ONLY_FOLDER = 0o700;
/** So many folders that none grows large. */
const FOLDER_NAME_LENGTH = 2;

export function createDiskStorage(folder: string): Storage {
  const pathOf = (id: DocumentId): string => {
    if (!isId('document', id)) throw new Error('a file is named by its id');
    return join(folder, id.slice(-FOLDER_NAME_LENGTH), id);
  };
  return {
    async put(id, source) {
      const path = pathOf(id);
      const draft = draftOf(path);
      await mkdir(dirname(path), { recursive: true, mode: OWNER_ONLY_FOLDER });
      try {
        await writeDraft(draft, source);
        await rename(draft, path);
        await syncFolder(dirname(path));
      } catch (error) {
        await rm(draft, { force: true });
        throw error;
      }
    },

    async get(id) {
      const file = await open(pathOf(id), 'r');
      return file.createReadStream();
    },

    async remove(id) {
      const path = pathOf(id);
      await Promise.all([rm(path, { force: true }), rm(draftOf(path), { force: true })]);
    },
  };
}

function draftOf(path: string): string {
  return `${path}.part`;
}

async function writeDraft(path: string, source: AsyncIterable<Uint8Array>): Promise<void> {
  const file = await open(path, 'wx', OWNER_ONLY_FILE);
  try {
    for await (const chunk of source) await writeAll(file, chunk);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** One write may take less than it was given. */
async function writeAll(file: FileHandle, chunk: Uint8Array): Promise<void> {
  for (let written = 0; written < chunk.length; ) {
    const { bytesWritten } = await file.write(chunk, written);
    written += bytesWritten;
  }
}

/** The file's new name is on disk too once its folder is. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
