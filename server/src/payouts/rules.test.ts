/** When scheduled payouts are due, and how much of a balance goes out. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { mostOf, namesAgree, nextRun, type Rhythm, runReference } from './rules.ts';

const rhythm = (fields: Partial<Rhythm>): Rhythm => ({
  frequency: 'daily',
  dayOfWeek: null,
  dayOfMonth: null,
  hour: 18,
  ...fields,
});
const next = (fields: Partial<Rhythm>, after: string) => nextRun(rhythm(fields), new Date(after)).toISOString();

describe('the next run', () => {
  it('is at the hour by the clock of Lagos, the same day where that is still to come', () => {
    assert.equal(next({}, '2026-07-01T16:59:59.999Z'), '2026-07-01T17:00:00.000Z');
    assert.equal(next({}, '2026-07-01T17:00:00.000Z'), '2026-07-02T17:00:00.000Z');
    assert.equal(next({ hour: 0 }, '2026-07-01T22:59:59.000Z'), '2026-07-01T23:00:00.000Z', 'midnight in Lagos');
    assert.equal(next({ hour: 0 }, '2026-12-31T23:00:00.000Z'), '2027-01-01T23:00:00.000Z');
  });

  it('is on the day of the week, by the calendar of Lagos', () => {
    assert.equal(next({ frequency: 'weekly', dayOfWeek: 1 }, '2026-07-01T08:00:00.000Z'), '2026-07-06T17:00:00.000Z');
    assert.equal(next({ frequency: 'weekly', dayOfWeek: 7 }, '2026-07-01T08:00:00.000Z'), '2026-07-05T17:00:00.000Z');
    const sunday = next({ frequency: 'weekly', dayOfWeek: 1, hour: 0 }, '2026-07-05T12:00:00.000Z');
    assert.equal(sunday, '2026-07-05T23:00:00.000Z', 'Monday begins in Lagos while it is Sunday in UTC');
  });

  it('is on the last day of a month that is too short', () => {
    const monthly = { frequency: 'monthly', dayOfMonth: 31 } as const;
    assert.equal(next(monthly, '2026-01-31T17:00:00.000Z'), '2026-02-28T17:00:00.000Z');
    assert.equal(next(monthly, '2028-02-01T00:00:00.000Z'), '2028-02-29T17:00:00.000Z');
    assert.equal(next(monthly, '2026-02-28T17:00:00.000Z'), '2026-03-31T17:00:00.000Z');
    assert.equal(next({ ...monthly, dayOfMonth: 1 }, '2026-12-15T00:00:00.000Z'), '2027-01-01T17:00:00.000Z');
  });

  it('comes after the moment and has a reference of its own, each time', () => {
    const rhythms = fc.oneof(
      fc.record({ frequency: fc.constant('daily' as const), hour: fc.nat(23) }),
      fc.record({
        frequency: fc.constant('weekly' as const),
        dayOfWeek: fc.integer({ min: 1, max: 7 }),
        hour: fc.nat(23),
      }),
      fc.record({
        frequency: fc.constant('monthly' as const),
        dayOfMonth: fc.integer({ min: 1, max: 31 }),
        hour: fc.nat(23),
      }),
    );
    const moments = fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(rhythms, moments, (fields, after) => {
        const first = nextRun(rhythm(fields), after);
        const second = nextRun(rhythm(fields), first);
        assert.ok(after < first && first < second);
        const id = 'sched_1' as Parameters<typeof runReference>[0];
        assert.notEqual(runReference(id, first), runReference(id, second));
      }),
    );
  });
});

describe('the most that can be paid out', () => {
  it('fits with its charges, and one kobo more would not', () => {
    const bands = fc.array(fc.record({ width: fc.integer({ min: 1, max: 50 }), more: fc.nat(20) }), { maxLength: 5 });
    fc.assert(
      fc.property(fc.integer({ min: -5, max: 300 }), fc.nat(10), bands, (available, least, steps) => {
        const chargesOf = (amountKobo: bigint): bigint => {
          let [charge, from] = [least, 0];
          for (const { width, more } of steps) {
            from += width;
            if (amountKobo > BigInt(from)) charge += more;
          }
          return BigInt(charge);
        };
        const balance = BigInt(available);
        const most = mostOf(balance, chargesOf);
        const fits = (amountKobo: bigint) => amountKobo + chargesOf(amountKobo) <= balance;
        assert.ok(most === 0n || fits(most));
        assert.ok(!fits(most + 1n));
      }),
    );
  });
});

describe('two names', () => {
  it('agree when each word of the shorter one is in the other, whatever its order, case and accents', () => {
    assert.ok(namesAgree('Ngozi Bello', 'BELLO NGOZI ADA'));
    assert.ok(namesAgree('Zoë Bello', 'bello, zoe'));
    assert.ok(!namesAgree('Ngozi Bello', 'Ngozi Okoro'));
    assert.ok(!namesAgree('', 'Ngozi Okoro'));
  });
});
