/** The command that looks for keys where none should be. */

import type { KeyFinding } from '../../keys/index.ts';
import { type Command, done, failed } from '../command.ts';

export const scan: Command = {
  name: 'scan',
  operands: [['<path...>', 'files, folders and git repositories']],
  summary: 'Find secret keys in files and in git history, offline.',
  details: [
    'Tells a key by its checksum, so what it reports is one. Needs no settings and no database, and prints no key whole.',
    'Exit code 1 when it finds a key, or could not look everywhere.',
  ].join('\n'),
  examples: ['scan .', 'scan src deploy/.env --json'],
  async run(context, { operands }) {
    const { scanPaths } = await import('../../keys/index.ts');
    const skipped: string[] = [];
    const onSkipped = (path: string, reason: string): void => {
      skipped.push(path);
      context.tell(`not looked into: ${path}: ${reason}`);
    };
    const found: KeyFinding[] = [];
    for await (const finding of scanPaths(operands, { onSkipped })) found.push(finding);
    const lines = [...found.map(describe), `${found.length} keys found, ${skipped.length} places not looked into.`];
    const data = { findings: found, skipped };
    return found.length + skipped.length === 0 ? done(lines.join('\n'), data) : failed(lines.join('\n'), data);
  },
};

function describe({ path, commit, line, hint }: KeyFinding): string {
  return `${path}:${line}${commit === undefined ? '' : ` in commit ${commit}`}: ${hint}`;
}
