/** The form of keys: recognised offline, and refused offline when a single character is wrong. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { systemRandom } from '../platform/random.ts';
import { mintKey, readKeyForm } from './rules.ts';

const FORMS = [
  { kind: 'secret', environment: 'sandbox', pattern: /^sk_test_[0-9A-Za-z]{38}$/ },
  { kind: 'secret', environment: 'production', pattern: /^sk_live_[0-9A-Za-z]{38}$/ },
  { kind: 'public', environment: 'sandbox', pattern: /^pk_test_[0-9A-Za-z]{38}$/ },
  { kind: 'public', environment: 'production', pattern: /^pk_live_[0-9A-Za-z]{38}$/ },
] as const;
const someForm = fc.constantFrom(...FORMS);
const PRINTABLE = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index));

describe('a minted key', () => {
  it('has the promised form for its kind and environment, and reads as what it is', () => {
    for (const { pattern, ...form } of FORMS) {
      for (let count = 0; count < 500; count += 1) {
        const key = mintKey(form, systemRandom);
        assert.match(key, pattern);
        assert.deepEqual(readKeyForm(key), form);
      }
    }
  });

  it('is never minted twice, and uses every character of base62', () => {
    const keys = new Set(Array.from({ length: 5000 }, () => mintKey(FORMS[0], systemRandom)));
    assert.equal(keys.size, 5000);
    const letters = new Set([...keys].flatMap((key) => [...key.slice('sk_test_'.length, -6)]));
    assert.equal(letters.size, 62);
  });

  it('ends with the base62 CRC32 of what stands before it, as a scanner computes it on its own', () => {
    assert.deepEqual(readKeyForm(`sk_test_${'0'.repeat(32)}${crc('sk_test_', '0'.repeat(32))}`), {
      kind: 'secret',
      environment: 'sandbox',
    });
  });
});

describe('a key with a mistake in it', () => {
  it('is none: any single character changed to any other', () => {
    fc.assert(
      fc.property(someForm, fc.nat(), fc.constantFrom(...PRINTABLE), (form, place, letter) => {
        const key = mintKey(form, systemRandom);
        const index = place % key.length;
        fc.pre(key.charAt(index) !== letter);
        assert.equal(readKeyForm(key.slice(0, index) + letter + key.slice(index + 1)), undefined);
      }),
      { numRuns: 5000 },
    );
  });

  it('is none: two neighbours swapped, a character lost, added, or in the other case', () => {
    fc.assert(
      fc.property(someForm, fc.nat(), (form, place) => {
        const key = mintKey(form, systemRandom);
        const at = place % (key.length - 1);
        const [one, other] = [key.charAt(at), key.charAt(at + 1)];
        const swapped = key.slice(0, at) + other + one + key.slice(at + 2);
        const flipped = one === one.toLowerCase() ? one.toUpperCase() : one.toLowerCase();
        const recased = key.slice(0, at) + flipped + key.slice(at + 1);
        for (const wrong of [swapped, recased]) if (wrong !== key) assert.equal(readKeyForm(wrong), undefined);
        assert.equal(readKeyForm(key.slice(0, at) + key.slice(at + 1)), undefined);
        assert.equal(readKeyForm(key.slice(0, at) + one + key.slice(at)), undefined);
      }),
      { numRuns: 2000 },
    );
  });

  it('is none: spaces, line feeds, another prefix, or any other text', () => {
    const key = mintKey(FORMS[0], systemRandom);
    for (const wrong of [` ${key}`, `${key} `, `${key}\n`, `${key}\u0000`, key.replace('sk_', 'rk_'), '', 'sk_test_']) {
      assert.equal(readKeyForm(wrong), undefined, JSON.stringify(wrong));
    }
    fc.assert(fc.property(fc.string({ maxLength: 100 }), (text) => assert.equal(readKeyForm(text), undefined)));
  });
});

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** CRC-32 (IEEE) bit by bit, independent of the code under test, as six base62 digits. */
function crc(prefix: string, body: string): string {
  let remainder = 0xff_ff_ff_ff;
  for (const byte of Buffer.from(prefix + body, 'latin1')) {
    remainder ^= byte;
    for (let bit = 0; bit < 8; bit += 1) remainder = (remainder >>> 1) ^ (remainder & 1 ? 0xed_b8_83_20 : 0);
  }
  let rest = (remainder ^ 0xff_ff_ff_ff) >>> 0;
  let text = '';
  for (let digit = 0; digit < 6; digit += 1) {
    text = DIGITS.charAt(rest % 62) + text;
    rest = Math.floor(rest / 62);
  }
  return text;
}
