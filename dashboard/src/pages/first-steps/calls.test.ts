/** The page announces what a program did, and nothing else. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LoggedRequest } from '@interstellas/sdk';
import { callsOf } from './calls.ts';

const request = (id: string, status: number, keyId: string | null = 'key_1'): LoggedRequest => ({
  id,
  occurredAt: '2026-11-24T12:00:00.000Z',
  method: 'GET',
  path: '/api/v1/clients/business/account-details',
  operation: 'businesses.account-details',
  status,
  code: status < 400 ? null : 'credentials.key_expired',
  durationMs: 3,
  keyId,
  businessId: 'biz_1',
  userId: 'usr_1',
  address: '192.0.2.7',
  userAgent: 'curl/8',
});

test('what the dashboard itself did is no first call', () => {
  assert.deepEqual(callsOf([request('a', 201, null)], true), {
    answered: undefined,
    isFirst: true,
    refused: undefined,
  });
});

test('the oldest answered call is the first one, and stays so', () => {
  assert.equal(callsOf([request('c', 200), request('b', 200), request('a', 401)], true).answered?.id, 'b');
});

test('when the log reaches further back than was asked, the newest call is shown, and not called the first', () => {
  const { answered, isFirst } = callsOf([request('c', 200), request('b', 200)], false);
  assert.deepEqual([answered?.id, isFirst], ['c', false]);
});

test('a refusal shows while it is the newest call, and no longer', () => {
  assert.equal(callsOf([request('b', 401), request('a', 200)], true).refused?.id, 'b');
  assert.equal(callsOf([request('c', 200), request('b', 401)], true).refused, undefined);
});
