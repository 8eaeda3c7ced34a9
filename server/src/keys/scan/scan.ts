/**
 * Looks for secret keys in files and in git history, offline: whether something is a key is told by its checksum. Every
 * file is read as a stream of bytes, whatever its size and kind.
 */

import { createReadStream, type Dirent } from 'node:fs';
import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve, sep } from 'node:path';
import type { KeyFinding, OnSkipped } from './finding.ts';
import { scanHistory } from './history.ts';
import { createMatcher } from './matcher.ts';

interface Walk {
  /** Where the walk began: what a symbolic link leads to inside of them is looked at anyway. */
  readonly roots: readonly string[];
  /** Folders and repositories that were looked at, so that none is twice. */
  readonly seen: Set<string>;
  readonly onSkipped: OnSkipped;
}

/**
 * The keys in files, in all files of folders, and in the history of every git repository among them. Links inside are
 * not followed; compressed files are not opened: `onSkipped` is told of these and of whatever else is not looked into.
 */
export async function* scanPaths(
  paths: readonly string[],
  { onSkipped = () => undefined }: { readonly onSkipped?: OnSkipped } = {},
): AsyncGenerator<KeyFinding> {
  const roots: string[] = [];
  const walk: Walk = { roots, seen: new Set(), onSkipped };
  for (const path of paths) {
    const root = await attempt(path, walk, () => realpath(path));
    if (root !== undefined) roots.push(root);
  }
  for (const path of paths) {
    const found = await attempt(path, walk, () => stat(path));
    if (found?.isDirectory() === true) yield* scanFolder(path, walk);
    else if (found?.isFile() === true) yield* scanFile(path, walk);
    else if (found !== undefined) onSkipped(path, 'neither a file nor a folder');
  }
}

async function* scanFolder(root: string, walk: Walk): AsyncGenerator<KeyFinding> {
  // A list, not a recursion: folders may be nested deeper than a stack holds.
  const folders = [root];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    const entries = await readFolder(folder, walk);
    // The objects of a repository are compressed: its history is where they are read.
    const isRepository = holdsObjects(entries);
    if (isRepository) yield* scanRepository(folder, walk);
    for (const entry of entries) {
      const path = join(folder, entry.name);
      if (!entry.isDirectory()) yield* scanEntry(path, entry, walk);
      else if (!isRepository || entry.name !== 'objects') folders.push(path);
    }
  }
}

/** In one order; nothing when the folder was read before. */
async function readFolder(folder: string, walk: Walk): Promise<readonly Dirent[]> {
  const real = await attempt(folder, walk, () => realpath(folder));
  if (real === undefined || walk.seen.has(real)) return [];
  walk.seen.add(real);
  const entries = (await attempt(folder, walk, () => readdir(folder, { withFileTypes: true }))) ?? [];
  return entries.sort((one, other) => (one.name < other.name ? -1 : 1));
}

async function* scanEntry(path: string, entry: Dirent, walk: Walk): AsyncGenerator<KeyFinding> {
  if (!entry.isFile()) return skip(path, entry, walk);
  yield* scanFile(path, walk);
  if (entry.name === '.git') yield* scanLinkedRepository(path, walk);
}

async function skip(path: string, entry: Dirent, walk: Walk): Promise<void> {
  if (!entry.isSymbolicLink()) return walk.onSkipped(path, 'neither a file nor a folder');
  const target = await attempt(path, walk, () => realpath(path));
  const isInside = walk.roots.some((root) => target === root || target?.startsWith(root + sep));
  if (target !== undefined && !isInside) walk.onSkipped(path, `a link to ${target}, which is not scanned`);
}

/** `.git` of a working tree, or a bare repository. */
function holdsObjects(entries: readonly Dirent[]): boolean {
  const names = new Set(entries.map(({ name }) => name));
  return names.has('HEAD') && names.has('objects') && names.has('refs');
}

async function* scanRepository(gitFolder: string, walk: Walk): AsyncGenerator<KeyFinding> {
  const shownPath = basename(gitFolder) === '.git' ? dirname(gitFolder) : gitFolder;
  yield* scanHistory(gitFolder, shownPath, walk.onSkipped);
}

/** A working tree whose repository is elsewhere: `gitdir: <folder>`, and for a second working tree the common one. */
async function* scanLinkedRepository(file: string, walk: Walk): AsyncGenerator<KeyFinding> {
  const read = (path: string) => attempt(path, walk, async () => (await readFile(path, 'utf8')).trim());
  const folder = /^gitdir: (?<folder>.+)$/.exec((await read(file)) ?? '')?.groups?.['folder'];
  if (folder === undefined) return;
  const gitFolder = resolve(dirname(file), folder);
  const common = await readFile(join(gitFolder, 'commondir'), 'utf8').catch(() => '.');
  const real = await attempt(gitFolder, walk, () => realpath(resolve(gitFolder, common.trim())));
  // Below a root it is met on the way.
  if (real === undefined || walk.seen.has(real) || walk.roots.some((root) => real.startsWith(root + sep))) return;
  walk.seen.add(real);
  yield* scanHistory(real, dirname(file), walk.onSkipped);
}

const COMPRESSED = {
  gzip: [0x1f, 0x8b],
  zip: [0x50, 0x4b, 0x03, 0x04],
  xz: [0xfd, 0x37, 0x7a, 0x58, 0x5a],
  zstd: [0x28, 0xb5, 0x2f, 0xfd],
  bzip2: [0x42, 0x5a, 0x68],
  '7z': [0x37, 0x7a, 0xbc, 0xaf],
};

async function* scanFile(path: string, walk: Walk): AsyncGenerator<KeyFinding> {
  const matcher = createMatcher();
  let isFirst = true;
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024 }) as AsyncIterable<Buffer>) {
      const format = isFirst ? compressionOf(chunk) : undefined;
      if (format !== undefined) walk.onSkipped(path, `compressed (${format}): unpack it to have it looked into`);
      isFirst = false;
      for (const match of matcher.feed(chunk)) yield { ...match, path };
    }
  } catch (error) {
    walk.onSkipped(path, reasonOf(error));
  }
}

function compressionOf(bytes: Buffer): string | undefined {
  return Object.entries(COMPRESSED).find(([, magic]) => magic.every((byte, index) => bytes[index] === byte))?.[0];
}

async function attempt<T>(path: string, { onSkipped }: Walk, work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    onSkipped(path, reasonOf(error));
    return undefined;
  }
}

function reasonOf(error: unknown): string {
  return `cannot be read (${error instanceof Error && 'code' in error ? String(error.code) : String(error)})`;
}
