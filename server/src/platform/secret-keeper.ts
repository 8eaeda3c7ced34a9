/**
 * The server secrets in a running process: what seals and digests with them, and how a replacement reaches it. Its
 * heartbeats say which secrets it has, so that a rotation can wait until every process accepts the new ones.
 */

import type { Log } from './log.ts';
import type { Random } from './random.ts';
import { createPepper, createSeal, type Pepper, type Seal, type ServerSecrets, secretId } from './seal.ts';

export interface SecretKeeper {
  readonly seal: Seal;
  readonly pepper: Pepper;
  /** Which secrets this process has, for its heartbeats. */
  readonly mark: () => string;
  /** Takes up what was replaced, and looks for it again from time to time. */
  start(): void;
  stop(): void;
}

export interface SecretKeeperOptions {
  readonly secrets: ServerSecrets;
  /** The secrets, if they were replaced since the last call; undefined where they never are. */
  readonly replaced: (() => ServerSecrets | undefined) | undefined;
  readonly log: Log;
  readonly random: Random;
}

const LOOK_MS = 200;

export function createSecretKeeper({ secrets, replaced, log, random }: SecretKeeperOptions): SecretKeeper {
  const seal = createSeal(secrets.keyEncryptionKeys, random);
  const pepper = createPepper(secrets.peppers);
  let mark = secretsMark(secrets);
  let isReadable = true;
  let timer: NodeJS.Timeout | undefined;

  const look = (): void => {
    try {
      const replacement = replaced?.();
      isReadable = true;
      if (replacement === undefined) return;
      seal.use(replacement.keyEncryptionKeys);
      pepper.use(replacement.peppers);
      mark = secretsMark(replacement);
    } catch (error) {
      if (isReadable) log.error({ error }, 'the server secrets cannot be read again; those in memory stay in use');
      isReadable = false;
    }
  };

  return {
    seal,
    pepper,
    mark: () => mark,
    start() {
      if (replaced === undefined) return;
      look();
      timer = setInterval(look, LOOK_MS);
    },
    stop: () => clearInterval(timer),
  };
}

/** The ids of the secrets in their order, as one word: equal for two processes exactly if they have the same secrets. */
export function secretsMark({ keyEncryptionKeys, peppers }: ServerSecrets): string {
  const idsOf = (secrets: readonly Buffer[]): string =>
    secrets.map((secret) => secretId(secret).toString('hex')).join(',');
  return `${idsOf(keyEncryptionKeys)};${idsOf(peppers)}`;
}
