// docs/cli.md: every command of server/src/cli/commands, as its own help has it.
import type { Command } from '../server/src/cli/command.ts';
import { COMMANDS } from '../server/src/cli/commands/index.ts';
import { code, notice, page, table } from './markdown.ts';

export async function buildCliPage(): Promise<string> {
  return page('# Command line', notice('server/src/cli/commands'), INTRODUCTION, overview(), ...COMMANDS.map(section));
}

const INTRODUCTION = `\`npx interstellas <command>\` from a clone, after \`npm ci\`; it runs on the Node.js of the install, whatever the machine has.
Commands read the same settings as the server, and work beside a running server as well as with it stopped. Each has \`--help\`,
and all but \`start\` have \`--json\`: one line with \`ok\`, \`message\` and what the command found.

Exit codes: 0 done, 1 not done (a message says why), 2 wrong usage. Secrets are printed only where they are asked for. What
changes something of a client account is an event of its [audit](audit.md), with no user: that is the operator.`;

function overview(): string {
  const rows = COMMANDS.map(({ name, summary }) => [`[${code(name)}](#${anchor(name)})`, summary]);
  return table(['command', 'what it does'], rows);
}

function section(command: Command): string {
  const { name, operands = [], options = [], summary, details, examples } = command;
  const usage = ['interstellas', name, ...operands.map(([operand]) => operand)].join(' ');
  const meanings = [...operands, ...options].map(([what, meaning]) => [code(what), meaning]);
  return [
    `## ${name}`,
    `${summary}${details === undefined ? '' : ` ${details.replaceAll('\n', ' ')}`}`,
    ...(meanings.length === 0
      ? []
      : [figure(`${usage}${options.length > 0 ? ' [options]' : ''}`), table(['', ''], meanings)]),
    block(examples.map((words) => `interstellas ${words}`)),
  ].join('\n\n');
}

/** How a command is called is no sample: nobody can paste it. */
function figure(text: string): string {
  return ['```', text, '```'].join('\n');
}

function block(lines: readonly string[]): string {
  return ['<!-- not run: command -->', '```sh', ...lines, '```'].join('\n');
}

function anchor(name: string): string {
  return name.replaceAll(' ', '-');
}
