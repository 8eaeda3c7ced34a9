// The claim on a folder: exclusive, and gone with its holder.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { type TestContext, test } from 'node:test';
import { describeHolder, lockFolder } from './lock.ts';

async function scratch(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'interstellas-lock-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

test('a folder can be claimed once, by this process too, and again after its release', async (t) => {
  const folder = await scratch(t);
  const first = lockFolder(folder);
  assert.ok(first);
  assert.equal(lockFolder(folder), undefined);
  assert.equal(lockFolder(folder), undefined, 'the refused attempt has not dropped the lock');
  first.release();
  first.release();
  const second = lockFolder(folder);
  assert.ok(second);
  second.release();
});

test('a claim of another process holds against ours, names its pid, and ends with SIGKILL', async (t) => {
  const folder = await scratch(t);
  const script = `
    const { lockFolder } = await import(${JSON.stringify(new URL('lock.ts', import.meta.url).href)});
    console.log(lockFolder(${JSON.stringify(folder)}) !== undefined);
    setInterval(() => undefined, 1000);`;
  const holder = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [said] = await once(holder.stdout, 'data');
  assert.equal(String(said).trim(), 'true');
  assert.equal(lockFolder(folder), undefined);
  assert.equal(describeHolder(folder), `another Interstellas process (pid ${holder.pid})`);
  holder.kill('SIGKILL');
  await once(holder, 'exit');
  const lock = lockFolder(folder);
  assert.ok(lock);
  lock.release();
});

test('files left by a dead holder are not believed', async (t) => {
  const folder = await scratch(t);
  await writeFile(join(folder, 'interstellas.lock'), '');
  await writeFile(join(folder, 'interstellas.pid'), `${process.pid}\n`);
  const lock = lockFolder(folder);
  assert.ok(lock);
  lock.release();
});
