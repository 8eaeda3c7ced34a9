// Runs every test: the files are shared out among as many processes as there are cores, at most four, each with a database
// cluster of its own. Files named on the command line run in one process. What the first process says is shown at once,
// what the others say when they have ended.
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';

const FILES = ['{server,sdk,dashboard,tools}/**/*.test.ts'];
/** Far longer than any test takes: one that hangs fails by name, and nothing that it left open keeps the run from ending. */
const PATIENCE = ['--test-timeout=120000', '--test-force-exit'];
/** The SDK is run from its source, as everything else in the tree. */
const CONDITION = '--conditions=@interstellas/source';
const FLAGS = [CONDITION, '--test', '--test-isolation=none', '--test-reporter=spec', ...PATIENCE];
const MOST_PROCESSES = 4;

const named = process.argv.slice(2);
const count = named.length > 0 ? 1 : Math.min(MOST_PROCESSES, availableParallelism());

/** Resolves with whether every test of the share passed. */
async function runShare(number: number): Promise<boolean> {
  const share = [`--test-shard=${number}/${count}`, ...(named.length > 0 ? named : FILES)];
  const isShown = number === 1;
  const child = spawn(process.execPath, [...FLAGS, ...share], {
    stdio: ['ignore', isShown ? 'inherit' : 'pipe', 'inherit'],
  });
  const said: Buffer[] = [];
  child.stdout?.on('data', (chunk: Buffer) => void said.push(chunk));
  const { promise, resolve } = Promise.withResolvers<boolean>();
  child.on('close', (code) => resolve(code === 0));
  const hasPassed = await promise;
  if (!isShown) process.stdout.write(Buffer.concat(said));
  return hasPassed;
}

const shares = await Promise.all(Array.from({ length: count }, (_, index) => runShare(index + 1)));
process.exitCode = shares.every(Boolean) ? 0 : 1;
