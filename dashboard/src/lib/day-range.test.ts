/** Days of the address become exactly the moments that the API is asked for. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeRange, rangePresets, toMoments } from './day-range.ts';

const now = new Date(2026, 10, 24, 15, 4);

test('the last day of a range is asked for whole, in the calendar of the device', () => {
  assert.deepEqual(toMoments({ from: '2026-11-24', to: '2026-11-24' }), {
    from: new Date(2026, 10, 24).toISOString(),
    to: new Date(2026, 10, 25).toISOString(),
  });
  assert.deepEqual(toMoments({ to: '2026-12-31' }), { to: new Date(2027, 0, 1).toISOString() });
  assert.deepEqual(toMoments({}), {});
});

test('what is no day goes to the API as it is, which refuses it', () => {
  assert.deepEqual(toMoments({ from: 'soon' }), { from: 'soon' });
});

test('months of presets are whole, also over the turn of the year', () => {
  const rangeOf = (id: string, at: Date) => rangePresets(at).find((preset) => preset.id === id)?.range;
  assert.deepEqual(rangeOf('last-month', now), { from: '2026-10-01', to: '2026-10-31' });
  assert.deepEqual(rangeOf('last-month', new Date(2027, 0, 5)), { from: '2026-12-01', to: '2026-12-31' });
  assert.deepEqual(rangeOf('week', now), { from: '2026-11-18', to: '2026-11-24' });
});

test('a range is called by its preset, else by its days', () => {
  assert.equal(describeRange({}, now), undefined);
  assert.equal(describeRange({ from: '2026-11-24', to: '2026-11-24' }, now), 'Today');
  assert.equal(describeRange({ from: '2026-11-02', to: '2026-11-09' }, now), '2 Nov 2026 – 9 Nov 2026');
  assert.equal(describeRange({ from: '2026-11-02' }, now), 'Since 2 Nov 2026');
});
