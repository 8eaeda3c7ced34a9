/** What can be ticked is what the server knows. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PERMISSIONS } from '../../../server/src/businesses/permissions.ts';
import { SCOPES } from './scopes.ts';

test('every permission of the server can be given to a key, and no other', () => {
  assert.deepEqual([...SCOPES].sort(), [...PERMISSIONS].sort());
});
