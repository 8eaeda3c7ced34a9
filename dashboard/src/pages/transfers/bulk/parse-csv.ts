/** CSV as cells: commas, semicolons or tabs, quoted or not, without empty lines. */

import Papa from 'papaparse';

export function parseCsv(text: string): string[][] {
  const { data } = Papa.parse<string[]>(text.replace(/^\uFEFF/, ''), { skipEmptyLines: 'greedy' });
  return data;
}
