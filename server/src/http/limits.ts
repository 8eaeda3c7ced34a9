/**
 * How many requests a caller may make a minute: per client account behind a key, per user behind a token alone, per
 * network address on public routes. Counted in the process's memory, without I/O; the processes on one database share the
 * allowance out among themselves, so that more processes do not mean a higher limit.
 */

import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { Fault } from '../faults/index.ts';

export interface Limits {
  /** Counts one request; returns the value of the RateLimit header. Fault `rate.limited`. */
  consume(subject: string): Promise<string>;
  /** The value of the RateLimit-Policy header. */
  readonly policy: string;
}

const WINDOW_SECONDS = 60;

export function createLimits(options: {
  readonly requestsPerMinute: number;
  readonly processes: () => number;
}): Limits {
  const total = options.requestsPerMinute;
  const limiter = new RateLimiterMemory({ points: total, duration: WINDOW_SECONDS });
  const policy = `"default";q=${total};w=${WINDOW_SECONDS}`;
  return {
    policy,
    async consume(subject) {
      // With n processes each request counts n-fold here: the caller's other requests went to the others.
      const cost = Math.min(options.processes(), total);
      try {
        return state(await limiter.consume(subject, cost));
      } catch (refused) {
        if (!(refused instanceof RateLimiterRes)) throw refused;
        const headers = {
          'Retry-After': String(Math.max(1, Math.ceil(refused.msBeforeNext / 1000))),
          'RateLimit-Policy': policy,
          RateLimit: state(refused),
        };
        throw new Fault('rate.limited', { headers, cause: refused });
      }
    },
  };
}

function state(result: RateLimiterRes): string {
  return `"default";r=${Math.max(0, result.remainingPoints)};t=${Math.max(1, Math.ceil(result.msBeforeNext / 1000))}`;
}
