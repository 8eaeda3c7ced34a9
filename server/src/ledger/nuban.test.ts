/** NUBAN account numbers, against the numbers that the central bank and others publish. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { systemRandom } from '../platform/random.ts';
import { nubanOf, randomSerial } from './nuban.ts';

/** Institution code, serial, account number; where each comes from. */
const PUBLISHED = [
  ['011', '000001457', '0000014579', "the central bank's own example 1"],
  ['011', '000000022', '0000000220', "the central bank's own example 2"],
  ['044', '001024678', '0010246780', 'a public test suite'],
  ['058', '011717033', '0117170332', 'a documented payout sample'],
  ['50515', '552211694', '5522116946', 'a public test suite'],
  ['51253', '000000001', '0000000012', 'computed by hand'],
  ['51253', '900000001', '9000000015', 'computed by hand'],
  ['50211', '200000000', '2000000006', 'computed by hand'],
] as const;

describe('the check digit of an account number', () => {
  for (const [code, serial, number, source] of PUBLISHED) {
    it(`of institution ${code} and serial ${serial} makes ${number} (${source})`, () => {
      assert.equal(nubanOf(code, serial), number);
    });
  }

  it('is the same for a bank by its three digits and by all six', () => {
    for (const [code, serial, number] of PUBLISHED) {
      const six = code.length === 3 ? `000${code}` : `9${code}`;
      assert.equal(nubanOf(six, serial), number);
    }
  });

  it('agrees with the older scheme of twelve digits for every bank with three', () => {
    const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`));
    fc.assert(
      fc.property(digits(3), digits(9), (code, serial) => {
        const weights = [3, 7, 3, 3, 7, 3, 3, 7, 3, 3, 7, 3];
        const sum = [...(code + serial)].reduce(
          (total, digit, place) => total + Number(digit) * (weights[place] ?? 0),
          0,
        );
        assert.equal(nubanOf(code, serial), `${serial}${(10 - (sum % 10)) % 10}`);
      }),
    );
  });

  it('catches every mistake in a single digit', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{9}$/), fc.nat(8), fc.integer({ min: 1, max: 9 }), (serial, place, by) => {
        const wrong = String((Number(serial.charAt(place)) + by) % 10);
        const other = serial.slice(0, place) + wrong + serial.slice(place + 1);
        assert.notEqual(nubanOf('51253', serial).at(-1), nubanOf('51253', other).at(-1));
      }),
    );
  });

  it('is not computed for an institution code of another form', () => {
    for (const code of ['', '1', '12', '1234', '1234567', 'abc', '٠١١', ' 011']) {
      assert.throws(() => nubanOf(code, '000000001'), /institution code/, JSON.stringify(code));
    }
  });
});

describe('a serial', () => {
  it('has nine digits, begins with 9, and tells nothing about the one before', () => {
    const serials = Array.from({ length: 5000 }, () => randomSerial(systemRandom));
    for (const serial of serials) assert.match(serial, /^9\d{8}$/);
    assert.ok(new Set(serials).size > 4990);
    const rising = serials.filter((serial, index) => index > 0 && serial > (serials[index - 1] ?? '')).length;
    assert.ok(rising > 2300 && rising < 2700, `${rising} of 5,000 were higher than the one before`);
  });

  it('uses every digit about as often as any other', () => {
    const counts = new Array<number>(10).fill(0);
    for (let index = 0; index < 5000; index += 1) {
      for (const digit of randomSerial(systemRandom).slice(1)) counts[Number(digit)] = (counts[Number(digit)] ?? 0) + 1;
    }
    for (const count of counts) assert.ok(count > 3700 && count < 4300, counts.join());
  });
});
