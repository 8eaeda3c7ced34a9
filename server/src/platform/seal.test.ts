/** What the server secrets do: sealed values open only whole, in their place and with their key; digests tell nothing. */

import assert from 'node:assert/strict';
import { createHash, createHmac } from 'node:crypto';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { systemRandom } from './random.ts';
import { createPepper, createSeal } from './seal.ts';

const KEY = Buffer.alloc(32, 7);
const seal = createSeal(KEY, systemRandom);

describe('a sealed value', () => {
  it('opens to what was sealed, whatever text it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (text, context) => {
        assert.equal(seal.open(seal.seal(text, context), context), text);
      }),
    );
  });

  it('does not open when any bit of it was altered', () => {
    const sealed = seal.seal('sk_test_something', 'key_1');
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      const altered = Buffer.from(sealed);
      altered[bit >> 3] = (altered[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      assert.throws(() => seal.open(altered, 'key_1'), `bit ${bit}`);
    }
  });

  it('does not open when it was cut short or grew, not even to an authentic beginning', () => {
    const sealed = seal.seal('sk_test_something', 'key_1');
    for (let length = 0; length < sealed.length; length += 1) {
      assert.throws(() => seal.open(sealed.subarray(0, length), 'key_1'), `${length} bytes`);
    }
    assert.throws(() => seal.open(Buffer.concat([sealed, Buffer.alloc(1)]), 'key_1'));
  });

  it('does not open in another place, nor with another key', () => {
    const sealed = seal.seal('sk_test_something', 'key_1');
    for (const context of ['key_2', '', 'key_1 ', 'KEY_1']) assert.throws(() => seal.open(sealed, context));
    assert.throws(() => createSeal(Buffer.alloc(32, 8), systemRandom).open(sealed, 'key_1'));
  });

  it('looks different each time, so that equal values are not seen to be equal', () => {
    const all = new Set(Array.from({ length: 1000 }, () => seal.seal('same', 'key_1').toString('hex')));
    assert.equal(all.size, 1000);
    assert.equal(new Set([...all].map((hex) => hex.slice(2, 26))).size, 1000, 'no nonce was used twice');
  });
});

describe('a digest under the pepper', () => {
  const pepper = createPepper(Buffer.alloc(32, 9));

  it('is the same for the same value, and another for another value, purpose or pepper', () => {
    const digest = pepper.digest('secret-key', 'value').toString('hex');
    assert.equal(pepper.digest('secret-key', 'value').toString('hex'), digest);
    const others = [
      pepper.digest('secret-key', 'valuf'),
      pepper.digest('idempotency', 'value'),
      createPepper(Buffer.alloc(32, 10)).digest('secret-key', 'value'),
    ];
    assert.equal(new Set([digest, ...others.map((other) => other.toString('hex'))]).size, 4);
  });

  it('is neither a plain hash of the value nor an HMAC under the pepper as it stands', () => {
    const digest = pepper.digest('secret-key', 'value').toString('hex');
    assert.equal(digest.length, 64);
    assert.notEqual(digest, createHash('sha256').update('value').digest('hex'));
    assert.notEqual(digest, createHmac('sha256', Buffer.alloc(32, 9)).update('value').digest('hex'));
  });
});
