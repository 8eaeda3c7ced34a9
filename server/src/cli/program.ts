/** The command line itself: from the words of the operator to a command, and its help. */

import { Command as Program } from 'commander';
import type { Command, Given } from './command.ts';

export type Call = (command: Command, given: Given) => Promise<void>;

/** The program with every command, each of which is handed to `call`. Never ends the process: throws CommanderError. */
export function createProgram(commands: readonly Command[], version: string, call: Call): Program {
  const program = new Program('interstellas')
    .description('Runs an Interstellas server and looks after it.')
    .version(version)
    .addHelpText('after', FOOTER);
  prepare(program);
  for (const command of commands) add(program, command, call);
  return program;
}

const FOOTER = `
Settings are read from the environment and from .env, as the server reads them; every command works beside a running server.
Exit codes: 0 done, 1 not done, 2 wrong usage.`;

/** What a group of commands is about. */
const GROUPS: Readonly<Record<string, string>> = {
  user: 'People who sign in.',
  business: 'Businesses and their approval.',
  keys: 'Secret keys of client accounts.',
  sessions: 'Sessions of users.',
  'signing-keys': 'The keys that sign access tokens.',
  secrets: 'The two server secrets.',
  audit: 'The record of who did what.',
  suspense: 'Money for account numbers that are nobody’s.',
};

function add(program: Program, command: Command, call: Call): void {
  const [first = '', second] = command.name.split(' ');
  const parent = second === undefined ? program : groupOf(program, first);
  const own = parent.command(second ?? first).summary(command.summary);
  own.description([command.summary, command.details].filter((text) => text !== undefined).join('\n\n'));
  for (const [name, meaning] of command.operands ?? []) own.argument(name, meaning);
  for (const [flags, meaning] of command.options ?? []) own.option(flags, meaning);
  if (command.isServer !== true) own.option('--json', 'print the result as JSON');
  own.addHelpText('after', `\nExamples:\n${command.examples.map((words) => `  interstellas ${words}`).join('\n')}`);
  own.action(() => call(command, { operands: own.args, options: own.opts() }));
  prepare(own);
}

function groupOf(program: Program, name: string): Program {
  const known = program.commands.find((command) => command.name() === name);
  if (known !== undefined) return known;
  const group = program.command(name).description(GROUPS[name] ?? '');
  prepare(group);
  return group;
}

function prepare(program: Program): void {
  program.exitOverride().showHelpAfterError('Add --help to see the usage.').helpCommand(false);
}
