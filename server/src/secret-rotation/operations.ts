/**
 * Replacing the server secrets while the server runs. First every process must accept the new secret, then it comes into
 * use, then everything is sealed anew, and only when nothing is left under the old secret is that given up. Whatever
 * state a killed rotation leaves, every process can read everything, and the next run takes it from there.
 */

import { setTimeout as pause } from 'node:timers/promises';
import { type Onlooker, onlook } from '../platform/channel.ts';
import type { Clock } from '../platform/clock.ts';
import { OperatorError } from '../platform/operator-error.ts';
import type { Pool } from '../platform/pool.ts';
import type { Random } from '../platform/random.ts';
import { createPepper, createSeal, type ServerSecrets } from '../platform/seal.ts';
import { secretsMark } from '../platform/secret-keeper.ts';
import { inspectAll, type Pass, resealAll } from './reseal.ts';
import { whileLocked } from './store.ts';

/** Secrets that are kept where the rotation can replace them, and where running processes see that. */
export interface KeptSecrets {
  read(): Promise<ServerSecrets>;
  write(secrets: ServerSecrets): Promise<void>;
}

export interface RotationOptions {
  readonly clock: Clock;
  readonly random: Random;
  readonly openPool: () => Pool;
  readonly secrets: ServerSecrets;
  /** Undefined where the settings give the secrets: then the operator has put the new ones in front. */
  readonly kept: KeptSecrets | undefined;
  readonly mint: () => Buffer;
  /** Lines for the operator. */
  readonly report: (message: string) => void;
  readonly patience?: Patience;
}

export interface Patience {
  /** Within this time every running process is heard. */
  readonly listenMs: number;
  /** So long after the new secrets came into use nothing that began before is still going on. */
  readonly settleMs: number;
}

export interface Rotation {
  readonly resealed: number;
  /** Values that no accepted secret opens: they were lost before. */
  readonly unreadable: readonly string[];
}

/** Longer than a process may be silent before it counts as gone; longer than a request, a job or a transaction may take. */
const PATIENCE: Patience = { listenMs: 3000, settleMs: 20_000 };
const TAKEN_UP_WITHIN_MS = 15_000;
const LOOK_MS = 50;

/** @throws OperatorError when another rotation is at work, a process lacks the new secrets, or there are none. */
export async function rotateSecrets(options: RotationOptions): Promise<Rotation> {
  const [locking, working, listening] = [options.openPool(), options.openPool(), options.openPool()];
  try {
    const done = await whileLocked(locking, async () => {
      const onlooker = await onlook(listening, options.clock, (options.patience ?? PATIENCE).listenMs);
      const { kept } = options;
      return kept === undefined
        ? finishGiven(options, working, onlooker)
        : replaceKept({ ...options, kept }, working, onlooker);
    });
    if (done === undefined) throw new OperatorError('Another rotation of the secrets is at work. Let it finish.');
    return done.result;
  } finally {
    await Promise.all([locking, working, listening].map((pool) => pool.end({ timeout: 1 })));
  }
}

/** The secrets of the settings: each process was started with the new one in front. */
async function finishGiven(options: RotationOptions, pool: Pool, onlooker: Onlooker): Promise<Rotation> {
  const { secrets } = options;
  const others = laggards(onlooker, secrets);
  if (others > 0) {
    throw new OperatorError(
      `${others} of ${onlooker.marks().size} running processes have other server secrets than this command, or in another order. Start them with the new secrets in front and the old ones behind, then run this again.`,
    );
  }
  const before = await inspectAll(meansFor(options, pool, secrets));
  if (before.stale === 0 && secrets.keyEncryptionKeys.length === 1 && secrets.peppers.length === 1) {
    throw new OperatorError(
      'There is nothing to rotate: put a new secret in front of the old one in the settings of every process first (new,old).',
    );
  }
  return settle(options, pool, onlooker, secrets);
}

