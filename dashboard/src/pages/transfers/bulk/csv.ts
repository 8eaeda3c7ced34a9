/** Reads the text of a CSV file; a long one in a worker, so that the page goes on answering. */

import { parseCsv } from './parse-csv.ts';

const longCharacters = 100_000;

export type Csv = readonly (readonly string[])[];

export interface OpenedFile {
  readonly name: string;
  readonly bytes: number;
  readonly csv: Csv;
}

export async function readCsv(file: File): Promise<Csv> {
  const text = await file.text();
  return text.length < longCharacters ? parseCsv(text) : parseInWorker(text);
}

function parseInWorker(text: string): Promise<Csv> {
  const worker = new Worker(new URL('./csv-worker.ts', import.meta.url), { type: 'module' });
  return new Promise<Csv>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<Csv>) => resolve(data);
    worker.onerror = () => reject(new Error('The file could not be read.'));
    worker.postMessage(text);
  }).finally(() => worker.terminate());
}

/** The same for the same text: names what a file holds without sending it anywhere. */
export function fingerprintOf(lines: Csv): string {
  let [high, low] = [0xde_ad_be_ef, 0x41_c6_ce_57];
  for (const character of JSON.stringify(lines)) {
    const code = character.codePointAt(0) ?? 0;
    high = Math.imul(high ^ code, 2_654_435_761);
    low = Math.imul(low ^ code, 1_597_334_677);
  }
  return `${hex(high)}${hex(low)}`;
}

function hex(number: number): string {
  return (number >>> 0).toString(16).padStart(8, '0');
}
