/** The scanner finds every real key wherever it hides, names where, shows no key, and passes nothing over in silence. */

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { appendFile, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { systemRandom } from '../../platform/random.ts';
import { maskedKey, mintKey } from '../rules.ts';
import type { KeyFinding } from './finding.ts';
import { createMatcher } from './matcher.ts';
import { scanPaths } from './scan.ts';

const newKey = (environment: 'sandbox' | 'production' = 'sandbox') =>
  mintKey({ kind: 'secret', environment }, systemRandom);
const hint = (key: string) => maskedKey(key.startsWith('sk_test_') ? 'sandbox' : 'production', key.slice(-4));

describe('a stream of bytes', () => {
  it('gives up its keys however it is cut into pieces, each once and at its place', () => {
    const keys = [newKey(), newKey('production'), newKey()];
    const [one = '', other = '', third = ''] = keys;
    const text = `first\nKEY=${one};${other}\n\n\n  "${third}"`;
    const places = [
      { line: 2, column: 5, environment: 'sandbox', hint: hint(one) },
      { line: 2, column: 52, environment: 'production', hint: hint(other) },
      { line: 5, column: 4, environment: 'sandbox', hint: hint(third) },
    ];
    fc.assert(
      fc.property(fc.array(fc.nat({ max: text.length }), { maxLength: 12 }), (cuts) => {
        const matcher = createMatcher();
        const edges = [0, ...cuts.sort((a, b) => a - b), text.length];
        const found = edges.flatMap((edge, index) => matcher.feed(Buffer.from(text.slice(edge, edges[index + 1]))));
        assert.deepEqual(found, places);
      }),
    );
    const byByte = createMatcher();
    assert.deepEqual(
      [...Buffer.from(text)].flatMap((byte) => byByte.feed(Uint8Array.of(byte))),
      places,
    );
  });

  it('gives up a key that begins in what only looks like one, stands between zeros, or is written in UTF-16', () => {
    const key = newKey();
    const texts = [
      `sk_test_${'a'.repeat(36)}${key}`,
      `x${key}y`,
      `\0\0${key}\0`,
      Buffer.from(`${key}\r\n`, 'utf16le').toString('latin1'),
    ];
    for (const text of texts) {
      const [found, ...more] = createMatcher().feed(Buffer.from(text, 'latin1'));
      assert.equal(found?.hint, hint(key), text);
      assert.equal(more.length, 0);
    }
  });

  it('has no key in what fails the checksum, nor in a public key', () => {
    const key = newKey();
    const wrong = key.slice(0, -1) + (key.endsWith('0') ? '1' : '0');
    const publicKey = mintKey({ kind: 'public', environment: 'sandbox' }, systemRandom);
    assert.deepEqual(createMatcher().feed(Buffer.from(`${wrong} ${publicKey} ${key.slice(0, -1)}`)), []);
  });
});

describe('a scan', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'interstellas-scan-'));
  });
  after(() => rm(folder, { recursive: true }));

  const scan = async (...paths: string[]) => {
    const found: KeyFinding[] = [];
    const skipped = new Map<string, string>();
    const onSkipped = (path: string, reason: string) => void skipped.set(path, reason);
    for await (const finding of scanPaths(paths, { onSkipped })) found.push(finding);
    return { found, skipped };
  };
  const git = async (where: string, ...command: string[]): Promise<string> => {
    const identity = ['-c', 'user.name=Ngozi', '-c', 'user.email=ngozi@example.com', '-c', 'commit.gpgsign=false'];
    const { stdout } = await promisify(execFile)('git', ['-C', where, ...identity, ...command]);
    return stdout.trim();
  };
  const makeFolder = async (name: string): Promise<string> => {
    const path = join(folder, name);
    await mkdir(path, { recursive: true });
    return path;
  };

  it('finds keys in files of folders however deep, in large binary files too, and goes round circles of links', async () => {
    const root = await makeFolder('files');
    const deep = await makeFolder('files/a/.hidden/c');
    const [one, other] = [newKey(), newKey('production')];
    await writeFile(join(deep, 'settings.env'), `# ours\nSECRET_KEY=${one}\n`);
    const large = Buffer.alloc(3 * 1024 * 1024, 0xff);
    // Across the edge between two pieces that are read.
    large.write(other, 256 * 1024 - 20, 'latin1');
    await writeFile(join(root, 'dump.bin'), large);
    await symlink('..', join(deep, 'up'));
    await symlink(join(root, 'a'), join(root, 'again'));
    const { found, skipped } = await scan(root);
    assert.deepEqual(
      found.map(({ path, line, hint: shown }) => [path, line, shown]).sort(),
      [
        [join(deep, 'settings.env'), 2, hint(one)],
        [join(root, 'dump.bin'), 1, hint(other)],
      ].sort(),
    );
    assert.equal(skipped.size, 0);
    assert.ok(!JSON.stringify(found).includes(one.slice(8, 20)), 'no more of a key than its hint');
  });

  it('says what it does not look into: what is missing, compressed, a pipe, or behind a link to elsewhere', async () => {
    const root = await makeFolder('unseen');
    await writeFile(join(root, 'backup.gz'), gzipSync(newKey()));
    await symlink(tmpdir(), join(root, 'elsewhere'));
    await promisify(execFile)('mkfifo', [join(root, 'pipe')]);
    const { found, skipped } = await scan(root, join(folder, 'nothing'));
    assert.deepEqual(found, []);
    const unseen = ['unseen/backup.gz', 'unseen/elsewhere', 'unseen/pipe', 'nothing'].map((name) => join(folder, name));
    assert.deepEqual([...skipped.keys()].sort(), unseen.sort());
    assert.match(skipped.get(join(folder, 'nothing')) ?? '', /ENOENT/);
  });

  it('finds a key that is only in a file of the past, and names the commit that brought it, loose and packed', async () => {
    const root = await makeFolder('shop');
    await git(root, 'init', '-q');
    const key = newKey('production');
    await writeFile(join(root, 'readme'), 'a shop\n');
    await git(root, 'add', '.');
    await git(root, 'commit', '-qm', 'begin');
    await mkdir(join(root, 'config'));
    await writeFile(join(root, 'config/live key.env'), `\nKEY=${key}\n`);
    await git(root, 'add', '.');
    await git(root, 'commit', '-qm', 'add the key');
    const commit = await git(root, 'rev-parse', 'HEAD');
    await git(root, 'rm', '-q', 'config/live key.env');
    await git(root, 'commit', '-qm', 'remove the key');
    const expected = {
      ...{ path: join(root, 'config/live key.env'), commit, line: 2, column: 5 },
      ...{ environment: 'production', hint: hint(key) },
    };
    assert.deepEqual((await scan(root)).found, [expected]);
    await git(root, 'gc', '-q', '--prune=now');
    assert.deepEqual((await scan(root)).found, [expected]);
    await git(folder, 'clone', '-q', '--bare', root, join(folder, 'bare.git'));
    const [inBare] = (await scan(join(folder, 'bare.git'))).found;
    assert.equal(inBare?.commit, commit);
    await git(root, 'worktree', 'add', '-q', join(folder, 'second-tree'));
    const [inTree, ...more] = (await scan(join(folder, 'second-tree'))).found;
    assert.equal(inTree?.commit, commit);
    assert.equal(more.length, 0);
  });

  it('finds a key in a message, in what was only staged, and in a commit that was amended away', async () => {
    const root = await makeFolder('traces');
    await git(root, 'init', '-q');
    const [inMessage, staged, amended] = [newKey(), newKey(), newKey()];
    await writeFile(join(root, 'notes'), amended);
    await git(root, 'add', '.');
    await git(root, 'commit', '-qm', `deploy with ${inMessage}`);
    const first = await git(root, 'rev-parse', 'HEAD');
    await writeFile(join(root, 'notes'), staged);
    await git(root, 'add', '.');
    await writeFile(join(root, 'notes'), 'nothing\n');
    await git(root, 'add', '.');
    await git(root, 'commit', '-q', '--amend', '-m', 'deploy');
    const { found } = await scan(root);
    const of = (key: string) => found.filter((finding) => finding.hint === hint(key));
    assert.ok(of(inMessage).some(({ commit }) => commit === first));
    assert.ok(
      of(inMessage).some(({ path }) => path === join(root, '.git/logs/HEAD')),
      'the reflog is a file too',
    );
    assert.deepEqual(
      of(amended).map(({ commit }) => commit),
      [first],
    );
    assert.match(of(staged)[0]?.path ?? '', /in no commit/);
  });

  it('says so when a repository cannot be read, and starts no program that its configuration names', async () => {
    const root = await makeFolder('trap');
    await git(root, 'init', '-q');
    await writeFile(join(root, 'file'), newKey());
    await git(root, 'add', '.');
    await git(root, 'commit', '-qm', 'begin');
    const touched = join(folder, 'touched');
    const program = join(root, 'program');
    await writeFile(program, `#!/bin/sh\ntouch ${touched}\n`, { mode: 0o755 });
    const settings = {
      'core.fsmonitor': program,
      'diff.external': program,
      'core.pager': program,
      'gpg.program': program,
    };
    for (const [name, value] of Object.entries(settings)) await git(root, 'config', name, value);
    await git(root, 'config', 'log.showSignature', 'true');
    assert.equal((await scan(root)).found.length, 2);
    await assert.rejects(promisify(execFile)('test', ['-e', touched]));
    await appendFile(join(root, '.git/config'), '\n[broken');
    const { skipped } = await scan(root);
    assert.match(skipped.get(join(root, '.git')) ?? '', /history could not be read/);
  });
});
