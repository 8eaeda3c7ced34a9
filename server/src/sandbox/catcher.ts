/** Keeps the mail of a sandbox without a mail server, so that whoever waits for a token in a letter can read it. */

import type { MailTransport, SentLetter } from '../mail/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import type { Seal } from '../platform/seal.ts';
import type { Sweep } from '../platform/sweep.ts';
import { countLetters, deleteLetters, insertLetter, type LetterRow, listLetters, trimLetters } from './store.ts';

/** A letter as the catcher shows it. */
export interface CaughtLetter extends SentLetter {
  readonly sentAt: Date;
}

export interface MailCatcher extends MailTransport {
  /** Letters, newest first; only those to one address, when it is given. */
  list(
    to: string | undefined,
    page: { readonly before: string | undefined; readonly offset: number; readonly limit: number },
  ): Promise<{ items: CaughtLetter[]; totalCount: number }>;
  readonly sweep: Sweep;
}

export interface MailCatcherOptions {
  readonly clock: Clock;
  readonly database: Database;
  readonly seal: Seal;
}

/** More are of no use to a developer, and whoever floods a sandbox must not fill its disk. */
const KEPT_LETTERS = 1000;
const KEPT_MS = 7 * 24 * 60 * 60 * 1000;

export function createMailCatcher({ clock, database, seal }: MailCatcherOptions): MailCatcher {
  const open = ({ id, sentAt, letterSealed }: LetterRow): CaughtLetter => ({
    ...(JSON.parse(seal.open(letterSealed, id)) as SentLetter),
    sentAt,
  });
  return {
    async deliver(letter) {
      const { id, to } = letter;
      const letterSealed = seal.seal(JSON.stringify(letter), id);
      await insertLetter(database.sql, { id, recipient: foldAddress(to), letterSealed, sentAt: new Date(clock.now()) });
      await trimLetters(database.sql, KEPT_LETTERS);
    },
    close: () => undefined,
    description: 'mail is kept in the catcher: GET /api/v1/sandbox/mail',
    async list(to, page) {
      const recipient = to === undefined ? undefined : foldAddress(to);
      const rows = await listLetters(database.sql, recipient, page);
      return { items: rows.map(open), totalCount: await countLetters(database.sql, recipient) };
    },
    sweep: (limit) => deleteLetters(database.sql, new Date(clock.now() - KEPT_MS), limit),
  };
}

function foldAddress(address: string): string {
  return address.toLowerCase();
}
