/** What the ledger does: open accounts and tell their balances. */

import type { Clock } from '../platform/clock.ts';
import type { BusinessId, Ids } from '../platform/ids.ts';
import type { Sql } from '../platform/pool.ts';
import type { Random } from '../platform/random.ts';
import { nubanOf, randomSerial } from './rules.ts';
import { findBusinessAccount, insertAccount, type LedgerAccount } from './store.ts';

export interface Ledger {
  /** Opens the business's own account under a new NUBAN; a business has exactly one. */
  openBusinessAccount(sql: Sql, businessId: BusinessId): Promise<void>;
  findBusinessAccount(sql: Sql, businessId: BusinessId): Promise<LedgerAccount | undefined>;
}

/** Two random serials of a hundred million meet rarely; this many times in a row only if the numbers have run out. */
const MAX_SERIALS = 20;

export interface LedgerOptions {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly institutionCode: string;
  readonly random: Random;
}

export function createLedger({ clock, ids, institutionCode, random }: LedgerOptions): Ledger {
  return {
    async openBusinessAccount(sql, businessId) {
      for (let tries = 0; tries < MAX_SERIALS; tries += 1) {
        const opened = await insertAccount(sql, {
          id: ids.next('account'),
          businessId,
          accountNumber: nubanOf(institutionCode, randomSerial(random)),
          customerId: ids.next('customer'),
          createdAt: new Date(clock.now()),
        });
        if (opened) return;
      }
      throw new Error('no free account number was found');
    },
    findBusinessAccount,
  };
}
