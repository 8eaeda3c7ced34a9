/** What the detail of an audit event shows as changed. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changesOf } from './changes.ts';

test('a field that came, one that went and one that changed are told apart, and none is left out', () => {
  assert.deepEqual(changesOf({ name: 'Payouts', limit: 3 }, { name: 'Nightly', scopes: ['keys:read'] }), [
    { field: 'limit', before: '3', after: undefined },
    { field: 'name', before: 'Payouts', after: 'Nightly' },
    { field: 'scopes', before: undefined, after: '["keys:read"]' },
  ]);
  assert.deepEqual(changesOf(null, null), []);
});
