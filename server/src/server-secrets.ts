/**
 * The two server secrets: from the settings, or, in a sandbox on the embedded database, made once and kept in the data
 * folder. Losing them makes every sealed key unreadable, so they are written before anything is sealed. The file may be
 * rewritten while the server runs: that is how a rotation reaches its processes.
 */

import { join } from 'node:path';
import type { Config } from './config.ts';
import { parseSecrets } from './config-reader.ts';
import { OperatorError } from './platform/operator-error.ts';
import { createPrivateFile, readChangedFile, readPrivateFile, writePrivateFile } from './platform/private-file.ts';
import { systemRandom } from './platform/random.ts';
import type { ServerSecrets } from './platform/seal.ts';

const FILE_NAME = 'secrets.env';
const KEY_ENCRYPTION_KEY = 'INTERSTELLAS_KEY_ENCRYPTION_KEY';
const PEPPER = 'INTERSTELLAS_PEPPER';
const SECRET_BYTES = 32;

type Place = Pick<Config, 'dataDir' | 'secrets'>;

/** The secrets where they are kept in the data folder. */
export interface SecretsFile {
  readonly path: string;
  read(): Promise<ServerSecrets>;
  /** Replaces them in one step. */
  write(secrets: ServerSecrets): Promise<void>;
}

/** Undefined where the settings give the secrets. */
export function secretsFile(config: Place): SecretsFile | undefined {
  if (config.secrets !== undefined) return undefined;
  const path = join(config.dataDir, FILE_NAME);
  return {
    path,
    read: async () => parse((await readPrivateFile(path)) ?? '', path),
    write: (secrets) => writePrivateFile(path, print(secrets)),
  };
}

export async function obtainSecrets(config: Place): Promise<ServerSecrets> {
  const file = secretsFile(config);
  if (config.secrets !== undefined || file === undefined) return config.secrets as ServerSecrets;
  if ((await readPrivateFile(file.path)) === undefined) {
    // A command may be doing the same at this moment: what is on disk afterwards holds for both.
    await createPrivateFile(file.path, print({ keyEncryptionKeys: [mintSecret()], peppers: [mintSecret()] }));
  }
  return file.read();
}

/** For a running process: what the file holds, if it has changed since the last call. Undefined where the settings give the secrets. */
export function secretsWatch(config: Place): (() => ServerSecrets | undefined) | undefined {
  const file = secretsFile(config);
  if (file === undefined) return undefined;
  const readChanged = readChangedFile(file.path);
  return () => {
    const text = readChanged();
    return text === undefined ? undefined : parse(text, file.path);
  };
}

export function mintSecret(): Buffer {
  return Buffer.from(systemRandom.bytes(SECRET_BYTES));
}

function print({ keyEncryptionKeys, peppers }: ServerSecrets): string {
  const line = (name: string, secrets: readonly Buffer[]): string =>
    `${name}=${secrets.map((secret) => secret.toString('base64')).join(',')}\n`;
  return line(KEY_ENCRYPTION_KEY, keyEncryptionKeys) + line(PEPPER, peppers);
}

function parse(text: string, path: string): ServerSecrets {
  const keyEncryptionKeys = readList(text, KEY_ENCRYPTION_KEY);
  const peppers = readList(text, PEPPER);
  if (keyEncryptionKeys === undefined || peppers === undefined) {
    throw new OperatorError(
      `${path} does not hold the server secrets that it once did. Restore it: what they sealed cannot be read without them.`,
    );
  }
  return { keyEncryptionKeys, peppers };
}

function readList(text: string, name: string): readonly Buffer[] | undefined {
  const line = text.split('\n').find((candidate) => candidate.startsWith(`${name}=`));
  return line === undefined ? undefined : parseSecrets(line.slice(name.length + 1));
}
