/** What the form says of a new password is what the server will say. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { holdsOwnWord, lengthOf, minimumLength } from './new-password.ts';

describe('a new password', () => {
  it('needs fifteen characters wherever money may be real, or nobody knows yet', () => {
    assert.deepEqual(
      (['sandbox', 'production', undefined] as const).map((environment) => minimumLength(environment)),
      [8, 15, 15],
    );
  });

  it('is counted in characters, as the server stores them', () => {
    assert.equal(lengthOf('🥭'.repeat(8)), 8);
    assert.equal(lengthOf('e\u0301'.repeat(7)), 7);
  });

  it('is found out when it holds the address, its name or the name of the business', () => {
    const own = ['ngozi.bello@example.com', 'Kola Nut Traders'];
    for (const text of ['NGOZI.BELLO and 4 more', 'my Kola Nut Traders!', 'xxkolanuttradersxx'])
      assert.ok(holdsOwnWord(text, own), text);
    assert.ok(!holdsOwnWord('a quiet harbour at dawn', own));
    assert.ok(!holdsOwnWord('walking to the okra market', ['al@example.com', 'OK', '']));
  });
});
