/**
 * Counts the use of keys in memory and tells the database in the background: at once when a key, a business or an
 * address is seen for the first time (a key that is used only once must show as used), otherwise once a minute and at the
 * end. What could not be told is kept and told later.
 */

import type { Clock } from '../platform/clock.ts';
import type { BusinessId, ClientId, SecretKeyId } from '../platform/ids.ts';
import type { Log } from '../platform/log.ts';
import type { Sql } from '../platform/pool.ts';
import { addUse } from './store/usage.ts';
import { createUseCounts } from './use-counts.ts';

export interface UseRecorder {
  /** Notes a request that the guard let in; without a key there is nothing to note. No I/O. */
  record(
    caller: {
      readonly clientId: ClientId;
      readonly keyId?: SecretKeyId | undefined;
      readonly businessId?: BusinessId | undefined;
    },
    address: string,
  ): void;
  /** Tells the database what was counted so far. */
  flush(): Promise<void>;
  start(): void;
  /** Tells the rest. */
  stop(): Promise<void>;
}

const FLUSH_MS = 60_000;
/** Long enough to take the first uses of a burst together, short enough to be there when somebody looks. */
const FIRST_USE_MS = 20;
const FIRST_USES_GAP_MS = 1000;
const KEYS_PER_STATEMENT = 500;

export function createUseRecorder(options: {
  readonly clock: Clock;
  readonly database: { readonly sql: Sql };
  readonly log: Log;
}): UseRecorder {
  const { clock, database, log } = options;
  const counts = createUseCounts();
  let interval: NodeJS.Timeout | undefined;
  let soon: NodeJS.Timeout | undefined;
  let flushedAt = Number.NEGATIVE_INFINITY;
  let flushing: Promise<void> = Promise.resolve();

  const tell = async (): Promise<void> => {
    clearTimeout(soon);
    soon = undefined;
    flushedAt = clock.monotonic();
    try {
      for (const batch of counts.batches(KEYS_PER_STATEMENT)) {
        const rows = batch.map(({ row }) => row);
        await addUse(database.sql, rows);
        for (const portion of batch) portion.settle();
      }
    } catch (error) {
      log.warn({ error }, 'the use of secret keys could not be written down; it is kept and tried again');
    }
  };
  const flush = (): Promise<void> => {
    flushing = flushing.then(tell);
    return flushing;
  };
  const flushSoon = (): void => {
    if (soon !== undefined || interval === undefined) return;
    const wait = Math.max(FIRST_USE_MS, flushedAt + FIRST_USES_GAP_MS - clock.monotonic());
    soon = setTimeout(() => void flush(), wait).unref();
  };

  return {
    record({ clientId, keyId, businessId }, address) {
      if (keyId === undefined) return;
      const isNew = counts.add({ clientId, keyId, businessId, address, at: clock.now() });
      if (isNew) flushSoon();
    },
    flush,
    start() {
      interval ??= setInterval(() => void flush(), FLUSH_MS).unref();
    },
    stop() {
      clearInterval(interval);
      interval = undefined;
      return flush();
    },
  };
}
