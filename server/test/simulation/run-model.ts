/**
 * `npm run test:model -- --runs 1000`: the model test, for as long as one likes. A failure names its seed and path, with
 * which `--seed 7 --path 3:1` runs the same program again.
 */

import { it } from 'node:test';
import { parseArgs } from 'node:util';
import { openBank } from './bank.ts';
import { expectPrograms } from './interpreter.ts';

const text = { type: 'string' } as const;
const { values } = parseArgs({ options: { runs: text, seed: text, path: text } });
const runs = Number(values.runs ?? 200);

it(`the books of ${runs} random programs say what the model says`, async (t) => {
  const bank = await openBank();
  t.after(() => bank.stop());
  const seed = values.seed === undefined ? {} : { seed: Number(values.seed) };
  const path = values.path === undefined ? {} : { path: values.path };
  await expectPrograms(bank, { numRuns: runs, ...seed, ...path });
});
