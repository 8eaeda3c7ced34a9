/** A few random programs of the model test, which `npm run test:model` runs for as long as one likes. */

import { after, before, describe, it } from 'node:test';
import { type Bank, openBank } from './bank.ts';
import { expectPrograms } from './interpreter.ts';

describe('whatever happens to the money of a business, in any order', () => {
  let bank: Bank;
  before(async () => {
    bank = await openBank();
  });
  after(() => bank.stop());

  it('the books say what a bank as simple as can be thought says, and clearing returns to zero', async () => {
    await expectPrograms(bank, { numRuns: 12, limitMs: 6000, endOnFailure: true });
  });
});
