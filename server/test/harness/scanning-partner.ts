/** Somebody who reports leaked keys as GitHub does: with a key pair of his own, whose public half a server is told of. */

import { createSign, generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const IDENTIFIER = 'f9525bf080f75b3506ca1ead061add62b8633a346606dc5fe544e29231c6ee0d';

const folder = mkdtempSync(join(tmpdir(), 'interstellas-partner-'));
const file = join(folder, 'keys.json');
const published = {
  key_identifier: IDENTIFIER,
  key: publicKey.export({ type: 'spki', format: 'pem' }),
  is_current: true,
};
writeFileSync(file, JSON.stringify({ public_keys: [published] }));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));

/** A server with these believes the partner's reports. */
export const PARTNER_SETTINGS = { INTERSTELLAS_SECRET_SCANNING_KEYS_FILE: file };

/** The headers that sign exactly this body. */
export function signReport(body: string): [string, string][] {
  const signature = createSign('sha256').update(body).sign(privateKey, 'base64');
  return [
    ['Github-Public-Key-Identifier', IDENTIFIER],
    ['Github-Public-Key-Signature', signature],
  ];
}
