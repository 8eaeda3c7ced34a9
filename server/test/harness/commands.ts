/** Commands of the operator inside the test's own process: everything but the start of a process, which takes longest. */

import type { Outcome } from '../../src/cli/command.ts';
import { COMMANDS } from '../../src/cli/commands/index.ts';
import { createProgram } from '../../src/cli/program.ts';
import { type Core, composeCore } from '../../src/compose.ts';
import { Fault } from '../../src/faults/index.ts';
import { OperatorError } from '../../src/platform/operator-error.ts';
import type { ServerSecrets } from '../../src/platform/seal.ts';
import type { TestApp } from './app.ts';
import { TEST_ROLE } from './cluster.ts';

export interface Operator {
  /** Runs a command as another process would beside the server; what it refuses is an outcome too. */
  call(words: readonly string[], input?: string): Promise<Outcome>;
  /** The same, and it must succeed; returns the message. */
  callWell(...words: readonly string[]): Promise<Outcome>;
  stop(): Promise<void>;
}

export function createOperator(app: TestApp): Operator {
  const { clock, config } = app;
  const databaseUrl = app.database.url;
  const databaseRole = TEST_ROLE;
  const secrets = config.secrets as ServerSecrets;
  const log = app.app.log;
  const core: Core = composeCore(config, { databaseUrl, databaseRole, secrets, log, clock });
  const means = { databaseUrl, databaseRole, secrets, replacedSecrets: undefined, release: async () => undefined };

  const call: Operator['call'] = async (words, input = '') => {
    let outcome: Outcome | undefined;
    const program = createProgram(COMMANDS, '0', async (command, given) => {
      const context = {
        log,
        config: () => config,
        prepared: async () => means,
        core: async () => core,
        databaseUrl: async () => databaseUrl,
        tell: () => undefined,
        askSecret: async () => input,
      };
      outcome = await command.run(context, given).catch((error: unknown) => {
        if (error instanceof OperatorError || error instanceof Fault) return { ok: false, message: error.message };
        throw error;
      });
    });
    await program.parseAsync([...words], { from: 'user' });
    if (outcome === undefined) throw new Error(`no command is called ${words.join(' ')}`);
    return outcome;
  };
  return {
    call,
    async callWell(...words) {
      const outcome = await call(words);
      if (!outcome.ok) throw new Error(`${words.join(' ')}: ${outcome.message}`);
      return outcome;
    },
    stop: () => core.database.close(),
  };
}
