// Proves that generated files are written when they differ, left alone when they do not, and that a stale one is named.
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import { findStale, type Generated, generated, write } from './generate.ts';
import { root } from './tree.ts';

const list: readonly Generated[] = [
  { path: 'one.txt', build: async () => 'one\n' },
  { path: 'two.txt', build: async () => 'two\n' },
];

async function withFolder(act: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'generate-'));
  try {
    await act(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

it('a missing file and a changed file are stale, an equal one is not', () =>
  withFolder(async (folder) => {
    await writeFile(join(folder, 'one.txt'), 'one\n');
    assert.deepEqual(await findStale(list, folder), ['two.txt']);
    await writeFile(join(folder, 'two.txt'), 'edited by hand\n');
    assert.deepEqual(await findStale(list, folder), ['two.txt']);
  }));

it('writing makes every file current and touches only what differs', () =>
  withFolder(async (folder) => {
    await writeFile(join(folder, 'one.txt'), 'one\n');
    const before = await stat(join(folder, 'one.txt'), { bigint: true });
    assert.deepEqual(await write(list, folder), ['two.txt']);
    assert.equal(await readFile(join(folder, 'two.txt'), 'utf8'), 'two\n');
    assert.equal((await stat(join(folder, 'one.txt'), { bigint: true })).mtimeNs, before.mtimeNs);
    assert.deepEqual(await findStale(list, folder), []);
  }));

it('a generator that fails is not taken for a missing file', () =>
  withFolder(async (folder) => {
    const broken: Generated = { path: 'three.txt', build: () => Promise.reject(new Error('no routes')) };
    await assert.rejects(findStale([broken], folder), /no routes/);
    await assert.rejects(write([broken], folder), /no routes/);
  }));

it('the generated files of the repository are current', async () => {
  assert.deepEqual(await findStale(generated, root), []);
});
