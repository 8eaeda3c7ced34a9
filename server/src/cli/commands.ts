/** The commands: how each is called, what it does, and what it says afterwards. */

import type { Core } from '../compose.ts';
import { type BusinessId, isId } from '../platform/ids.ts';

export interface Outcome {
  readonly ok: boolean;
  readonly message: string;
}

export interface Arguments {
  readonly operands: readonly string[];
  readonly compromised: boolean;
}

export interface Command {
  readonly words: readonly string[];
  readonly operands: readonly string[];
  readonly options?: string;
  readonly meaning: string;
  readonly run: (core: Core, given: Arguments) => Promise<Outcome>;
}

export const COMMANDS: readonly Command[] = [
  {
    words: ['business', 'approve'],
    operands: ['<businessId>'],
    meaning: 'Approve a business and open its account.',
    run: async ({ businesses, database }, { operands: [id = ''] }) => {
      if (!isId('business', id)) return failed('That is not a business id (biz_…).');
      const approved = await database.transaction((transaction) => businesses.approve(transaction, id as BusinessId));
      return approved ? done(`Approved ${id}.`) : failed('No business of that id waits for approval.');
    },
  },
  {
    words: ['user', 'disable'],
    operands: ['<email>'],
    meaning: 'Refuse a user from the next request on, and end his sessions.',
    run: async ({ users, database }, { operands: [email = ''] }) => {
      const id = await users.findIdByEmail(email);
      if (id === undefined) return failed('There is no such user.');
      await database.transaction((transaction) => users.disable(transaction, id));
      return done(`Disabled ${email}.`);
    },
  },
  {
    words: ['user', 'unlock'],
    operands: ['<email>'],
    meaning: 'Let a user sign in again who was locked after too many failed attempts.',
    run: async ({ users }, { operands: [email = ''] }) => {
      await users.unlock(email);
      return done(`Cleared the failed attempts of ${email}.`);
    },
  },
  {
    words: ['signing-keys', 'rotate'],
    operands: [],
    options: '[--compromised]',
    meaning:
      'Sign access tokens with a new key; sessions go on. --compromised: the old keys leaked; every token is refused and every session ended.',
    run: async ({ signingKeys }, { compromised }) => {
      const id = await signingKeys.rotate({ compromised });
      return done(
        compromised ? `${id} is the only signing key now.` : `${id} is published now and signs from ten minutes on.`,
      );
    },
  },
];

export function usage(): string {
  const lines = COMMANDS.map(({ words, operands, options, meaning }) => {
    const call = ['interstellas', ...words, ...operands, ...(options === undefined ? [] : [options])].join(' ');
    return `  ${call}\n      ${meaning}`;
  });
  return `Usage:\n${lines.join('\n')}\n\nSettings are read from the environment and from .env, as the server reads them.`;
}

const done = (message: string): Outcome => ({ ok: true, message });
const failed = (message: string): Outcome => ({ ok: false, message });
