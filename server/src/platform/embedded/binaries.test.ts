// The programs are usable after an install that ran no script, and reachable for the user that runs them.

import assert from 'node:assert/strict';
import { chmod, lstat, mkdir, mkdtemp, readdir, readlink, rm, stat, symlink, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { ensureSystemUser, isRoot } from './account.ts';
import { prepareBinaries } from './binaries.ts';
import { run } from './command.ts';
import { copyTree } from './scratch.fixture.ts';

const quiet = () => undefined;

/** A copy of the installed package in a folder of its own. */
async function copiedPackage(t: TestContext): Promise<string> {
  const parent = await mkdtemp(join(tmpdir(), 'interstellas-binaries-'));
  t.after(() => rm(parent, { recursive: true, force: true }));
  const { postgres } = await prepareBinaries({ account: undefined, report: quiet });
  copyTree(dirname(dirname(dirname(postgres))), join(parent, 'package'));
  return join(parent, 'package');
}

async function libraryLinks(packageRoot: string): Promise<string[]> {
  const lib = join(packageRoot, 'native', 'lib');
  const entries = await readdir(lib, { withFileTypes: true });
  return entries.filter((entry) => entry.isSymbolicLink()).map((entry) => join(lib, entry.name));
}

test('missing and wrong library links are put right; right ones are not touched', async (t) => {
  const packageRoot = await copiedPackage(t);
  const links = await libraryLinks(packageRoot);
  if (links.length === 0) return; // macOS packages carry none
  const before = await Promise.all(links.map((link) => readlink(link)));
  const [first = '', second = '', ...others] = links;
  await unlink(first);
  await unlink(second);
  await symlink('nowhere', second);
  const inodes = await Promise.all(others.map(async (link) => (await lstat(link)).ino));
  const { postgres } = await prepareBinaries({ account: undefined, report: quiet, packageRoot });
  assert.deepEqual(await Promise.all(links.map((link) => readlink(link))), before);
  assert.deepEqual(await Promise.all(others.map(async (link) => (await lstat(link)).ino)), inodes);
  assert.equal((await run(postgres, ['--version'])).ok, true);
});

if (isRoot()) {
  test('programs in a folder closed to the user are copied whole, once, and readable', async (t) => {
    const packageRoot = await copiedPackage(t);
    await chmod(dirname(packageRoot), 0o700);
    await run('chmod', ['-R', 'go=', packageRoot]); // as an install under umask 077 leaves it
    for (const link of await libraryLinks(packageRoot)) await unlink(link);
    const sharedRoot = await mkdtemp(join(tmpdir(), 'interstellas-shared-'));
    t.after(() => rm(sharedRoot, { recursive: true, force: true }));
    await chmod(sharedRoot, 0o755);
    await mkdir(join(sharedRoot, '.copying-left')); // by a killed start
    const account = await ensureSystemUser();
    const reports: string[] = [];
    const options = { account, report: (line: string) => reports.push(line), packageRoot, sharedRoot };
    const [one, two] = await Promise.all([prepareBinaries(options), prepareBinaries(options)]);
    assert.deepEqual(one, two);
    const copy = dirname(dirname(dirname(one.postgres)));
    assert.equal(dirname(copy), sharedRoot);
    assert.equal((await stat(dirname(one.postgres))).uid, 0);
    const modes = await run('find', [copy, '-not', '-perm', '-o+r']);
    assert.equal(modes.output, '');
    const said = reports.length;
    assert.deepEqual(await prepareBinaries(options), one);
    assert.equal(reports.length, said, 'the second time it is there');
    assert.deepEqual((await readdir(sharedRoot)).sort(), ['.copying-left', basename(copy)]);
  });
}