/** The secrets of the data folder: the command does everything itself. */
async function replaceKept(
  options: RotationOptions & { readonly kept: KeptSecrets },
  pool: Pool,
  onlooker: Onlooker,
): Promise<Rotation> {
  const { kept, report } = options;
  const use = async (secrets: ServerSecrets): Promise<void> => {
    await kept.write(secrets);
    await takenUp(onlooker, secrets);
  };
  const found = await kept.read();
  const isHalfWay = found.keyEncryptionKeys.length > 1 || found.peppers.length > 1;
  const before = isHalfWay ? await inspectAll(meansFor(options, pool, found)) : undefined;
  if (before !== undefined) {
    report('A rotation was left half-way; finishing it.');
    const finished = await finish(found);
    // Otherwise it was killed before it sealed anything: what it left is cleared away, and nothing is rotated yet.
    if (before.stale > 0) return finished;
  }
  const old = onlyCurrent(found);
  const fresh = { keyEncryptionKey: options.mint(), pepper: options.mint() };
  report('Telling the running processes of the new secrets.');
  await use({
    keyEncryptionKeys: [...old.keyEncryptionKeys, fresh.keyEncryptionKey],
    peppers: [...old.peppers, fresh.pepper],
  });
  report('Bringing the new secrets into use.');
  const both = {
    keyEncryptionKeys: [fresh.keyEncryptionKey, ...old.keyEncryptionKeys],
    peppers: [fresh.pepper, ...old.peppers],
  };
  await use(both);
  return finish(both);

  async function finish(secrets: ServerSecrets): Promise<Rotation> {
    await takenUp(onlooker, secrets);
    const rotation = await settle(options, pool, onlooker, secrets);
    report('Giving up the old secrets.');
    await use(onlyCurrent(secrets));
    return rotation;
  }
}

/** Seals everything with the secrets in use, until nothing is left that is not. */
async function settle(
  options: RotationOptions,
  pool: Pool,
  onlooker: Onlooker,
  secrets: ServerSecrets,
): Promise<Rotation> {
  const { report } = options;
  const { settleMs } = options.patience ?? PATIENCE;
  const means = meansFor(options, pool, secrets);
  report('Sealing everything with the new secrets.');
  let pass: Pass = await resealAll(means);
  let resealed = pass.stale;
  if (onlooker.marks().size > 0) {
    report(`Waiting ${Math.ceil(settleMs / 1000)} seconds, until what began under the old secrets is over.`);
    await pause(settleMs);
  }
  do {
    pass = await resealAll(means);
    resealed += pass.stale;
  } while (pass.stale > 0);
  return { resealed, unreadable: pass.unreadable };
}

function meansFor(options: RotationOptions, pool: Pool, secrets: ServerSecrets) {
  return { pool, seal: createSeal(secrets.keyEncryptionKeys, options.random), pepper: createPepper(secrets.peppers) };
}

function onlyCurrent({ keyEncryptionKeys, peppers }: ServerSecrets): ServerSecrets {
  return { keyEncryptionKeys: keyEncryptionKeys.slice(0, 1), peppers: peppers.slice(0, 1) };
}

/** Waits until every running process has the secrets. */
async function takenUp(onlooker: Onlooker, secrets: ServerSecrets): Promise<void> {
  for (let waitedMs = 0; laggards(onlooker, secrets) > 0; waitedMs += LOOK_MS) {
    if (waitedMs > TAKEN_UP_WITHIN_MS) {
      throw new OperatorError(
        `${laggards(onlooker, secrets)} of ${onlooker.marks().size} running processes do not take up the new secrets. Do they use this data folder? Nothing is lost; run this again when they do, or have ended.`,
      );
    }
    await pause(LOOK_MS);
  }
}

/** How many running processes have other secrets. */
function laggards(onlooker: Onlooker, secrets: ServerSecrets): number {
  const wanted = secretsMark(secrets);
  return [...onlooker.marks().values()].filter((mark) => mark !== wanted).length;
}
