/**
 * How many names a business may ask for in a minute. Numbers of accounts can be counted through, and each answer is a
 * person: without a limit a client could collect them all, at the cost of the partner bank.
 */

import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { Fault } from '../../faults/index.ts';
import type { BusinessId } from '../../platform/ids.ts';

export interface EnquiryLimit {
  /** Counts one enquiry. Fault `rate.limited`. */
  consume(businessId: BusinessId): Promise<void>;
}

const WINDOW_SECONDS = 60;

export function createEnquiryLimit(options: {
  readonly perMinute: number;
  /** How many processes share the limit. */
  readonly processes: () => number;
}): EnquiryLimit {
  const { perMinute, processes } = options;
  const limiter = new RateLimiterMemory({ points: perMinute, duration: WINDOW_SECONDS });
  return {
    async consume(businessId) {
      try {
        // With n processes each enquiry counts n-fold here: the business's others went to the others.
        await limiter.consume(businessId, Math.min(processes(), perMinute));
      } catch (refused) {
        if (!(refused instanceof RateLimiterRes)) throw refused;
        throw tooMany(perMinute, Math.max(1, Math.ceil(refused.msBeforeNext / 1000)), refused);
      }
    },
  };
}

function tooMany(limit: number, seconds: number, cause: unknown): Fault {
  return new Fault('rate.limited', {
    message: `Too many name enquiries. Try again in ${seconds} seconds.`,
    headers: {
      'Retry-After': String(seconds),
      'RateLimit-Policy': `"name-enquiry";q=${limit};w=${WINDOW_SECONDS}`,
      RateLimit: `"name-enquiry";r=0;t=${seconds}`,
    },
    cause,
  });
}
