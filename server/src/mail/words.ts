/** What the rooms write their letters (`letters.ts`) with. */

import type { Letter } from './operations.ts';

/** What a letter says, whoever it goes to. */
export type Words = Omit<Letter, 'to'>;

/** The text of a letter: its paragraphs, with an empty line between them. */
export function paragraphs(...texts: readonly string[]): string {
  return `${texts.join('\n\n')}\n`;
}
