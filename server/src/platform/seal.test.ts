/** What the server secrets do: sealed values open only whole, in their place and with their key; digests tell nothing. */

import assert from 'node:assert/strict';
import { createCipheriv, createHash, createHmac } from 'node:crypto';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { systemRandom } from './random.ts';
import { createPepper, createSeal } from './seal.ts';

const KEY = Buffer.alloc(32, 7);
const seal = createSeal([KEY], systemRandom);

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
    assert.throws(() => createSeal([Buffer.alloc(32, 8)], systemRandom).open(sealed, 'key_1'));
  });

  it('looks different each time, so that equal values are not seen to be equal', () => {
    const all = new Set(Array.from({ length: 1000 }, () => seal.seal('same', 'key_1').toString('hex')));
    assert.equal(all.size, 1000);
    assert.equal(new Set([...all].map((hex) => hex.slice(10, 34))).size, 1000, 'no nonce was used twice');
  });
});

describe('a seal with several keys', () => {
  const other = Buffer.alloc(32, 8);
  const both = createSeal([other, KEY], systemRandom);

  it('seals with the first, opens what any of them sealed, and knows which is which', () => {
    const before = seal.seal('sk_test_something', 'key_1');
    assert.equal(both.open(before, 'key_1'), 'sk_test_something');
    assert.equal(both.isCurrent(before), false);
    const now = both.seal('sk_test_something', 'key_1');
    assert.equal(both.isCurrent(now), true);
    assert.throws(() => seal.open(now, 'key_1'), 'the old key alone does not open it');
    assert.equal(createSeal([other], systemRandom).open(now, 'key_1'), 'sk_test_something');
  });

  it('opens what was sealed before values said by which key, and takes it for not current', () => {
    const cipher = createCipheriv('aes-256-gcm', KEY, Buffer.alloc(12, 1));
    cipher.setAAD(Buffer.from('key_1'));
    const body = Buffer.concat([cipher.update('sk_test_something'), cipher.final()]);
    const sealed = Buffer.concat([Buffer.of(1), Buffer.alloc(12, 1), cipher.getAuthTag(), body]);
    for (const one of [seal, both]) {
      assert.equal(one.open(sealed, 'key_1'), 'sk_test_something');
      assert.throws(() => one.open(sealed, 'key_2'));
      assert.equal(one.isCurrent(sealed), false);
    }
  });

  it('opens nothing any more with a key that was taken from it', () => {
    const rotating = createSeal([KEY], systemRandom);
    const sealed = rotating.seal('something', 'key_1');
    rotating.use([other]);
    assert.throws(() => rotating.open(sealed, 'key_1'));
  });
});

describe('a digest under the pepper', () => {
  const pepper = createPepper([Buffer.alloc(32, 9)]);

  it('is the same for the same value, and another for another value, purpose or pepper', () => {
    const digest = pepper.digest('secret-key', 'value').toString('hex');
    assert.equal(pepper.digest('secret-key', 'value').toString('hex'), digest);
    const others = [
      pepper.digest('secret-key', 'valuf'),
      pepper.digest('idempotency', 'value'),
      createPepper([Buffer.alloc(32, 10)]).digest('secret-key', 'value'),
    ];
    assert.equal(new Set([digest, ...others.map((other) => other.toString('hex'))]).size, 4);
  });

  it('is looked for under every pepper that is accepted, and made under the first', () => {
    const both = createPepper([Buffer.alloc(32, 10), Buffer.alloc(32, 9)]);
    const digests = both.digests('secret-key', 'value');
    assert.equal(digests.length, 2);
    assert.deepEqual(digests[0], both.digest('secret-key', 'value'));
    assert.deepEqual(digests[1], pepper.digest('secret-key', 'value'));
  });

  it('is neither a plain hash of the value nor an HMAC under the pepper as it stands', () => {
    const digest = pepper.digest('secret-key', 'value').toString('hex');
    assert.equal(digest.length, 64);
    assert.notEqual(digest, createHash('sha256').update('value').digest('hex'));
    assert.notEqual(digest, createHmac('sha256', Buffer.alloc(32, 9)).update('value').digest('hex'));
  });
});
