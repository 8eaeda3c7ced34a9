/**
 * The two server secrets: from the settings, or, in a sandbox on the embedded database, made once and kept in the data
 * folder. Losing them makes every sealed key unreadable, so they are written before anything is sealed.
 */

import { join } from 'node:path';
import { type Config, parseSecret, type ServerSecrets } from './config.ts';
import { createPrivateFile, readPrivateFile } from './platform/private-file.ts';
import { systemRandom } from './platform/random.ts';

const FILE_NAME = 'secrets.env';
const KEY_ENCRYPTION_KEY = 'INTERSTELLAS_KEY_ENCRYPTION_KEY';
const PEPPER = 'INTERSTELLAS_PEPPER';
const SECRET_BYTES = 32;

export async function obtainSecrets(config: Config): Promise<ServerSecrets> {
  if (config.secrets !== undefined) return config.secrets;
  const path = join(config.dataDir, FILE_NAME);
  const kept = await readPrivateFile(path);
  if (kept !== undefined) return parse(kept, path);
  // A command may be doing the same at this moment: what is on disk afterwards holds for both.
  await createPrivateFile(path, [KEY_ENCRYPTION_KEY, PEPPER].map((name) => `${name}=${mint()}\n`).join(''));
  return parse((await readPrivateFile(path)) ?? '', path);
}

function mint(): string {
  return Buffer.from(systemRandom.bytes(SECRET_BYTES)).toString('base64');
}

function parse(text: string, path: string): ServerSecrets {
  const keyEncryptionKey = readSecret(text, KEY_ENCRYPTION_KEY);
  const pepper = readSecret(text, PEPPER);
  if (keyEncryptionKey === undefined || pepper === undefined) {
    throw new Error(
      `${path} does not hold the server secrets that it once did. Restore it: what they sealed cannot be read without them.`,
    );
  }
  return { keyEncryptionKey, pepper };
}

function readSecret(text: string, name: string): Buffer | undefined {
  const line = text.split('\n').find((candidate) => candidate.startsWith(`${name}=`));
  return line === undefined ? undefined : parseSecret(line.slice(name.length + 1).trim());
}
