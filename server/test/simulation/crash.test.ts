/** A short run of the crash test, which `npm run test:crash` runs for as long as one likes. */

import { it } from 'node:test';
import { runCrashTest } from './crash-run.ts';

it('nothing that was acknowledged is lost, made twice or never told when server and PostgreSQL are killed in turn', async (t) => {
  const seed = Date.now() % 1_000_000;
  const report = (line: string): void => t.diagnostic(line);
  report(`seed ${seed}`);
  await runCrashTest({ cycles: 2, seed, report });
});
