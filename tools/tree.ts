// The files of the repository, as the checks see them: what Git tracks or would track, read once.
import { execFileSync } from 'node:child_process';
import { globSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

export interface File {
  /** Path from the repository's root, with forward slashes. */
  readonly path: string;
  readonly bytes: number;
  /** Empty for a file that is not text. */
  readonly text: string;
}

export const root = resolve(import.meta.dirname, '..');

export function listPaths(): string[] {
  const paths = gitPaths() ?? walkedPaths();
  return paths.filter((path) => statSync(join(root, path), { throwIfNoEntry: false })?.isFile() === true).sort();
}

export function readTree(wanted: (path: string) => boolean = () => true): File[] {
  return listPaths().filter(wanted).map(readOne);
}

function readOne(path: string): File {
  const content = readFileSync(join(root, path));
  const isText = !content.subarray(0, 8000).includes(0);
  return { path, bytes: content.length, text: isText ? content.toString('utf8') : '' };
}

function gitPaths(): string[] | undefined {
  try {
    const question = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
    const listed = execFileSync('git', question, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    return listed.split('\0').filter((path) => path !== '');
  } catch {
    return undefined;
  }
}

/** For a copy without Git, such as an unpacked archive. */
function walkedPaths(): string[] {
  const skipped = new Set(['node_modules', 'data', '.git', 'results']);
  return globSync('**/*', { cwd: root, exclude: (name) => skipped.has(name) });
}
