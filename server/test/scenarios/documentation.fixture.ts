/** The samples of the documentation: what each page shows as code, and what is said of it to the tests. */

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '../../..');

export interface Sample {
  /** Path from the repository's root. */
  readonly page: string;
  /** Where it begins in the page, from 1. */
  readonly line: number;
  readonly language: string;
  readonly code: string;
  /** The comment right above it: `runs`, `not run: install`, `shape of: keys.list`, … */
  readonly mark: string;
  /** The sample whose output it shows: JSON right below one that runs. */
  readonly answerOf: Sample | undefined;
}

/** Every page that people read: the README and the documentation, without the records of decisions. */
export async function readPages(): Promise<string[]> {
  const names = await readdir(join(ROOT, 'docs'));
  const documents = names.filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`);
  return ['README.md', ...documents.toSorted(), 'docs/security/asvs.md'];
}

const FENCE = /^```(?<language>\S*)/;
const MARK = /^<!-- (?<mark>.*) -->$/;

export async function readSamples(page: string): Promise<Sample[]> {
  const lines = (await readFile(join(ROOT, page), 'utf8')).split('\n');
  const samples: Sample[] = [];
  /** The sample that nothing but empty lines separates from what comes next. */
  let above: Sample | undefined;
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    const opening = FENCE.exec(line);
    if (opening === null) {
      if (line !== '') above = undefined;
      continue;
    }
    const end = lines.indexOf('```', index + 1);
    const language = opening.groups?.['language'] ?? '';
    const mark = MARK.exec(lines[index - 1] ?? '')?.groups?.['mark'] ?? '';
    const answerOf = language === 'json' && above?.mark === 'runs' ? above : undefined;
    above = { page, line: index + 1, language, code: lines.slice(index + 1, end).join('\n'), mark, answerOf };
    samples.push(above);
    index = end;
  }
  return samples;
}

/** Where it is, for a message. */
export function placeOf({ page, line }: Sample): string {
  return `${page}:${line}`;
}

/** The same fields of the same types, whatever the values; of a list, which shapes its items have. */
export function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) {
    const shapes = new Map(value.map(shapeOf).map((shape) => [JSON.stringify(shape), shape]));
    return [...shapes.values()];
  }
  if (typeof value !== 'object' || value === null) return value === null ? null : typeof value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([name, part]) => [name, shapeOf(part)] as const)
      .sort(([one], [other]) => one.localeCompare(other)),
  );
}
