/** The form of a key asks for exactly what it shows. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SecretKey } from '@interstellas/sdk';
import { inputOf, NEW_KEY, strangeAddress, valuesOf } from './key-form-values.ts';

const now = new Date('2026-11-24T12:00:00.000Z');

const key: SecretKey = {
  id: 'key_01jz5k3v8e4tq2m7wn9xh6r0bcd5fg',
  name: 'Reports',
  environment: 'sandbox',
  hint: 'sk_test_…a1B2',
  publicKey: 'pk_test_…',
  status: 'active',
  isPrimary: false,
  scopes: ['accounts:read'],
  businessIds: ['biz_1'],
  addresses: ['192.0.2.0/24', '2001:db8::/48'],
  createdAt: '2026-11-01T00:00:00.000Z',
  expiresAt: '2026-12-31T22:59:59.000Z',
  retiresAt: null,
  replacedById: null,
  leakedAt: null,
  deactivatedAt: null,
  lastUsed: null,
};

test('a key that is not limited is asked for with every limit lifted', () => {
  const wanted = { name: 'Till 4', scopes: null, businessIds: null, addresses: null, expiresAt: null };
  assert.deepEqual(inputOf({ ...NEW_KEY, name: '  Till 4 ' }, now), wanted);
});

test('a key that is opened and saved unchanged stays what it is', () => {
  const { name, scopes, businessIds, addresses } = key;
  assert.deepEqual(inputOf(valuesOf(key), now), { name, scopes, businessIds, addresses });
});

test('limits that were chosen and then switched off are not sent', () => {
  const values = { ...valuesOf(key), scopeReach: 'all', businessReach: 'all', addresses: ' \n' } as const;
  const { scopes, businessIds, addresses } = inputOf(values, now);
  assert.deepEqual([scopes, businessIds, addresses], [null, null, null]);
});

test('an expiry in days counts from now, and one on a day ends with that day of the device', () => {
  assert.equal(inputOf({ ...NEW_KEY, expiry: '90' }, now).expiresAt, '2027-02-22T12:00:00.000Z');
  const ofDay = inputOf({ ...NEW_KEY, expiry: 'day', expiryDay: '2026-12-31' }, now).expiresAt;
  assert.equal(ofDay, new Date(2026, 11, 31, 23, 59, 59).toISOString());
});

test('what cannot be an address is named, what may be one is left to the server', () => {
  assert.equal(strangeAddress('192.0.2.0/24\noffice'), 'office');
  assert.equal(strangeAddress('192.0.2.7, 2001:db8::/48'), undefined);
  assert.equal(strangeAddress(''), undefined);
});
