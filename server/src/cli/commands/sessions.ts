/** The command that ends sessions. */

import type { Core } from '../../compose.ts';
import { isId, type SessionId } from '../../platform/ids.ts';
import { type Command, done, failed, type Outcome } from '../command.ts';
import { userOf } from './accounts.ts';

const ACTION = 'sessions.revoke';

export const revokeSessions: Command = {
  name: 'sessions revoke',
  operands: [['<session|email>', 'the id of a session (ses_…), or the address of a user: all of his']],
  summary: 'End a session, or all sessions of a user, from the next request on.',
  examples: ['sessions revoke ada@example.com', 'sessions revoke ses_01k2m3n4p5q6r7s8t9v0w1x2y3'],
  async run(context, { operands: [aim = ''] }) {
    const core = await context.core();
    return isId('session', aim) ? revokeOne(core, aim as SessionId) : revokeAll(core, aim);
  },
};

async function revokeOne({ database, sessions }: Core, id: SessionId): Promise<Outcome> {
  const session = await sessions.find(database.sql, id);
  if (session === undefined) return failed('There is no such session.');
  const { userId } = session;
  await sessions.end(userId, id, { action: ACTION });
  return done(`Ended ${id}.`, { ended: 1 });
}

async function revokeAll(core: Core, email: string): Promise<Outcome> {
  const { audit, database, sessions } = core;
  const userId = await userOf(core, email);
  const ended = await database.transaction(async (transaction) => {
    const count = await sessions.endAll(transaction, userId);
    await audit.recordForUser(transaction.sql, userId, { action: ACTION, objectId: userId, details: { ended: count } });
    return count;
  });
  return done(`Ended ${ended} sessions of ${email}.`, { ended });
}
