/** The commands about secret keys. They never show one. */

import type { Core } from '../../compose.ts';
import type { KeyView } from '../../keys/index.ts';
import { type ClientId, isId, type SecretKeyId } from '../../platform/ids.ts';
import { type Command, done, failed } from '../command.ts';
import { clientOf } from './accounts.ts';

const ACCOUNT = ['<account>', 'a client account id (client_…), or the e-mail address of its owner'] as const;
const PAGE = 100;

export const listKeys: Command = {
  name: 'keys list',
  operands: [ACCOUNT],
  summary: 'List the keys of a client account, newest first, without the secrets.',
  examples: ['keys list ada@example.com', 'keys list client_01k2m3n4p5q6r7s8t9v0w1x2y3 --json'],
  async run(context, { operands: [account = ''] }) {
    const core = await context.core();
    const keys = await allKeys(core, await clientOf(core, account));
    const lines = keys.map(({ id, masked, status, isPrimary, name, lastUse }) =>
      [id, masked, status, isPrimary ? 'primary' : '', lastUse?.at.toISOString() ?? 'never used', name].join('  '),
    );
    return done(lines.join('\n') || 'That client account has no keys.', { keys: keys.map(toData) });
  },
};

async function allKeys({ keys }: Core, clientId: ClientId): Promise<KeyView[]> {
  const found: KeyView[] = [];
  for (;;) {
    const { items } = await keys.list(clientId, { before: found.at(-1)?.id, offset: 0, limit: PAGE });
    found.push(...items);
    if (items.length < PAGE) return found;
  }
}

function toData({ id, masked, status, isPrimary, name, createdAt, expiresAt, lastUse }: KeyView) {
  return { id, masked, status, isPrimary, name, createdAt, expiresAt, lastUsedAt: lastUse?.at ?? null };
}

export const deactivateKey: Command = {
  name: 'keys deactivate',
  operands: [ACCOUNT, ['<keyId>', 'its id, as keys list shows it']],
  summary: 'Refuse a key from the next request on, for good; also the last one of its account.',
  examples: ['keys deactivate ada@example.com key_01k2m3n4p5q6r7s8t9v0w1x2y3'],
  async run(context, { operands: [account = '', id = ''] }) {
    if (!isId('secretKey', id)) return failed('That is not the id of a key (key_…).');
    const core = await context.core();
    const clientId = await clientOf(core, account);
    const { keys, database } = core;
    await database.transaction((transaction) => keys.deactivate(transaction, clientId, id as SecretKeyId));
    return done(`Deactivated ${id}.`, { keyId: id });
  },
};
