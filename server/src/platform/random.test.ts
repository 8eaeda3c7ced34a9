/** The pool of random bytes: handed out once, never wiped ones, and without bias. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { randomBase62, systemRandom, toBase62 } from './random.ts';

describe('the pool of random bytes', () => {
  it('never hands out the same bytes twice, nor zeros, across its refills', () => {
    const seen = new Set<string>();
    for (let count = 0; count < 20_000; count += 1) {
      const bytes = systemRandom.bytes(16);
      assert.equal(bytes.length, 16);
      assert.ok(bytes.some((byte) => byte !== 0));
      seen.add(Buffer.from(bytes).toString('latin1'));
    }
    assert.equal(seen.size, 20_000);
  });

  it('gives as many as asked for, of any size, also larger than itself', () => {
    for (const size of [0, 1, 7, 12, 32, 1023, 1024, 1025, 4095, 4096, 4097, 100_000]) {
      const bytes = systemRandom.bytes(size);
      assert.equal(bytes.length, size);
      // Wiped bytes would show as a run of zeros: eight in a row come by chance once in 10^19.
      assert.ok(!Buffer.from(bytes).includes(Buffer.alloc(8)), `${size} bytes`);
    }
  });

  it('lets go of what it gave: neither later calls nor the pool change it, nor does changing it change them', () => {
    const first = systemRandom.bytes(32);
    const copy = Uint8Array.from(first);
    for (let count = 0; count < 1000; count += 1) systemRandom.bytes(32);
    assert.deepEqual(first, copy);
    assert.equal(first.buffer.byteLength, 32, 'it is no window into the pool');
  });

  it('uses every byte about as often as any other', () => {
    const counts = new Array<number>(256).fill(0);
    for (let count = 0; count < 8000; count += 1) {
      for (const byte of systemRandom.bytes(32)) counts[byte] = (counts[byte] ?? 0) + 1;
    }
    for (const count of counts) assert.ok(count > 800 && count < 1200, `${count} of about 1,000`);
  });
});

describe('base62', () => {
  it('draws every character as often as any other: the modulo leaves no bias', () => {
    const counts = new Map<string, number>();
    for (const letter of randomBase62(systemRandom, 124_000)) counts.set(letter, (counts.get(letter) ?? 0) + 1);
    assert.equal(counts.size, 62);
    for (const [letter, count] of counts) assert.ok(count > 1750 && count < 2250, `${letter}: ${count} of about 2,000`);
  });

  it('draws again what it may not use: bytes at or above the largest multiple of 62 give no character', () => {
    const bytes = [255, 248, 250, 0, 61, 62, 247];
    const random = { bytes: (count: number) => Uint8Array.from({ length: count }, () => bytes.shift() ?? 0) };
    assert.equal(randomBase62(random, 4), '0z0z');
  });

  it('writes numbers with leading zeros', () => {
    assert.equal(toBase62(0, 6), '000000');
    assert.equal(toBase62(61, 2), '0z');
    assert.equal(toBase62(62, 2), '10');
    assert.equal(toBase62(0xff_ff_ff_ff, 6), '4gfFC3');
  });
});
