/** Finds secret keys in a stream of bytes, whatever they are: by their look, and by the checksum that only a real one has. */

import type { Environment } from '../../platform/environment.ts';
import { hintOf, maskedKey, readKeyForm, SECRET_KEY_PATTERN } from '../rules.ts';

export interface Match {
  /** From 1. */
  readonly line: number;
  readonly column: number;
  readonly environment: Environment;
  /** `sk_test_…a1B2`: never the whole key. */
  readonly hint: string;
}

export interface Matcher {
  /** The keys that end in this piece, those that began in an earlier one included. */
  feed(piece: Uint8Array): Match[];
}

const KEY_LENGTH = 'sk_test_'.length + 38;

export function createMatcher(): Matcher {
  const pattern = new RegExp(SECRET_KEY_PATTERN, 'g');
  /** Too short for a whole key, long enough for the beginning of one that goes on in the next piece. */
  let tail = '';
  let line = 1;
  let column = 1;
  const walk = (text: string): void => {
    let start = 0;
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', start)) {
      line += 1;
      column = 1;
      start = end + 1;
    }
    column += text.length - start;
  };
  return {
    feed(piece) {
      // In UTF-16, which some shells write, every other byte of a key is zero.
      const text = tail + Buffer.from(piece).toString('latin1').replaceAll('\0', '');
      const found: Match[] = [];
      let walked = 0;
      pattern.lastIndex = 0;
      for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
        const form = readKeyForm(match[0]);
        // Another key may begin inside what merely looks like one.
        if (form === undefined) pattern.lastIndex = match.index + 1;
        if (form === undefined) continue;
        walk(text.slice(walked, match.index));
        walked = match.index;
        const { environment } = form;
        found.push({ line, column, environment, hint: maskedKey(environment, hintOf(match[0])) });
      }
      const kept = Math.max(0, text.length - (KEY_LENGTH - 1));
      walk(text.slice(walked, kept));
      tail = text.slice(kept);
      return found;
    },
  };
}
