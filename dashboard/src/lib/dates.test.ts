/** Times are told the same way everywhere. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatDate, formatDistance, formatDuration, formatUtc } from './dates.ts';

const moment = '2026-11-24T14:03:05.120Z';

test('a moment is shown in the zone that is asked for, and in UTC to the second', () => {
  assert.equal(formatDate(moment, 'minute', 'Africa/Lagos'), '24 Nov 2026, 15:03');
  assert.equal(formatUtc(moment), '2026-11-24 14:03:05 UTC');
});

test('the distance from now is told in the largest unit that fits', () => {
  const at = (text: string): string => formatDistance(moment, new Date(text));
  assert.equal(at('2026-11-24T14:03:06.000Z'), 'just now');
  assert.equal(at('2026-11-24T14:03:45.120Z'), '40 seconds ago');
  assert.equal(at('2026-11-24T16:05:00.000Z'), '2 hours ago');
  assert.equal(at('2026-11-23T14:03:05.120Z'), 'tomorrow');
});

test('a countdown drops the units that are nought at its front', () => {
  assert.equal(formatDuration(9), '9 s');
  assert.equal(formatDuration(3909), '1 h 05 min 09 s');
  assert.equal(formatDuration(90_061), '1 d 01 h 01 min');
  assert.equal(formatDuration(-4), '0 s');
});

test('what is not a moment is shown as none', () => {
  assert.equal(formatDate('soon'), '—');
  assert.equal(formatUtc(''), '—');
});
