// What is different for root. These need root to try, so they exist only when the tests run as root; everything else in
// this room is then proved as root too, and as an ordinary user otherwise.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { chmod, chown, mkdir, readFile, readlink, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { ensureSystemUser, isRoot } from './account.ts';
import { run } from './command.ts';
import { startEmbeddedPostgres } from './index.ts';
import {
  connect,
  copyTree,
  madeDataDir,
  postmasterPid,
  scratchDataDir,
  serverProcess,
  started,
} from './scratch.fixture.ts';
import { SHARED_ROOT } from './shared-root.ts';

const STRANGER = { uid: 12_345, gid: 12_345 };

async function uidOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/^Uid:\s+(\d+)/m.exec(status)?.[1]);
}

if (isRoot()) {
  test('root runs PostgreSQL as an unprivileged system user that owns the cluster', async (t) => {
    const dataDir = await madeDataDir(t);
    await started(t, dataDir);
    const { uid } = await ensureSystemUser();
    assert.notEqual(uid, 0);
    assert.equal(await uidOf(await postmasterPid(dataDir)), uid);
    assert.equal((await stat(join(dataDir, 'postgres'))).uid, uid);
    assert.equal((await stat(join(dataDir, 'postgres.json'))).uid, 0);
  });

  test('in a folder closed to that user the cluster is kept elsewhere, said so, linked, and found again', async (t) => {
    const dataDir = await scratchDataDir(t, 0o700);
    const reports: string[] = [];
    const first = await started(t, dataDir, reports);
    const link = await readlink(join(dataDir, 'postgres'));
    assert.match(link, /^\/var\/lib\/interstellas\/[0-9a-f]{16}\/postgres$/);
    assert.equal(reports.filter((line) => line.includes(`The database is kept in ${link}`)).length, 1);
    assert.equal((await stat(dirname(link))).mode & 0o777, 0o711);
    await connect(t, first.url)`create table kept ()`;
    await first.stop();
    const second = await started(t, dataDir);
    await connect(t, second.url)`select from kept`;
    assert.equal(await readlink(join(dataDir, 'postgres')), link);
  });

  test('killed between the making of such a cluster and its link, the next start finishes with the same one', async (t) => {
    const dataDir = await madeDataDir(t);
    const home = join(SHARED_ROOT, `test-${randomUUID()}`);
    t.after(() => rm(home, { recursive: true, force: true }));
    await mkdir(home, { recursive: true });
    copyTree(join(dataDir, 'postgres'), join(home, 'postgres'));
    await rm(join(dataDir, 'postgres'), { recursive: true });
    const record = JSON.parse(await readFile(join(dataDir, 'postgres.json'), 'utf8'));
    await writeFile(join(dataDir, 'postgres.json'), JSON.stringify({ ...record, home, complete: false }));
    const { ino } = await stat(join(home, 'postgres'));
    const database = await started(t, dataDir);
    await connect(t, database.url)`select 1`;
    assert.equal(await readlink(join(dataDir, 'postgres')), join(home, 'postgres'));
    assert.equal((await stat(join(dataDir, 'postgres'))).ino, ino);
  });

  test('a cluster of an ordinary user is run by root as that user, and stays usable for him', async (t) => {
    const dataDir = await madeDataDir(t);
    const { uid, gid } = STRANGER;
    await run('chown', ['-R', `${uid}:${gid}`, dataDir]);
    await chmod(dataDir, 0o700);
    const his = serverProcess(t, 'start', dataDir, { uid, gid });
    assert.equal((await his.outcome).owned, true);
    await his.stop();
    const asRoot = await started(t, dataDir);
    assert.equal(await uidOf(await postmasterPid(dataDir)), uid);
    await asRoot.stop();
    const again = serverProcess(t, 'start', dataDir, { uid, gid });
    assert.equal((await again.outcome).refusal, undefined);
  });

  test('a stranger gets a clear refusal of a folder that belongs to root', async (t) => {
    const dataDir = await madeDataDir(t);
    for (const mode of ['start', 'attach'] as const) {
      const { refusal } = await serverProcess(t, mode, dataDir, STRANGER).outcome;
      assert.match(refusal, /Start Interstellas as the user it belongs to/);
    }
  });

  test('a cluster that a restore gave to root is refused with the command that puts it right', async (t) => {
    const dataDir = await madeDataDir(t);
    await chown(join(dataDir, 'postgres'), 0, 0);
    const { uid } = await ensureSystemUser();
    await assert.rejects(startEmbeddedPostgres({ dataDir, report: () => undefined }), {
      message: new RegExp(`chown -R ${uid} ${join(dataDir, 'postgres')}`),
    });
  });
}
