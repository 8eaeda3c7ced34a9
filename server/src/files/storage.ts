/** Where the bytes of files lie: on disk, or in an S3-compatible store. It knows names and bytes, and nobody's files. */

import type { Readable } from 'node:stream';
import type { DocumentId } from '../platform/ids.ts';

export interface Storage {
  /** Stores what the source holds, whole or not at all; an error of the source is thrown on as it is. */
  put(id: DocumentId, source: AsyncIterable<Uint8Array>): Promise<void>;
  /** The bytes of a file that was stored. */
  get(id: DocumentId): Promise<Readable>;
  /** Removes the file and whatever is left of it; there may be none. */
  remove(id: DocumentId): Promise<void>;
}
