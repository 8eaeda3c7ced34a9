/** What commands work with in a real process. What most of them need takes long to load, and is loaded when it is needed. */

import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import type { Core } from '../compose.ts';
import { type Config, loadConfig } from '../config.ts';
import { createLog } from '../platform/log.ts';
import { OperatorError } from '../platform/operator-error.ts';
import type { Prepared, Reached } from '../prepare.ts';
import type { Context } from './command.ts';

export interface OpenContext extends Context {
  /** Lets go of whatever was made. */
  close(): Promise<void>;
}

export function openContext(): OpenContext {
  // Standard output is for the result, which a script may read.
  const log = createLog({ level: 'warn', write: (line) => void process.stderr.write(line) });
  let config: Config | undefined;
  let reached: Promise<Reached> | undefined;
  let prepared: Promise<Prepared> | undefined;
  let core: Promise<Core> | undefined;

  const compose = async (): Promise<Core> => {
    const [{ composeCore }, means] = await Promise.all([import('../compose.ts'), context.prepared()]);
    return composeCore(context.config(), { ...means, log });
  };
  const context: OpenContext = {
    log,
    config() {
      config ??= loadConfig({ INTERSTELLAS_DEMO: 'off' });
      return config;
    },
    prepared() {
      prepared ??= import('../prepare.ts').then(({ prepareCommand }) => prepareCommand(context.config(), log));
      return prepared;
    },
    core() {
      core ??= compose();
      return core;
    },
    async databaseUrl() {
      reached ??= import('../prepare.ts').then(({ reachDatabase }) => reachDatabase(context.config(), log));
      return (await reached).databaseUrl;
    },
    tell: (message) => void process.stderr.write(`${message}\n`),
    askSecret: (question) => (process.stdin.isTTY ? typeUnseen(question) : firstLine()),
    async close() {
      // What could not be made has nothing to let go of, and was reported.
      const [made, means, found] = await Promise.allSettled([core, prepared, reached]);
      if (made.status === 'fulfilled') await made.value?.database.close();
      if (means.status === 'fulfilled') await means.value?.release();
      if (found.status === 'fulfilled') await found.value?.release();
    },
  };
  return context;
}

async function typeUnseen(question: string): Promise<string> {
  process.stderr.write(question);
  const unseen = new Writable({ write: (_chunk, _encoding, written) => written() });
  const terminal = createInterface({ input: process.stdin, output: unseen, terminal: true });
  try {
    return await terminal.question('');
  } finally {
    terminal.close();
    process.stderr.write('\n');
  }
}

async function firstLine(): Promise<string> {
  for await (const line of createInterface({ input: process.stdin })) return line;
  throw new OperatorError('Nothing came on standard input.');
}
