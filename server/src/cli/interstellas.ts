#!/usr/bin/env node
/** The operator's command line: what is done to a running or stopped installation from its own machine. */

import { parseArgs } from 'node:util';
import { composeCore } from '../compose.ts';
import { loadConfig } from '../config.ts';
import { createLog } from '../platform/log.ts';
import { OperatorError } from '../platform/operator-error.ts';
import { prepareCommand } from '../prepare.ts';
import { COMMANDS, usage } from './commands.ts';

const DONE = 0;
const FAILED = 1;
const MISUSED = 2;

async function main(): Promise<number> {
  const { positionals, values } = readArguments();
  const command = COMMANDS.find(({ words }) => words.every((word, index) => positionals[index] === word));
  const operands = positionals.slice(command?.words.length ?? 0);
  if (values.help === true || command === undefined || operands.length !== command.operands.length) {
    console.log(usage());
    return values.help === true ? DONE : MISUSED;
  }
  const config = loadConfig({ INTERSTELLAS_DEMO: 'off' });
  const log = createLog({ level: 'warn' });
  const prepared = await prepareCommand(config, log);
  const core = composeCore(config, { ...prepared, log });
  try {
    const outcome = await command.run(core, { operands, compromised: values.compromised === true });
    console.log(outcome.message);
    return outcome.ok ? DONE : FAILED;
  } finally {
    await core.database.close();
    await prepared.release();
  }
}

/** An option that does not exist is wrong usage like a command that does not. */
function readArguments() {
  const options = { help: { type: 'boolean', short: 'h' }, compromised: { type: 'boolean' } } as const;
  try {
    return parseArgs({ allowPositionals: true, options });
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    console.error(error.message);
    return { positionals: [], values: {} as { help?: boolean; compromised?: boolean } };
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof OperatorError ? error.message : error);
  process.exitCode = FAILED;
}
