/** The text of a letter, cut where it holds the address of a page. Pure. */

export interface LetterPart {
  readonly text: string;
  /** Absent in plain text. */
  readonly href?: string;
}

/** An address ends where the sentence around it goes on. */
const address = /https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]]/g;

export function partsOf(text: string): readonly LetterPart[] {
  const parts: LetterPart[] = [];
  let read = 0;
  for (const { 0: found, index } of text.matchAll(address)) {
    if (!URL.canParse(found)) continue;
    if (index > read) parts.push({ text: text.slice(read, index) });
    parts.push({ text: found, href: found });
    read = index + found.length;
  }
  if (read < text.length) parts.push({ text: text.slice(read) });
  return parts;
}
