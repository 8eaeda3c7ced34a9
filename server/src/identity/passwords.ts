/**
 * Hashing and checking passwords, off the event loop and never more at once than the cores can do: more in flight only
 * makes all of them slower. Behind them waits a bounded queue; beyond it the answer is 503, so that a flood of sign-ins
 * cannot starve the requests of those who are signed in.
 */

import { hash, verify } from '@node-rs/argon2';
import { promise as createQueue } from 'fastq';
import { Fault } from '../faults/index.ts';
import { lowerThreadPoolPriority } from '../platform/thread-priority.ts';
import { normalizePassword } from './password-rules.ts';

/** Whether the password has this hash; with no hash, as much work for the answer `false`. */
export type CheckPassword = (password: string, passwordHash: string | undefined) => Promise<boolean>;

export interface Passwords {
  /** A hash with its salt and parameters in it (PHC string). Fault `service.unavailable` when the queue is full. */
  hash(password: string): Promise<string>;
  /**
   * Runs work that checks one password when its turn comes: few run at a time, just enough that a hash never waits for
   * the work around it. Fault `service.unavailable` when the queue is full.
   */
  inTurn<T>(work: (check: CheckPassword) => Promise<T>): Promise<T>;
}

export interface PasswordsOptions {
  /** Hashes in flight at once. */
  readonly concurrency: number;
  /** Hashes that may wait; more are refused. */
  readonly queueLimit: number;
}

/** OWASP's and ASVS's choice for argon2id: 19 MiB, two passes, one lane. */
const ARGON2ID = 2;
const PARAMETERS = { algorithm: ARGON2ID, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Turns beyond the hashes in flight: while these are computed, the next ones get ready. */
const TURNS_AHEAD = 2;

export function createPasswords({ concurrency, queueLimit }: PasswordsOptions): Passwords {
  const hashes = createLane(concurrency);
  const turns = createLane(concurrency + TURNS_AHEAD);
  // Checked when there is no such user, so that the answer takes as long as for a wrong password.
  const nobody = hash('the password of nobody', PARAMETERS);
  // The pool is running by then.
  const isLowered = nobody.then(lowerThreadPoolPriority);
  const check: CheckPassword = async (password, passwordHash) => {
    await isLowered;
    const stored = passwordHash ?? (await nobody);
    const isRight = await hashes.run(() => verify(stored, normalizePassword(password)));
    return isRight && passwordHash !== undefined;
  };
  const inTurn = async <T>(work: () => Promise<T>): Promise<T> => {
    if (turns.inside() < concurrency + queueLimit) return turns.run(work);
    const message = 'Too many people are signing in at this moment. Try again shortly.';
    throw new Fault('service.unavailable', { message });
  };
  return {
    inTurn: (work) => inTurn(() => work(check)),
    hash: (password) => inTurn(() => hashes.run(() => hash(normalizePassword(password), PARAMETERS))),
  };
}

/** Runs at most `concurrency` pieces of work at once, in the order in which they came. */
function createLane(concurrency: number) {
  const queue = createQueue(async (work: () => Promise<void>) => work(), concurrency);
  return {
    /** How many run or wait. */
    inside: () => queue.running() + queue.length(),
    async run<T>(work: () => Promise<T>): Promise<T> {
      const result = Promise.withResolvers<T>();
      await queue.push(async () => result.resolve(await work()));
      return result.promise;
    },
  };
}
