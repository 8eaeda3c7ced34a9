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
  /** Runs work that checks one password, if the queue has a place for it. Fault `service.unavailable` when it is full. */
  withPlace<T>(work: (check: CheckPassword) => Promise<T>): Promise<T>;
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

export async function createPasswords(options: PasswordsOptions): Promise<Passwords> {
  const queue = createQueue(async (work: () => Promise<void>) => work(), options.concurrency);
  const run = async <T>(work: () => Promise<T>): Promise<T> => {
    const result = Promise.withResolvers<T>();
    await queue.push(async () => result.resolve(await work()));
    return result.promise;
  };
  // Checked when there is no such user, so that the answer takes as long as for a wrong password.
  const nobody = await hash('the password of nobody', PARAMETERS);
  await lowerThreadPoolPriority();
  const check: CheckPassword = async (password, passwordHash) => {
    const isRight = await run(() => verify(passwordHash ?? nobody, normalizePassword(password)));
    return isRight && passwordHash !== undefined;
  };

  let places = options.concurrency + options.queueLimit;
  const withPlace = async <T>(work: (check: CheckPassword) => Promise<T>): Promise<T> => {
    if (places === 0) {
      throw new Fault('service.unavailable', {
        message: 'Too many people are signing in at this moment. Try again shortly.',
      });
    }
    places -= 1;
    try {
      return await work(check);
    } finally {
      places += 1;
    }
  };
  return { withPlace, hash: (password) => withPlace(() => run(() => hash(normalizePassword(password), PARAMETERS))) };
}
