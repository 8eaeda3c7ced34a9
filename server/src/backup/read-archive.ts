/** Reading an archive line by line, without ever holding more than a part of it. */

import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { OperatorError } from '../platform/operator-error.ts';
import { damaged } from './format.ts';

const LINE_FEED = 0x0a;
/** Far longer than any row of ours: a few kilobytes that unpack to one endless line must not fill the memory. */
const LINE_LIMIT_BYTES = 32 * 1024 * 1024;

/** The lines of the file; what is damaged or cut short throws OperatorError. */
export async function* readLines(path: string): AsyncGenerator<string> {
  const file = createReadStream(path);
  const text = file.pipe(createGunzip());
  file.once('error', (error) => text.destroy(error));
  let rest: Buffer[] = [];
  let restBytes = 0;
  try {
    for await (const chunk of text as AsyncIterable<Buffer>) {
      let start = 0;
      for (let end = chunk.indexOf(LINE_FEED); end !== -1; end = chunk.indexOf(LINE_FEED, start)) {
        yield Buffer.concat([...rest, chunk.subarray(start, end)]).toString('utf8');
        rest = [];
        restBytes = 0;
        start = end + 1;
      }
      rest.push(chunk.subarray(start));
      restBytes += chunk.length - start;
      if (restBytes > LINE_LIMIT_BYTES) throw damaged('a line of it is longer than any that a backup has');
    }
  } catch (error) {
    throw explain(error, path);
  } finally {
    file.destroy();
  }
}

/** A line as what it should be; `key` is what tells it from others. */
export function readLine<T>(line: string | undefined, key: keyof T & string): T {
  const value = parse(line);
  if (typeof value !== 'object' || value === null || !(key in value))
    throw damaged(`where "${key}" should stand is something else`);
  return value as T;
}

function parse(line: string | undefined): unknown {
  try {
    return JSON.parse(line ?? '');
  } catch (error) {
    throw damaged('a line of it is not JSON', error);
  }
}

function explain(error: unknown, path: string): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error;
  if (error.code === 'ENOENT' || error.code === 'EACCES') return new OperatorError(`${path} cannot be read.`);
  return String(error.code).startsWith('Z_') ? damaged('it is not a backup, or damaged, or cut short') : error;
}
