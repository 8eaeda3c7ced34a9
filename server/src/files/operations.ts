/**
 * Files that clients send: stored as they arrive, reachable once they are kept, and kept in the transaction that needs
 * them. Each has its row before its bytes, so a refusal, a crash or a lost connection leaves nothing that the sweep does
 * not find.
 */

import type { Readable } from 'node:stream';
import { Fault } from '../faults/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database, Transaction } from '../platform/database.ts';
import type { ClientId, DocumentId, Ids } from '../platform/ids.ts';
import type { Sweep } from '../platform/sweep.ts';
import { inspect } from './media-type.ts';
import type { Storage } from './storage.ts';
import { deleteFile, discardFile, findKeptFile, insertFile, type KeptFile, keepFile, listLeftovers } from './store.ts';

/** A file that was stored and cannot be reached yet. */
export interface Upload {
  readonly id: DocumentId;
  readonly mediaType: string;
  readonly sizeBytes: number;
}

export interface OpenFile extends KeptFile {
  readonly body: Readable;
}

export interface Files {
  /**
   * Stores what the source holds, if it is of one of the types: judged by content. Undefined when it is not, or empty;
   * the source is read to its end all the same. Faults of the source, `service.unavailable`.
   */
  receive(
    clientId: ClientId,
    source: AsyncIterable<Uint8Array>,
    mediaTypes: readonly string[],
  ): Promise<Upload | undefined>;
  /** Makes the file reachable if and when the transaction commits. */
  keep(transaction: Transaction, clientId: ClientId, upload: Upload): Promise<void>;
  /** Removes files that are not kept. */
  discard(uploads: readonly Upload[]): Promise<void>;
  /** A kept file of the client account; undefined when it has none of this id. Fault `service.unavailable`. */
  open(clientId: ClientId, id: DocumentId): Promise<OpenFile | undefined>;
  /** Clears away files that nobody kept. */
  readonly sweep: Sweep;
}

export interface FilesOptions {
  readonly clock: Clock;
  readonly database: Database;
  readonly ids: Ids;
  readonly storage: Storage;
}

/** Longer than any request takes: whatever is not kept by then belongs to a request that is over. */
const WAITING_MS = 60 * 60 * 1000;

export function createFiles(options: FilesOptions): Files {
  const { clock, database, storage } = options;
  const now = () => new Date(clock.now());

  const discard = async (id: DocumentId): Promise<void> => {
    if (!(await discardFile(database.sql, id, now()))) return;
    await storage.remove(id);
    await deleteFile(database.sql, id);
  };

  return {
    async receive(clientId, source, mediaTypes) {
      const { mediaType, bytes } = await inspect(source);
      if (mediaType !== undefined && mediaTypes.includes(mediaType))
        return storeFile(options, discard, { clientId, mediaType, bytes });
      for await (const _chunk of bytes); // so that the parts behind it can be read
      return undefined;
    },

    async keep({ sql }, clientId, { id, sizeBytes }) {
      const isKept = await keepFile(sql, { clientId, id, sizeBytes, keptAt: now() });
      if (!isKept) throw new Fault('service.unavailable', { cause: new Error('the file waited too long to be kept') });
    },

    async discard(uploads) {
      for (const { id } of uploads) await discard(id);
    },

    async open(clientId, id) {
      const file = await findKeptFile(database.sql, clientId, id);
      return file && { ...file, body: await storage.get(id).catch(refuse) };
    },

    async sweep(limit) {
      const leftovers = await listLeftovers(database.sql, new Date(clock.now() - WAITING_MS), limit);
      for (const id of leftovers) await discard(id);
      return leftovers.length;
    },
  };
}

async function storeFile(
  { clock, database, ids, storage }: FilesOptions,
  discard: (id: DocumentId) => Promise<void>,
  file: { clientId: ClientId; mediaType: string; bytes: AsyncIterable<Uint8Array> },
): Promise<Upload> {
  const id = ids.next('document');
  const { clientId, mediaType, bytes } = file;
  let sizeBytes = 0;
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const chunk of bytes) {
      sizeBytes += chunk.length;
      yield chunk;
    }
  }
  await insertFile(database.sql, { clientId, id, mediaType, createdAt: new Date(clock.now()) });
  try {
    await storage.put(id, counted());
  } catch (error) {
    await discard(id).catch(() => undefined); // else the sweep does it
    return refuse(error);
  }
  return { id, mediaType, sizeBytes };
}

/** A full disk or a store out of reach is no fault of the caller, and passes. */
function refuse(error: unknown): never {
  if (error instanceof Fault) throw error;
  throw new Fault('service.unavailable', { message: 'Files cannot be stored or read at this moment.', cause: error });
}
