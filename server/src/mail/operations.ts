/** Sends letters: queued in the transaction that causes them, delivered by a job, tried again when the way is blocked. */

import type { Transaction } from '../platform/database.ts';
import type { Ids, LetterId } from '../platform/ids.ts';
import type { Jobs } from '../platform/jobs.ts';

/** What a person is told. Its words are made by the room that has something to say (`letters.ts`). */
export interface Letter {
  /** E-mail address. */
  readonly to: string;
  readonly subject: string;
  /** Plain text. */
  readonly text: string;
}

/** A letter under way. Delivered twice, which a crash may cause, it is recognised by its id. */
export interface SentLetter extends Letter {
  readonly id: LetterId;
}

/** How letters leave: by a mail server, or into the catcher of a sandbox. */
export interface MailTransport {
  /** Resolves when the letter is no longer ours to deliver; throws when it must be tried again. */
  deliver(letter: SentLetter): Promise<void>;
  close(): void;
  /** Where letters go, for the operator's log. */
  readonly description: string;
}

export interface Mail {
  /** Queues the letter; it goes if and when the transaction commits. */
  send(transaction: Transaction, letter: Letter): Promise<void>;
}

export interface MailOptions {
  readonly ids: Ids;
  readonly jobs: Jobs;
  readonly transport: MailTransport;
}

const CONTROL_CHARACTERS = /\p{Cc}+/gu;

export function createMail({ ids, jobs, transport }: MailOptions): Mail {
  const queue = jobs.queue<SentLetter>('mail', transport.deliver);
  return {
    send(transaction, { to, subject, text }) {
      // A line break in either would end the header it stands in and begin another.
      if (/[\p{Cc}\s]/u.test(to)) throw new Error('no e-mail address has white space in it');
      const line = subject.replace(CONTROL_CHARACTERS, ' ');
      return queue.add(transaction, { id: ids.next('letter'), to, subject: line, text });
    },
  };
}
