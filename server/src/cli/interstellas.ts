#!/usr/bin/env node
/** The operator's command line: what is done to a running or stopped installation from its own machine. */

import { CommanderError } from 'commander';
import packageJson from '../../package.json' with { type: 'json' };
import { Fault } from '../faults/index.ts';
import { OperatorError } from '../platform/operator-error.ts';
import { type Command, failed, type Given, type Outcome } from './command.ts';
import { COMMANDS } from './commands/index.ts';
import { openContext } from './context.ts';
import { createProgram } from './program.ts';

const DONE = 0;
const FAILED = 1;
const MISUSED = 2;

async function call(command: Command, given: Given): Promise<void> {
  const context = openContext();
  const outcome = await command
    .run(context, given)
    .catch(refusal)
    .finally(() => context.close());
  if (command.isServer === true && outcome.ok) return;
  if (given.options['json'] === true) {
    process.stdout.write(`${JSON.stringify({ ok: outcome.ok, message: outcome.message, ...outcome.data })}\n`);
  } else (outcome.ok ? process.stdout : process.stderr).write(`${outcome.message}\n`);
  process.exitCode = outcome.ok ? DONE : FAILED;
}

/** What is refused in words for the operator is said in these; anything else is a fault of ours, shown with its stack. */
function refusal(error: unknown): Outcome {
  if (error instanceof OperatorError) return failed(error.message);
  if (error instanceof Fault) return failed(error.problems.map(({ message }) => message).join('\n'));
  throw error;
}

try {
  await createProgram(COMMANDS, packageJson.version, call).parseAsync();
} catch (error) {
  // Usage was explained already, by the program itself.
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? DONE : MISUSED;
  else {
    console.error(error);
    process.exitCode = FAILED;
  }
}
