// Runs every test: the files are shared out among as many processes as there are cores, at most four, each with a database
// cluster of its own. Files named on the command line run in one process. What the first process says is shown at once,
// what the others say when they have ended; what failed, in whichever, stands once more at the very end.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';

const FILES = ['{server,sdk,dashboard,tools}/**/*.test.ts'];
/** Far longer than any test takes: one that hangs fails by name, and nothing that it left open keeps the run from ending. */
const PATIENCE = ['--test-timeout=300000', '--test-force-exit'];
/** The SDK is run from its source, as everything else in the tree. */
const CONDITION = '--conditions=@interstellas/source';
const FLAGS = [CONDITION, '--test', '--test-isolation=none', ...PATIENCE];
const MOST_PROCESSES = 4;
/** How the reporter begins its summary of what failed. */
const SUMMARY = '✖ failing tests:';

const named = process.argv.slice(2);
const count = named.length > 0 ? 1 : Math.min(MOST_PROCESSES, availableParallelism());
const reports = mkdtempSync(join(tmpdir(), 'interstellas-reports-'));

interface Outcome {
  readonly hasPassed: boolean;
  readonly report: string;
}

async function runShare(number: number): Promise<Outcome> {
  const isShown = number === 1;
  const file = join(reports, `${number}`);
  const reporters = [file, ...(isShown ? ['stdout'] : [])].flatMap((destination) => [
    '--test-reporter=spec',
    `--test-reporter-destination=${destination}`,
  ]);
  const share = [`--test-shard=${number}/${count}`, ...(named.length > 0 ? named : FILES)];
  const child = spawn(process.execPath, [...FLAGS, ...reporters, ...share], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const { promise, resolve } = Promise.withResolvers<boolean>();
  child.on('close', (code) => resolve(code === 0));
  const hasPassed = await promise;
  const report = readFileSync(file, 'utf8');
  if (!isShown) process.stdout.write(report);
  return { hasPassed, report };
}

const outcomes = await Promise.all(Array.from({ length: count }, (_, index) => runShare(index + 1)));
rmSync(reports, { recursive: true });
for (const { report } of count > 1 ? outcomes : []) {
  const [, failures] = report.split(SUMMARY);
  if (failures !== undefined) process.stdout.write(`\n${SUMMARY}${failures}`);
}
process.exitCode = outcomes.every(({ hasPassed }) => hasPassed) ? 0 : 1;
