/** The command that looks for what is wrong. */

import { type Command, done, failed, textOption } from '../command.ts';

export const doctor: Command = {
  name: 'doctor',
  options: [
    ['--url <url>', 'the address that clients use: find out which credential headers arrive through its proxies'],
  ],
  summary: 'Check settings, data folder, database, secrets, clock, mail and proxies, and say what to do.',
  details: 'Changes nothing. Exit code 1 when something fails.',
  examples: ['doctor', 'doctor --url https://api.example.com', 'doctor --json'],
  async run(context, given) {
    const { diagnose } = await import('../doctor/diagnose.ts');
    const findings = await diagnose(context, { url: textOption(given, 'url') });
    const isWell = findings.every(({ level }) => level !== 'fail');
    const lines = findings.map(({ level, what, advice }) =>
      [`${level.padEnd(4)}  ${what}`, ...(advice === undefined ? [] : [`      → ${advice}`])].join('\n'),
    );
    return (isWell ? done : failed)(lines.join('\n'), { findings });
  },
};
