/**
 * The record of a client account as lines of JSON, each with the hash before it, so that whoever has the file can check
 * it without us. Reads a bounded window of the chain at a time and the next only when the reader has taken the one before.
 */

import type { ClientId } from '../platform/ids.ts';
import type { Sql } from '../platform/pool.ts';
import { type EventFilter, type ExportedEvent, readWindow } from './store.ts';

/** A window has as many statements' worth of work whatever the filter leaves of it. */
const WINDOW = 500;

/** @param end the sequence of the last event wanted. */
export async function* exportLines(
  sql: Sql,
  clientId: ClientId,
  filter: EventFilter,
  end: number,
): AsyncGenerator<string> {
  for (let after = 0; after < end; after += WINDOW) {
    const events = await readWindow(sql, clientId, filter, { after, last: Math.min(after + WINDOW, end) });
    if (events.length > 0) yield events.map((event) => `${JSON.stringify(toLine(clientId, event))}\n`).join('');
  }
}

function toLine(clientId: ClientId, { id, sequence, hash, previousHash, content }: ExportedEvent) {
  return { clientId, sequence, id, previousHash, hash, ...content };
}
