/** The command that proves the audit. */

import type { ChainReport } from '../../audit/index.ts';
import { OperatorError } from '../../platform/operator-error.ts';
import { type Command, done, failed, type Given, textOption } from '../command.ts';
import { clientOf } from './accounts.ts';

export const auditVerify: Command = {
  name: 'audit verify',
  options: [
    ['--client <account>', 'only this client account: its id, or the e-mail address of its owner'],
    ['--expect <sequence:hash>', 'a head that was noted earlier and must still be in the chain; needs --client'],
  ],
  summary: 'Prove that no audit event was changed, moved or left out, or name the first that was.',
  details: 'Note the heads that it prints somewhere else: with --expect even a wholly rewritten chain is found out.',
  examples: [
    'audit verify',
    'audit verify --client ada@example.com --json',
    'audit verify --client client_01k2m3n4p5q6r7s8t9v0w1x2y3 --expect 41:9f86d081884c7d65…',
  ],
  async run(context, given) {
    const expect = readExpected(given);
    const account = textOption(given, 'client');
    if (expect !== undefined && account === undefined) return failed('--expect needs --client.');
    const core = await context.core();
    const clientId = account === undefined ? undefined : await clientOf(core, account);
    const reports: ChainReport[] = [];
    for await (const report of core.audit.verify({ clientId, expect })) reports.push(report);
    const isWhole = reports.every(({ broken }) => broken === undefined);
    const lines = [...reports.map(describe), isWhole ? 'All chains are whole.' : 'A chain is broken.'];
    return (isWhole ? done : failed)(lines.join('\n'), { chains: reports });
  },
};

function describe({ clientId, events, head, broken }: ChainReport): string {
  if (broken === undefined) return `${clientId}: ${events} events, head ${head?.sequence ?? 0}:${head?.hash ?? ''}`;
  return `${clientId}: BROKEN at ${broken.sequence} (${broken.eventId ?? 'no event'}): ${broken.why}`;
}

function readExpected(given: Given) {
  const text = textOption(given, 'expect');
  if (text === undefined) return undefined;
  const [, sequence, hash] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text) ?? [];
  if (sequence === undefined || hash === undefined)
    throw new OperatorError('--expect has the form sequence:hash, as audit verify prints it.');
  return { sequence: Number(sequence), hash };
}
