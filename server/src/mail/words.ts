/** What the rooms write their letters (`letters.ts`) with. */

import type { Letter } from './operations.ts';

/** What a letter says, whoever it goes to. */
export type Words = Omit<Letter, 'to'>;

/** The text of a letter: its paragraphs, with an empty line between them. */
export function paragraphs(...texts: readonly string[]): string {
  return `${texts.join('\n\n')}\n`;
}

/** A page of the dashboard that takes the token of a letter. */
export type LetterPage = 'accept-invitation' | 'confirm-email' | 'reset-password' | 'verify-email';

/** Where such a page is. The token stands behind the `#`: browsers keep it to themselves, so that no log has it. */
export type LetterLink = (page: LetterPage, token: string) => string;

export function createLetterLink(publicUrl: string): LetterLink {
  return (page, token) => `${publicUrl}/${page}#${token}`;
}
