/** Reading the documents of a business: only its own, and only those that a registration kept. */

import type { Readable } from 'node:stream';
import { Fault } from '../../faults/index.ts';
import type { Files } from '../../files/index.ts';
import type { Database } from '../../platform/database.ts';
import type { DocumentId } from '../../platform/ids.ts';
import { fileNameOf } from '../rules.ts';
import { hasDocument, type Place } from '../store/registration.ts';

export interface Document {
  readonly mediaType: string;
  readonly fileName: string;
  readonly sizeBytes: number;
  readonly body: Readable;
}

/** Fault `document.not_found`. */
export async function openDocument(
  { database, files }: { readonly database: Database; readonly files: Files },
  place: Place,
  id: DocumentId,
): Promise<Document> {
  const file = (await hasDocument(database.sql, place, id)) ? await files.open(place.clientId, id) : undefined;
  if (file === undefined) throw new Fault('document.not_found', { field: 'id' });
  return { ...file, fileName: fileNameOf(id, file.mediaType) };
}
