/**
 * How guessing is slowed down. Every attempt counts as a failure before it is made and is forgiven when it succeeds, so
 * parallel attempts cannot slip through. Waits double from one second on.
 */

export interface AttemptPolicy {
  /** Consecutive failures that cost no wait. */
  readonly freeFailures: number;
  /** The first wait, from which on they double; one second unless told. */
  readonly firstWaitSeconds?: number;
  /** No wait grows beyond this. */
  readonly maxWaitSeconds: number;
  /** Failures are forgotten when nothing was tried for so long; null: only by a success, or after a month of quiet. */
  readonly forgetAfterSeconds: number | null;
}

/** Guesses at one account from devices it never signed in from, wherever they come from; and from one known device. */
export const ACCOUNT_POLICY: AttemptPolicy = { freeFailures: 10, maxWaitSeconds: 900, forgetAfterSeconds: null };

/**
 * At this many consecutive failures (NIST SP 800-63B-4, 3.2.2) the right password is refused too, with the words of a
 * wrong one, until the count is cleared: by the owner from a device that he used before, or by the operator.
 */
export const MAX_CONSECUTIVE_FAILURES = 100;

/**
 * Guesses at the codes of one user's authenticator app, by whoever has got past the password. Three of a million codes
 * are right at a time, and after `MAX_CONSECUTIVE_FAILURES` none is accepted: so far comes one of 3000 who try.
 */
export const SECOND_FACTOR_POLICY: AttemptPolicy = { freeFailures: 5, maxWaitSeconds: 900, forgetAfterSeconds: null };

/** Guesses from one address at any account: generous, since an office may share one. */
export function addressPolicy(freeFailures: number): AttemptPolicy {
  return { freeFailures, maxWaitSeconds: 900, forgetAfterSeconds: 900 };
}

/** Sign-ups, and other requests for a letter, from one address: the free ones an hour, then growing waits. */
export function signUpPolicy(free: number): AttemptPolicy {
  return { freeFailures: free, maxWaitSeconds: 3600, forgetAfterSeconds: 3600 };
}

/** Letters that strangers can have sent to one address: three an hour. */
export const LETTER_POLICY: AttemptPolicy = {
  freeFailures: 3,
  firstWaitSeconds: 3600,
  maxWaitSeconds: 3600,
  forgetAfterSeconds: 3600,
};
