/** Signatures of others: only exactly these bytes, by exactly this key, in the one form that GitHub uses. */

import assert from 'node:assert/strict';
import { createSign, generateKeyPairSync } from 'node:crypto';
import { describe, it } from 'node:test';
import { isSignedBy, parsePublicKeys } from './signatures.ts';

const pair = (namedCurve: string) => generateKeyPairSync('ec', { namedCurve });
const pem = ({ publicKey }: ReturnType<typeof pair>) => publicKey.export({ type: 'spki', format: 'pem' }).toString();
const published = (...keys: readonly { key_identifier?: unknown; key?: unknown }[]) =>
  JSON.stringify({ public_keys: keys });

describe('public keys of others', () => {
  it('are read by their identifiers, and not at all when one of them is none, or of another curve', () => {
    const [one, other] = [pair('P-256'), pair('P-256')];
    const good = [
      { key_identifier: 'a', key: pem(one), is_current: true },
      { key_identifier: 'b', key: pem(other) },
    ];
    assert.deepEqual([...(parsePublicKeys(published(...good)) ?? []).keys()], ['a', 'b']);
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ type: 'spki', format: 'pem' });
    const bad = [
      '',
      '[]',
      '{}',
      'null',
      published(),
      published({ key: pem(one) }),
      published({ key_identifier: 'a', key: 'x' }),
      published({ key_identifier: 'a', key: rsa.toString() }),
      published({ key_identifier: 'a', key: pem(pair('P-384')) }),
    ];
    for (const text of bad) assert.equal(parsePublicKeys(text), undefined, text);
  });

  it('verify exactly what was signed, and are not confused by what is no signature', () => {
    const { privateKey, publicKey } = pair('P-256');
    const bytes = Buffer.from('[{"token":"x"}]');
    const signature = createSign('sha256').update(bytes).sign(privateKey);
    assert.ok(isSignedBy(publicKey, bytes, signature.toString('base64')));
    assert.ok(!isSignedBy(publicKey, Buffer.from('[{"token":"y"}]'), signature.toString('base64')));
    assert.ok(!isSignedBy(pair('P-256').publicKey, bytes, signature.toString('base64')));
    const raw = createSign('sha256').update(bytes).sign({ key: privateKey, dsaEncoding: 'ieee-p1363' });
    for (const wrong of [
      '',
      'x',
      raw.toString('base64'),
      signature.toString('hex'),
      Buffer.alloc(64).toString('base64'),
    ])
      assert.ok(!isSignedBy(publicKey, bytes, wrong), wrong);
  });
});
