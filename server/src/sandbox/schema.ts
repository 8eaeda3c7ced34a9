/** The wire shapes of what only a sandbox has. */

import { Type } from 'typebox';
import { id, timestamp } from '../platform/schema.ts';
import type { CaughtLetter } from './catcher.ts';

export const LetterQuery = Type.Object({
  to: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 254,
      description: 'Only letters to this address.',
      examples: ['ngozi@example.com'],
    }),
  ),
});

export const LetterItem = Type.Object({
  id: id('letter'),
  to: Type.String({ examples: ['ngozi@example.com'] }),
  subject: Type.String({ examples: ['Confirm your e-mail address'] }),
  text: Type.String({ examples: ['Your code is 123456.'] }),
  sentAt: timestamp('When it was caught.'),
});

export function toLetterItem({ id, to, subject, text, sentAt }: CaughtLetter) {
  return { id, to, subject, text, sentAt: sentAt.toISOString() };
}
