/** Who uses a key is told from who only tries it. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LoggedRequest } from '@interstellas/sdk';
import { callersOf, later } from './callers.ts';

const request = (more: Partial<LoggedRequest>): LoggedRequest => ({
  id: 'req_1',
  occurredAt: '2026-11-24T12:00:00.000Z',
  method: 'GET',
  path: '/api/v1/clients/business/details',
  operation: 'businesses.details',
  status: 200,
  code: null,
  durationMs: 3,
  keyId: 'key_1',
  businessId: 'biz_1',
  userId: 'usr_1',
  address: '192.0.2.7',
  userAgent: 'checkout/1.0',
  ...more,
});

const refused = request({ status: 401, code: 'credentials.key_deactivated', userAgent: 'cron/2' });

test('programs are told apart by name and by who they sign in as, newest first, with where they called from last', () => {
  const callers = callersOf(
    [
      request({ occurredAt: '2026-11-24T12:09:00.000Z', address: '192.0.2.8' }),
      request({ userId: 'usr_2', occurredAt: '2026-11-24T12:08:00.000Z' }),
      request({ occurredAt: '2026-11-24T12:07:00.000Z' }),
    ],
    'used',
  );
  assert.deepEqual(
    callers.map(({ userId, lastAt, address }) => [userId, lastAt, address]),
    [
      ['usr_1', '2026-11-24T12:09:00.000Z', '192.0.2.8'],
      ['usr_2', '2026-11-24T12:08:00.000Z', '192.0.2.7'],
    ],
  );
});

test('a request that was refused for its credentials tried the key and did not use it; another refusal used it', () => {
  const notFound = request({ status: 404, code: 'transfer.not_found' });
  assert.deepEqual(
    callersOf([refused, notFound], 'used').map(({ userAgent }) => userAgent),
    ['checkout/1.0'],
  );
  assert.deepEqual(
    callersOf([refused, notFound], 'tried').map(({ userAgent }) => userAgent),
    ['cron/2'],
  );
});

test('the later of two moments is found, whichever is missing', () => {
  assert.equal(later('2026-01-01T00:00:00.000Z', '2026-01-02T00:00:00.000Z'), '2026-01-02T00:00:00.000Z');
  assert.equal(later(null, '2026-01-02T00:00:00.000Z'), '2026-01-02T00:00:00.000Z');
  assert.equal(later(null, undefined), undefined);
});
