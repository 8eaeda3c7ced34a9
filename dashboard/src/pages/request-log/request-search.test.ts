/** The filters of the request log ask the API for what a person means by them. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { incomplete, searchOf } from './request-search.ts';

test('a day is meant from its first moment to its last, by the clock of the device', () => {
  const { from, to } = searchOf({ from: '2026-11-24', to: '2026-11-24' });
  assert.equal(from, new Date(2026, 10, 24).toISOString());
  assert.equal(to, new Date(2026, 10, 25).toISOString());
});

test('what is not set is not asked for, and a method that does not exist is dropped', () => {
  assert.deepEqual(searchOf({}), {});
  assert.deepEqual(searchOf({ method: 'FETCH', status: '4xx' }), { status: '4xx' });
  assert.deepEqual(searchOf({ method: 'POST', code: 'key.not_found' }), { method: 'POST', code: 'key.not_found' });
});

test('half an id and half a code are not asked for, a whole one is', () => {
  assert.match(incomplete({ requestId: 'req_01' }) ?? '', /begins with req_/);
  assert.match(incomplete({ code: 'credentials' }) ?? '', /two parts/);
  assert.equal(
    incomplete({ requestId: 'req_01jz5k3v8e4tq2m7wn9xh6r0bcd5fg', code: 'virtual-account.not_found' }),
    undefined,
  );
});
