/** What moving money costs: the central bank's bands with VAT and stamp duty, and what an operator may set instead. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DEFAULT_TARIFF } from './default.ts';
import { chargesOf, dayInLagos, type Tariff, totalOf } from './rules.ts';

const NOW = new Date('2026-07-01T08:15:30.000Z');

function transfer(amountKobo: bigint, tariff: Tariff = DEFAULT_TARIFF, more: object = {}) {
  return chargesOf(tariff, { amountKobo, kind: 'transfer', isOwnAccount: false, at: NOW, ...more });
}

function inbound(amountKobo: bigint, tariff: Tariff = DEFAULT_TARIFF, more: object = {}) {
  return chargesOf(tariff, { amountKobo, kind: 'inbound', isOwnAccount: false, at: NOW, ...more });
}

const tariffWith = (more: Partial<Tariff>): Tariff => ({ ...DEFAULT_TARIFF, ...more });

describe('a transfer by the built-in tariff', () => {
  /** Amount, fee, VAT, stamp duty, in kobo: the examples of the research on fees. */
  const TABLE = [
    [1n, 1000n, 75n, 0n],
    [500_000n, 1000n, 75n, 0n],
    [500_001n, 2500n, 188n, 0n],
    [999_999n, 2500n, 188n, 0n],
    [1_000_000n, 2500n, 188n, 5000n],
    [5_000_000n, 2500n, 188n, 5000n],
    [5_000_001n, 5000n, 375n, 5000n],
    [9_007_199_254_740_991n, 5000n, 375n, 5000n],
  ] as const;

  for (const [amountKobo, feeKobo, vatKobo, stampDutyKobo] of TABLE) {
    it(`of ${amountKobo} kobo costs ${feeKobo} + ${vatKobo} + ${stampDutyKobo}`, () => {
      const charges = transfer(amountKobo);
      assert.deepEqual(charges, { feeKobo, vatKobo, stampDutyKobo });
      assert.equal(totalOf(charges), feeKobo + vatKobo + stampDutyKobo);
    });
  }

  it('between accounts of one business owes no stamp duty', () => {
    assert.equal(transfer(1_000_000n, DEFAULT_TARIFF, { isOwnAccount: true }).stampDutyKobo, 0n);
  });

  it('owes stamp duty from the first moment of 2026 in Lagos', () => {
    const before = { at: new Date('2025-12-31T22:59:59.999Z') };
    assert.equal(transfer(1_000_000n, DEFAULT_TARIFF, before).stampDutyKobo, 0n);
    assert.equal(transfer(1_000_000n, DEFAULT_TARIFF, { at: new Date('2025-12-31T23:00:00Z') }).stampDutyKobo, 5000n);
  });

  it('costs him nothing to whom it comes in', () => {
    assert.equal(totalOf(inbound(1_000_000n)), 0n);
  });
});

describe('a tariff of an operator', () => {
  it('rounds VAT half up, to the whole kobo', () => {
    const fee = (feeKobo: bigint) => tariffWith({ transferBands: [{ upToKobo: null, feeKobo }] });
    const vats = [0n, 6n, 7n, 20n, 2500n].map((feeKobo) => transfer(1n, fee(feeKobo)).vatKobo);
    assert.deepEqual(vats, [0n, 0n, 1n, 2n, 188n]);
  });

  it('takes the stamp duty from who receives the money, where he pays it', () => {
    const tariff = tariffWith({ stampDuty: { ...DEFAULT_TARIFF.stampDuty, payer: 'receiver' } });
    assert.equal(transfer(1_000_000n, tariff).stampDutyKobo, 0n);
    assert.equal(inbound(1_000_000n, tariff).stampDutyKobo, 5000n);
    assert.equal(inbound(999_999n, tariff).stampDutyKobo, 0n);
    assert.equal(inbound(1_000_000n, tariff, { isOwnAccount: true }).stampDutyKobo, 0n);
  });

  it('takes a share of what comes in, with a flat part, VAT and a cap', () => {
    const tariff = tariffWith({ inbound: { flatKobo: 100n, basisPoints: 50n, capKobo: 2000n } });
    assert.deepEqual(inbound(10_000n, tariff), { feeKobo: 150n, vatKobo: 11n, stampDutyKobo: 0n });
    assert.deepEqual(inbound(10_000_000n, tariff), { feeKobo: 2000n, vatKobo: 150n, stampDutyKobo: 0n });
  });

  it('takes nothing from a payment that would not cover it', () => {
    const tariff = tariffWith({ inbound: { flatKobo: 100n, basisPoints: 0n, capKobo: null } });
    assert.equal(totalOf(inbound(108n, tariff)), 0n);
    assert.equal(totalOf(inbound(109n, tariff)), 108n);
  });
});

describe('the day of a limit', () => {
  it('begins at midnight in Lagos', () => {
    assert.equal(dayInLagos(new Date('2026-06-30T22:59:59.999Z')), '2026-06-30');
    assert.equal(dayInLagos(new Date('2026-06-30T23:00:00.000Z')), '2026-07-01');
  });
});
