/**
 * Looks for keys in the whole history of a git repository: every object that it holds, packed or loose, of every branch
 * and of none, so that a key in a file that was deleted, amended away or only stashed is found. Reads by git itself,
 * with everything turned off by which the configuration of a foreign repository could have it start programs.
 */

import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { posix } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { KeyFinding, OnSkipped } from './finding.ts';
import { createMatcher, type Match } from './matcher.ts';

const SAFELY = ['protocol.allow=never', 'core.fsmonitor=false', 'log.showSignature=false', 'core.quotePath=false'];
const NEWLINE = 10;
const PROBLEM_MAX_LENGTH = 300;

/** @param gitFolder the folder that holds the objects: `.git`, or a bare repository. */
export async function* scanHistory(
  gitFolder: string,
  shownPath: string,
  onSkipped: OnSkipped,
): AsyncGenerator<KeyFinding> {
  const { git, problem } = startGit(gitFolder, [
    ...['cat-file', '--batch-all-objects', '--batch', '--buffer', '--unordered'],
  ]);
  try {
    for await (const object of readObjects(git.stdout)) {
      if (object.matches.length === 0) continue;
      const { commit, path } = await placeOf(gitFolder, object);
      const where = { path: posix.join(shownPath, path), ...(commit === undefined ? {} : { commit }) };
      for (const match of object.matches) yield { ...match, ...where };
    }
    const said = await problem;
    if (said !== undefined) onSkipped(gitFolder, `its history could not be read whole: ${said}`);
  } finally {
    git.kill();
  }
}

interface StartedGit {
  readonly git: ChildProcessByStdio<null, Readable, Readable>;
  /** Resolves when it has ended: with what went wrong, undefined when nothing did. */
  readonly problem: Promise<string | undefined>;
}

function startGit(gitFolder: string, command: readonly string[]): StartedGit {
  const settings = SAFELY.flatMap((setting) => ['-c', setting]);
  const options = ['--no-pager', '--no-replace-objects', `--git-dir=${gitFolder}`, ...settings];
  const git = spawn('git', [...options, ...command], { stdio: ['ignore', 'pipe', 'pipe'] });
  const said = text(git.stderr);
  const ended = async (): Promise<string | undefined> => {
    try {
      const [code] = await once(git, 'close');
      return code === 0 ? undefined : (await said).trim().slice(0, PROBLEM_MAX_LENGTH) || `git ended with ${code}`;
    } catch (error) {
      return `git does not start (${error instanceof Error ? error.message : String(error)})`;
    }
  };
  return { git, problem: ended() };
}

interface ReadObject {
  readonly id: string;
  readonly type: string;
  readonly matches: readonly Match[];
}

async function* readObjects(stream: Readable): AsyncGenerator<ReadObject> {
  const reader = createObjectReader();
  for await (const chunk of stream as AsyncIterable<Buffer>) yield* reader.read(chunk);
}

/** `<id> <type> <size>`, a line feed, as many bytes, a line feed; and so on. Holds no more than a piece at a time. */
function createObjectReader() {
  let head = '';
  let object: { id: string; type: string; left: number; matches: Match[] } | undefined;
  let matcher = createMatcher();
  const readHead = (bytes: Buffer): Buffer => {
    const end = bytes.indexOf(NEWLINE);
    head += bytes.toString('latin1', 0, end === -1 ? bytes.length : end);
    if (end === -1) return bytes.subarray(bytes.length);
    const [id = '', type = '', size = ''] = head.split(' ');
    head = '';
    matcher = createMatcher();
    // `<id> missing` has no body. The line feed behind the body is counted with it.
    if (size !== '') object = { id, type, left: Number(size) + 1, matches: [] };
    return bytes.subarray(end + 1);
  };
  return {
    *read(chunk: Buffer): Generator<ReadObject> {
      let rest = chunk;
      while (rest.length > 0) {
        if (object === undefined) {
          rest = readHead(rest);
          continue;
        }
        const piece = rest.subarray(0, object.left);
        object.matches.push(...matcher.feed(piece));
        object.left -= piece.length;
        rest = rest.subarray(piece.length);
        if (object.left > 0) continue;
        yield object;
        object = undefined;
      }
    },
  };
}

/** Where the object came in: the oldest commit that has it, and its path there. */
async function placeOf(
  gitFolder: string,
  { id, type }: ReadObject,
): Promise<{ readonly commit?: string; readonly path: string }> {
  if (type === 'commit') return { commit: id, path: '(commit message)' };
  if (type === 'tag') return { path: `(tag ${id})` };
  const { git, problem } = startGit(gitFolder, [
    ...[
      'log',
      '--all',
      '--reflog',
      '-m',
      '--root',
      '--no-renames',
      '--no-ext-diff',
      '--no-textconv',
      '--name-only',
      '-t',
    ],
    ...['--format=commit %H', `--find-object=${id}`],
  ]);
  const lines = (await text(git.stdout)).split('\n').filter((line) => line !== '');
  await problem;
  const index = lines.findLastIndex((line) => /^commit [0-9a-f]{40,64}$/.test(line));
  const commit = lines[index]?.slice('commit '.length);
  // Made and never committed, or committed and no longer reached from anywhere.
  if (commit === undefined) return { path: `(${type} ${id}, in no commit)` };
  return { commit, path: lines[index + 1] ?? `(${type} ${id})` };
}
