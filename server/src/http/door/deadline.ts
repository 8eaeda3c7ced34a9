/** The longest that a request may take once it has arrived: whatever still waits then, for whatever reason, is answered. */

import { Fault } from '../../faults/index.ts';

/** Longer than any statement, lock or hash is waited for. */
const DEADLINE_MS = 7000;

/**
 * Rejects with the Fault `service.unavailable` when the work takes longer. The framework's own limit ends with the
 * body of the request: it never fires for a request that brings one.
 */
export function withinDeadline<T>(work: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    late.reject(new Fault('service.unavailable', { cause: new Error(`no answer within ${DEADLINE_MS} ms`) }));
  }, DEADLINE_MS);
  return Promise.race([work, late.promise]).finally(() => clearTimeout(timer));
}
