/** When a virtual account takes a payment in, as a table. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type AmountControl, accountNameOf, refusalOf, statusOf, type VirtualAccount } from './rules.ts';

const [BEFORE, END, AFTER] = ['2026-07-01T08:00:00Z', '2026-07-01T09:00:00Z', '2026-07-01T10:00:00Z'].map(
  (time) => new Date(time),
) as [Date, Date, Date];

const PERMANENT = {
  type: 'permanent',
  amountKobo: null,
  amountControl: null,
  expiresAt: null,
  paidAt: null,
  closedAt: null,
} as VirtualAccount;
const TEMPORAL: VirtualAccount = { ...PERMANENT, type: 'temporal', expiresAt: END };
const singleUse = (amountControl: AmountControl): VirtualAccount => ({
  ...TEMPORAL,
  type: 'single-use',
  amountKobo: 100n,
  amountControl,
});
const PAID = { ...singleUse('any'), paidAt: BEFORE };
const CLOSED = { closedAt: BEFORE };

describe('a virtual account', () => {
  const cases: readonly [VirtualAccount, bigint, Date, ReturnType<typeof refusalOf>, string][] = [
    [PERMANENT, 1n, AFTER, undefined, 'permanent, however late'],
    [{ ...PERMANENT, ...CLOSED }, 1n, AFTER, 'account-closed', 'permanent and closed'],
    [TEMPORAL, 1n, new Date(END.getTime() - 1), undefined, 'temporal, a millisecond before its end'],
    [TEMPORAL, 1n, END, 'account-expired', 'temporal, at its end'],
    [{ ...TEMPORAL, ...CLOSED }, 1n, AFTER, 'account-closed', 'closed before it expired'],
    [PAID, 100n, BEFORE, 'already-paid', 'paid already'],
    [PAID, 100n, AFTER, 'already-paid', 'paid already, and expired since'],
    [singleUse('exact'), 100n, END, 'account-expired', 'the right amount at the end'],
    [singleUse('exact'), 99n, AFTER, 'account-expired', 'the wrong amount after the end'],
    [singleUse('exact'), 99n, BEFORE, 'underpaid', 'exact, too little'],
    [singleUse('exact'), 100n, BEFORE, undefined, 'exact'],
    [singleUse('exact'), 101n, BEFORE, 'overpaid', 'exact, too much'],
    [singleUse('under'), 99n, BEFORE, undefined, 'at most, less'],
    [singleUse('under'), 100n, BEFORE, undefined, 'at most, that'],
    [singleUse('under'), 101n, BEFORE, 'overpaid', 'at most, more'],
    [singleUse('over'), 99n, BEFORE, 'underpaid', 'at least, less'],
    [singleUse('over'), 100n, BEFORE, undefined, 'at least, that'],
    [singleUse('over'), 101n, BEFORE, undefined, 'at least, more'],
    [singleUse('any'), 1n, BEFORE, undefined, 'any amount'],
  ];
  for (const [account, amountKobo, at, refusal, what] of cases) {
    it(`${refusal === undefined ? 'takes in' : 'refuses'} ${amountKobo} kobo: ${what}`, () => {
      assert.equal(refusalOf(account, amountKobo, at), refusal);
    });
  }

  it('is active, paid, expired or closed, the last reason first', () => {
    assert.equal(statusOf(TEMPORAL, BEFORE), 'active');
    assert.equal(statusOf(TEMPORAL, END), 'expired');
    assert.equal(statusOf(PAID, AFTER), 'paid');
    assert.equal(statusOf({ ...PAID, closedAt: AFTER }, BEFORE), 'closed');
  });

  it('is held by both names, with single spaces', () => {
    assert.equal(accountNameOf(' Ngozi  Amara ', 'Bello '), 'Ngozi Amara Bello');
  });
});
