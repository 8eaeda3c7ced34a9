/** A sign-in link must not become a way to send people to somebody else's site. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { safeReturnPath } from './return-path.ts';

const origin = 'https://bank.example';

test('a path of this origin is kept with its query', () => {
  assert.equal(safeReturnPath('/b/biz_1/transactions?status=failed', origin), '/b/biz_1/transactions?status=failed');
});

test('anything that could leave this origin goes home instead', () => {
  const attacks = [
    '//evil.example',
    '/\\evil.example',
    'https://evil.example/',
    'javascript:alert(1)',
    '\\\\evil',
    '/\t/evil.example',
    undefined,
    7,
  ];
  for (const attack of attacks) assert.equal(safeReturnPath(attack, origin), '/', String(attack));
});
