/** What becomes of money from another bank: reasons for suspense, the entries of each way, and when money may go back. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { AccountRef, Entry } from '../ledger/index.ts';
import type { AccountId, BusinessId, TransactionId } from '../platform/ids.ts';
import {
  creditEntries,
  isRefundable,
  REFUND_STATUSES,
  refundReference,
  releaseEntries,
  suspenseDifference,
  suspenseEntries,
  suspenseReasonOf,
  timeOf,
} from './rules.ts';

const refOf = (id: string): AccountRef => ({ businessId: 'biz_1' as BusinessId, id: id as AccountId });
const [ACCOUNT, SUSPENSE] = [refOf('acc_1'), refOf('acc_2')];
const CHARGES = { feeKobo: 100n, vatKobo: 8n, stampDutyKobo: 50n };
const FREE = { feeKobo: 0n, vatKobo: 0n, stampDutyKobo: 0n };
const brief = (entries: readonly Entry[]) =>
  entries.map(({ account, amountKobo }) => [account.id.replace(/_\d{2,3}$/, ''), amountKobo]);

describe('money from another bank', () => {
  const open = { closedAt: null };
  const closed = { closedAt: new Date(0) };
  const cases = [
    [open, undefined, null, undefined],
    [open, undefined, 1_000n, undefined],
    [open, undefined, 999n, 'deposit-limit'],
    [closed, undefined, null, 'account-closed'],
    [closed, 'already-paid', null, 'already-paid'],
    [open, 'underpaid', 999n, 'underpaid'],
  ] as const;
  for (const [account, refusal, depositKobo, reason] of cases) {
    const what = `${account.closedAt === null ? 'open' : 'closed'}, refusal ${refusal}, limit ${depositKobo}`;
    it(`is ${reason === undefined ? 'credited' : `in suspense, ${reason}`}: ${what}`, () => {
      assert.equal(suspenseReasonOf({ account, refusal, limits: { depositKobo } }, 1_000n), reason);
    });
  }

  it('is credited less each charge, and every entry has its account', () => {
    assert.deepEqual(brief(creditEntries(ACCOUNT, 1_000n, CHARGES)), [
      ['settlement', -1_000n],
      ['acc_1', 842n],
      ['fees', 100n],
      ['vat', 8n],
      ['stamp-duty', 50n],
    ]);
    assert.deepEqual(brief(creditEntries(ACCOUNT, 1_000n, FREE)), [
      ['settlement', -1_000n],
      ['acc_1', 1_000n],
    ]);
  });

  it('is whole in suspense, and charged when it is released', () => {
    assert.deepEqual(brief(suspenseEntries(SUSPENSE, 1_000n)), [
      ['settlement', -1_000n],
      ['acc_2', 1_000n],
    ]);
    assert.deepEqual(brief(releaseEntries(SUSPENSE, ACCOUNT, 1_000n, CHARGES)).slice(0, 2), [
      ['acc_2', -1_000n],
      ['acc_1', 842n],
    ]);
  });

  it('in suspense is what its account holds; of accounts that hold something else the first is named', () => {
    const held = (id: string, balanceKobo: bigint) => ({ ...refOf(id), balanceKobo });
    const paid = (id: string, amountKobo: bigint) => ({ ...refOf(id), amountKobo, payments: '2' });
    const right = [held('acc_4', 9n), held('acc_1', 3n)];
    assert.equal(suspenseDifference(right, [paid('acc_1', 3n), paid('acc_4', 9n)]), undefined);
    assert.equal(suspenseDifference(right, [paid('acc_4', 9n)])?.accountId, 'acc_1');
    const found = suspenseDifference(
      [...right, held('acc_3', 5n)],
      [paid('acc_2', 4n), paid('acc_4', 9n), paid('acc_1', 3n)],
    );
    assert.deepEqual(
      [found?.businessId, found?.accountId, found?.expected, found?.found],
      ['biz_1', 'acc_2', 'the balance 4 of 2 payments', 'the balance 0'],
    );
  });

  it('came when it was paid, but never in the future', () => {
    const [earlier, later] = [new Date(1), new Date(2)];
    assert.equal(timeOf(earlier, later), earlier);
    assert.equal(timeOf(later, earlier), earlier);
  });

  it('may go back only when it is not on its way and has not gone, each time under a new reference', () => {
    const refundable = REFUND_STATUSES.filter((refundStatus) => isRefundable({ refundStatus }));
    assert.deepEqual(refundable, ['none', 'failed']);
    const references = [0, 1].map((refundAttempt) => refundReference({ id: 'txn_1' as TransactionId, refundAttempt }));
    assert.deepEqual(references, ['refund:txn_1:1', 'refund:txn_1:2']);
  });
});
