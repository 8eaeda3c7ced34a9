/** What a file is, judged by how it begins. Names and declared types are what a client says, and not believed. */

import { fileTypeFromBuffer } from 'file-type';

/** As many bytes as the judgement may look at. */
const HEAD_BYTES = 4100;

export interface Inspected {
  /** Undefined: of no known kind. */
  readonly mediaType: string | undefined;
  /** Everything, the bytes that were looked at included. */
  readonly bytes: AsyncGenerator<Uint8Array>;
}

/** Reads just as far as is needed to judge. */
export async function inspect(source: AsyncIterable<Uint8Array>): Promise<Inspected> {
  const rest = source[Symbol.asyncIterator]();
  const head: Uint8Array[] = [];
  let length = 0;
  while (length < HEAD_BYTES) {
    const next = await rest.next();
    if (next.done === true) break;
    head.push(next.value);
    length += next.value.length;
  }
  const found = await fileTypeFromBuffer(Buffer.concat(head));
  return { mediaType: found?.mime, bytes: chain(head, rest) };
}

async function* chain(head: readonly Uint8Array[], rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* head;
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
}
