// A cluster that an older version made gets the role as which the server works, at its next start.

import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { connect, madeDataDir, started } from './scratch.fixture.ts';

test('a cluster from before the working role gets it at the next start, and our role may take it on', async (t) => {
  const dataDir = await madeDataDir(t);
  const before = await started(t, dataDir);
  await connect(t, before.adminUrl)`drop role interstellas_app`;
  await before.stop();
  const path = join(dataDir, 'postgres.json');
  const { hasWorkingRole, ...older } = JSON.parse(await readFile(path, 'utf8')) as Record<string, unknown>;
  assert.equal(hasWorkingRole, true);
  await writeFile(path, JSON.stringify(older), { mode: 0o600 });
  const sql = connect(t, (await started(t, dataDir)).url);
  await sql`set role interstellas_app`;
  const [row] = await sql`select current_user as name`;
  assert.equal(row?.['name'], 'interstellas_app');
});
