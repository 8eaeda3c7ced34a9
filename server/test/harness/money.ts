/** Money on accounts, as if it had come from another bank: what most stories about paying begin with. */

import assert from 'node:assert/strict';
import { type Account, institutionAccount } from '../../src/ledger/index.ts';
import type { BusinessId } from '../../src/platform/ids.ts';
import type { TestApp } from './app.ts';

/**
 * Puts so much on the account of the number, on the business's own account when none is given. The ledger knows of it, the
 * history does not.
 */
export async function fundAccount(
  { app }: TestApp,
  businessId: string,
  accountNumber: string | undefined,
  kobo: bigint | number,
): Promise<Account> {
  const { database, ids, ledger } = app;
  const { sql } = database;
  const account =
    accountNumber === undefined
      ? await ledger.findBusinessAccount(sql, businessId as BusinessId)
      : await ledger.findByNumber(sql, accountNumber);
  assert.ok(account?.businessId === businessId, 'the business has the account');
  const amountKobo = BigInt(kobo);
  const transactionId = ids.next('transaction');
  const posted = await ledger.post(sql, {
    businessId: account.businessId,
    reference: `funding:${transactionId}`,
    transactionId,
    entries: [
      { account: institutionAccount('settlement', account), amountKobo: -amountKobo },
      { account, amountKobo },
    ],
  });
  assert.ok(posted, 'the account was funded');
  return account;
}
