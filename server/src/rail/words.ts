/** The words of other banks: names and narrations, which are theirs to write and ours to keep. */

const LONGEST = 200;
const CONTROLS = /[\p{Cc}\p{Cs}]+/gu;

/** As we keep and show words: in one Unicode form, without control characters or broken ones, and not longer than is shown. */
export function cleanWords(words: string): string {
  const cleaned = words.normalize('NFC').replace(CONTROLS, ' ').trim();
  // Whole characters: a cut in the middle of one would leave a broken one.
  return [...cleaned].slice(0, LONGEST).join('').trim();
}
