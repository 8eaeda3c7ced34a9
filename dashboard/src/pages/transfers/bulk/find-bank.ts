/** Banks by what people write in files: a code, or a name, whole or unmistakable. Pure. */

import type { Bank } from '@interstellas/sdk';

/** The bank, or what is wrong with what was written. A guess about a bank would send money astray, so none is made. */
export function bankFinder(banks: readonly Bank[]): (text: string) => Bank | string {
  const byCode = new Map(banks.flatMap((bank) => [[bank.code, bank] as const, [bank.nipCode, bank] as const]));
  const named = banks.map((bank) => ({ bank, name: plain(bank.name) }));
  const known = new Map<string, Bank | string>();

  function find(text: string): Bank | string {
    if (text === '') return 'The bank is missing.';
    const coded = byCode.get(text);
    if (coded !== undefined) return coded;
    if (/^\d+$/.test(text)) {
      return `No bank has the code ${text}. Spreadsheets drop zeros at the front: format the column as text.`;
    }
    const wanted = plain(text);
    const exact = named.find(({ name }) => name === wanted);
    if (exact !== undefined) return exact.bank;
    const near = wanted === '' ? [] : named.filter(({ name }) => ` ${name} `.includes(` ${wanted} `));
    const [first, second] = near;
    if (first === undefined) return `No bank is called ${text}.`;
    return second === undefined
      ? first.bank
      : `Which one: ${near
          .map(({ bank }) => bank.name)
          .slice(0, 3)
          .join(', ')}?`;
  }

  return (text) => {
    const answer = known.get(text) ?? find(text);
    known.set(text, answer);
    return answer;
  };
}

/** Without what makes no difference between two banks. */
function plain(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .replace(/\b(plc|ltd|limited|nigeria)\b/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}
