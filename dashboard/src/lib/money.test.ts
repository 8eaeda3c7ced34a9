/** Money is shown to the kobo and read back without a float in between. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatMoney, formatMoneyShort, parseNaira, roundSteps, sumKobo } from './money.ts';

test('an amount is always shown with its kobo, whatever type it came as', () => {
  assert.equal(formatMoney('123456'), '₦1,234.56');
  assert.equal(formatMoney(5), '₦0.05');
  assert.equal(formatMoney(100n), '₦1.00');
  assert.equal(formatMoney('9007199254740993'), '₦90,071,992,547,409.93');
});

test('a sign stands before the naira sign, and nothing has none', () => {
  assert.equal(formatMoney(-1050), '−₦10.50');
  assert.equal(formatMoney(1050, { sign: 'always' }), '+₦10.50');
  assert.equal(formatMoney(-1050, { sign: 'never' }), '₦10.50');
  assert.equal(formatMoney(0, { sign: 'always' }), '₦0.00');
});

test('what is not a whole number of kobo is never shown as money', () => {
  for (const wrong of ['', '1.5', '1e3', 'abc', 1.5, Number.NaN]) assert.equal(formatMoney(wrong), '—');
});

test('typed naira become exactly that many kobo', () => {
  assert.equal(parseNaira('1,234.5'), 123_450n);
  assert.equal(parseNaira('₦ 20'), 2000n);
  assert.equal(parseNaira('0.07'), 7n);
  for (const wrong of ['', '.', '1.234', '-5', '1e3', '12a']) assert.equal(parseNaira(wrong), undefined);
});

test('sums are exact beyond the safe integers', () => {
  assert.equal(sumKobo(['9007199254740993', '9007199254740993']), 18_014_398_509_481_986n);
});

test('an axis shows large amounts short', () => {
  assert.equal(formatMoneyShort(1_250_000), '₦12.5k');
});

test('an axis has few and round amounts, up to the largest', () => {
  assert.deepEqual(roundSteps(25_500_000), [0, 10_000_000, 20_000_000, 30_000_000]);
  assert.deepEqual(roundSteps(1000), [0, 500, 1000]);
  assert.deepEqual(roundSteps(0), [0]);
});
