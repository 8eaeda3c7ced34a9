/** `npm run test:crash -- --cycles 60 --seed 7`: the crash test, for as long as one likes. */

import { it } from 'node:test';
import { parseArgs } from 'node:util';
import { runCrashTest } from './crash-run.ts';

const { values } = parseArgs({ options: { cycles: { type: 'string' }, seed: { type: 'string' } } });
const cycles = Number(values.cycles ?? 12);
const seed = Number(values.seed ?? Date.now() % 1_000_000);

it(`survives ${cycles} kills (seed ${seed})`, async (t) => {
  await runCrashTest({ cycles, seed, report: (line) => t.diagnostic(line) });
});
