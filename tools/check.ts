// Runs every check of the repository side by side, prints what each one said, and fails when one of them failed.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { delimiter, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { root } from './tree.ts';

const checks: readonly { name: string; command: readonly [string, ...string[]] }[] = [
  { name: 'format and lint', command: ['biome', 'check', '--error-on-warnings', '.'] },
  { name: 'types', command: ['tsc', '--project', 'tsconfig.json'] },
  { name: 'types of the SDK', command: ['tsc', '--project', 'sdk', '--noEmit'] },
  { name: 'types of the documentation', command: ['tsc', '--project', 'docs/.vitepress'] },
  { name: 'types of the dashboard', command: ['tsc', '--project', 'dashboard'] },
  { name: 'boundaries', command: ['node', 'tools/boundaries.ts'] },
  { name: 'tidy', command: ['node', 'tools/tidy.ts'] },
  { name: 'generated files', command: ['node', 'tools/generate.ts', '--check'] },
];

interface Outcome {
  readonly name: string;
  readonly passed: boolean;
  readonly output: string;
  readonly seconds: string;
}

async function run(name: string, [program, ...args]: readonly [string, ...string[]]): Promise<Outcome> {
  const started = performance.now();
  const path = [join(root, 'node_modules', '.bin'), process.env['PATH'] ?? ''].join(delimiter);
  const child = spawn(program, args, {
    cwd: root,
    env: { ...process.env, PATH: path },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [told, complained, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  return { name, passed: code === 0, output: (complained + told).trim(), seconds };
}

const outcomes = await Promise.all(checks.map(({ name, command }) => run(name, command)));
for (const { name, passed, output, seconds } of outcomes) {
  console.log(`${passed ? '✔' : '✖'} ${name} (${seconds} s)`);
  if (output !== '' && !passed) console.log(`${output}\n`);
}
if (outcomes.some((outcome) => !outcome.passed)) process.exitCode = 1;
