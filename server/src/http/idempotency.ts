/**
 * What makes a repeated request harmless: a creating call that carries an Idempotency-Key does its work once. The key is
 * written in the transaction of the work, so a crash leaves both or neither; a twin that arrives meanwhile waits for it.
 */

import { Fault } from '../faults/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database, Transaction, UnitOfWork } from '../platform/database.ts';
import { isLockTimeout } from '../platform/database-errors.ts';
import type { Pepper, Seal } from '../platform/seal.ts';
import type { Sweep } from '../platform/sweep.ts';
import { claimKey, deleteAnswers, findAnswer, storeAnswer } from './store.ts';

export interface IdempotentRequest {
  /** Who sends it, and to which route. */
  readonly scope: string;
  /** The Idempotency-Key header; undefined when there is none. */
  readonly key: string | undefined;
  readonly body: unknown;
  /** Called when the stored result is given back. */
  readonly onReplay: () => void;
}

export interface Idempotency {
  /** Faults: `request.invalid`, `idempotency.conflict`, `idempotency.in_progress`. */
  unitFor(request: IdempotentRequest): UnitOfWork;
  /** Forgets keys past their day. */
  readonly sweep: Sweep;
}

type Work<T> = (transaction: Transaction) => Promise<T>;

const KEY_MAX_LENGTH = 255;
const KEPT_MS = 24 * 60 * 60 * 1000;

export function createIdempotency(options: {
  readonly clock: Clock;
  readonly database: Database;
  readonly pepper: Pepper;
  readonly seal: Seal;
}): Idempotency {
  const { clock, database, pepper, seal } = options;

  const once = async <T>(request: IdempotentRequest, key: string, work: Work<T>): Promise<T> =>
    database.transaction(async (transaction) => {
      const { sql } = transaction;
      const now = clock.now();
      const slot = { scope: request.scope, key };
      // Under the pepper, since a body may hold a password: the digest must be of no use to whoever reads the table.
      const digests = pepper.digests('idempotency', JSON.stringify(request.body ?? null));
      const [digest] = digests;
      const claimed = await claimKey(sql, { ...slot, digest, createdAt: new Date(now) }, new Date(now - KEPT_MS));
      if (!claimed) {
        const stored = await findAnswer(sql, slot);
        if (stored === undefined || !digests.some((one) => one.equals(stored.digest)))
          throw new Fault('idempotency.conflict', { field: 'Idempotency-Key' });
        request.onReplay();
        return JSON.parse(seal.open(stored.answerSealed, `${slot.scope} ${key}`)) as T;
      }
      const result = await work(transaction);
      await storeAnswer(sql, slot, seal.seal(JSON.stringify(result), `${slot.scope} ${key}`));
      return result;
    });

  const plain: UnitOfWork = Object.assign(<T>(work: Work<T>) => database.transaction(work), { isPlain: true as const });

  const remembering =
    (request: IdempotentRequest, key: string): UnitOfWork =>
    async (work) => {
      if (key.length === 0 || key.length > KEY_MAX_LENGTH) {
        const message = `Idempotency-Key must have 1 to ${KEY_MAX_LENGTH} characters.`;
        throw new Fault('request.invalid', { message, field: 'Idempotency-Key' });
      }
      try {
        return await once(request, key, work);
      } catch (error) {
        if (!isLockTimeout(error)) throw error;
        const headers = { 'Retry-After': '1' };
        throw new Fault('idempotency.in_progress', { field: 'Idempotency-Key', headers, cause: error });
      }
    };

  return {
    sweep: (limit) => deleteAnswers(database.sql, new Date(clock.now() - KEPT_MS), limit),
    unitFor: (request) => (request.key === undefined ? plain : remembering(request, request.key)),
  };
}
