/**
 * Asking the register about a customer, and no oftener than is needed: each look-up costs money, and by trying birthdays
 * one could find out when the holder of a BVN was born.
 */

import { Fault } from '../../faults/index.ts';
import type { BvnRecord, IdentityCheck } from '../../identity-check/index.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database.ts';
import type { BusinessId } from '../../platform/ids.ts';
import type { Sweep } from '../../platform/sweep.ts';
import { mismatches, type Particulars } from '../rules.ts';
import { countCheck, deleteChecks } from '../store.ts';

export interface Checks {
  /**
   * What the register holds, which agrees with what is given. Faults `rate.limited`, `bvn.not_found`,
   * `customer.bvn_mismatch`, `service.unavailable`. Asks the network: never inside a transaction.
   */
  verify(
    businessId: BusinessId,
    given: Particulars,
    /** Names the BVN without telling it. */
    bvnDigest: Uint8Array,
  ): Promise<BvnRecord>;
  readonly sweep: Sweep;
}

const HOUR_MS = 60 * 60 * 1000;
const TRIES_OF_BVN = 10;
const ALL = Buffer.alloc(0);

export function createChecks(options: {
  readonly clock: Clock;
  readonly database: Database;
  readonly identityCheck: Pick<IdentityCheck, 'resolve'>;
  readonly perHour: number;
}): Checks {
  const { clock, database, identityCheck, perHour } = options;

  const count = async (businessId: BusinessId, bvnDigest: Uint8Array): Promise<void> => {
    const now = clock.now();
    const hour = new Date(now - (now % HOUR_MS));
    const [ofBvn, ofAll] = await database.transaction(async ({ sql }) => [
      await countCheck(sql, { businessId, subject: bvnDigest, hour }),
      await countCheck(sql, { businessId, subject: ALL, hour }),
    ]);
    const limit = ofBvn > TRIES_OF_BVN ? TRIES_OF_BVN : perHour;
    if (ofBvn > TRIES_OF_BVN || ofAll > perHour) throw tooMany(limit, Math.ceil((HOUR_MS - (now % HOUR_MS)) / 1000));
  };

  return {
    async verify(businessId, given, bvnDigest) {
      // Counted before anything is known, so that tries that come at once are counted too.
      await count(businessId, bvnDigest);
      const record = await identityCheck.resolve(given.bvn);
      if (record === undefined) throw new Fault('bvn.not_found', { field: 'bvn' });
      requireMatch(given, record);
      return record;
    },
    sweep: (limit) => deleteChecks(database.sql, new Date(clock.now() - 2 * HOUR_MS), limit),
  };
}

/** Fault `customer.bvn_mismatch`. */
export function requireMatch(given: Particulars, record: BvnRecord): void {
  const problems = mismatches(given, record).map((field) => ({
    field,
    message: `${field} is not what the register holds for this BVN.`,
  }));
  if (problems.length > 0) throw new Fault('customer.bvn_mismatch', { problems });
}

function tooMany(limit: number, seconds: number): Fault {
  return new Fault('rate.limited', {
    message: `Too many checks of a BVN. Try again in ${seconds} seconds.`,
    headers: {
      'Retry-After': String(seconds),
      'RateLimit-Policy': `"customer-check";q=${limit};w=${HOUR_MS / 1000}`,
      RateLimit: `"customer-check";r=0;t=${seconds}`,
    },
  });
}
