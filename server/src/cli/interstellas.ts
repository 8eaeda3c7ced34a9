#!/usr/bin/env node
/** The operator's command line: what is done to a running or stopped installation from its own machine. */

import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { composeCore } from '../compose.ts';
import { ConfigError, readConfig } from '../config.ts';
import { EmbeddedPostgresError } from '../platform/embedded/index.ts';
import { WrongDatabaseError } from '../platform/installation.ts';
import { createLog } from '../platform/log.ts';
import { prepareCommand } from '../prepare.ts';
import { COMMANDS, usage } from './commands.ts';

const ENV_FILE = '.env';

async function main(): Promise<number> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { help: { type: 'boolean', short: 'h' }, compromised: { type: 'boolean' } },
  });
  const command = COMMANDS.find(({ words }) => words.every((word, index) => positionals[index] === word));
  const operands = positionals.slice(command?.words.length ?? 0);
  if (values.help === true || command === undefined || operands.length !== command.operands.length) {
    console.log(usage());
    return values.help === true ? 0 : 2;
  }
  if (existsSync(ENV_FILE)) process.loadEnvFile(ENV_FILE);
  const config = readConfig({ ...process.env, INTERSTELLAS_DEMO: 'off' });
  const log = createLog({ level: 'warn' });
  const prepared = await prepareCommand(config, log);
  const core = await composeCore(config, { ...prepared, log });
  try {
    const outcome = await command.run(core, { operands, compromised: values.compromised === true });
    console.log(outcome.message);
    return outcome.ok ? 0 : 1;
  } finally {
    await core.database.close();
    await prepared.release();
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  const isKnown = [ConfigError, EmbeddedPostgresError, WrongDatabaseError, TypeError].some(
    (kind) => error instanceof kind,
  );
  console.error(isKnown && error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
