/**
 * A folder of files that a build made, such as the dashboard: which files are in it. They are listed once, and again when
 * a new build has replaced them. An address is looked up in that list and never becomes a path on the disk, so nothing
 * that an address may contain leads out of the folder.
 */

import type { Dirent } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

/** In what a build also left its files, best first: the ending of the file's name, and what HTTP calls it. */
const CODINGS = { br: 'br', gz: 'gzip' } as const;

export type Coding = keyof typeof CODINGS;

export interface SiteFolder {
  readonly root: string;
  /** What is in it now; undefined when it was not built. */
  contents(): Promise<SiteContents | undefined>;
}

/** What one build made. */
export interface SiteContents {
  /** The names of the files, with `/` between folders, each with the codings in which it is there as well. */
  readonly files: ReadonlyMap<string, readonly Coding[]>;
  /** The text of a file; undefined where there is none. */
  text(name: string): Promise<string | undefined>;
}

export function openSiteFolder(root: string): SiteFolder {
  let built: { readonly at: number; readonly contents: Promise<SiteContents> } | undefined;
  return {
    root,
    async contents() {
      const at = await builtAt(root);
      if (at === undefined) return undefined;
      if (built?.at !== at) {
        const contents = listContents(root);
        built = { at, contents };
        contents.catch(() => {
          built = undefined;
        });
      }
      return built.contents;
    },
  };
}

/** A build writes its first page anew. */
async function builtAt(root: string): Promise<number | undefined> {
  const page = await stat(join(root, 'index.html')).catch(() => undefined);
  return page?.mtimeMs;
}

async function listContents(root: string): Promise<SiteContents> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const names = new Set(entries.filter((entry) => entry.isFile()).map((entry) => nameOf(root, entry)));
  const files = new Map<string, readonly Coding[]>();
  for (const name of names) {
    const isHidden = name.split('/').some((part) => part.startsWith('.'));
    const isCoded = codings.some(
      (coding) => name.endsWith(`.${coding}`) && names.has(name.slice(0, -coding.length - 1)),
    );
    if (!isHidden && !isCoded)
      files.set(
        name,
        codings.filter((coding) => names.has(`${name}.${coding}`)),
      );
  }
  const texts = new Map<string, Promise<string>>();
  return {
    files,
    async text(name) {
      if (!files.has(name)) return undefined;
      const text = texts.get(name) ?? readFile(join(root, name), 'utf8');
      texts.set(name, text);
      return text;
    },
  };
}

const codings = Object.keys(CODINGS) as Coding[];

function nameOf(root: string, entry: Dirent): string {
  return relative(root, join(entry.parentPath, entry.name)).split(sep).join('/');
}

/** The best coding that the header Accept-Encoding permits; undefined: the file as it is. */
export function chooseCoding(
  available: readonly Coding[],
  accepted: string,
): { ending: Coding; name: string } | undefined {
  const permitted = new Set(
    accepted
      .toLowerCase()
      .split(',')
      .map((part) => part.split(';').map((word) => word.trim()))
      .filter(([, weight]) => weight === undefined || Number(weight.replace(/^q=/, '')) > 0)
      .map(([name]) => name),
  );
  const ending = available.find((coding) => permitted.has(CODINGS[coding]));
  return ending === undefined ? undefined : { ending, name: CODINGS[ending] };
}
