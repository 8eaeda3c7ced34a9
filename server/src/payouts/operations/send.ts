/** Paying out: from the business's own account to one of its payout accounts, once for each reference. */

import { Fault } from '../../faults/index.ts';
import type { Account } from '../../ledger/index.ts';
import type { UnitOfWork } from '../../platform/database.ts';
import type { BusinessId } from '../../platform/ids.ts';
import type { Order, Sent } from '../../transfers/index.ts';
import { mostOf, type PayoutAccount } from '../rules.ts';
import type { PayoutParts } from './parts.ts';

export interface PayoutOrder extends Pick<Order, 'isAmountOpen'> {
  readonly account: PayoutAccount;
  /** Undefined: all that there is, less the charges. */
  readonly amountKobo: bigint | undefined;
  readonly reference: string;
  readonly narration: string;
  readonly alongside: NonNullable<Order['alongside']>;
}

/** Faults those of `Transfers.send`. The same reference again gives what has become of the first. */
export async function sendPayout(parts: PayoutParts, order: PayoutOrder, unit?: UnitOfWork): Promise<Sent> {
  const { account, reference, narration, alongside } = order;
  const { businessId } = account;
  const payer = await ownAccount(parts, businessId);
  const amountKobo = order.amountKobo ?? (await wholeAmount(parts, payer, reference));
  const isAmountOpen = order.amountKobo === undefined || order.isAmountOpen === true;
  return parts.transfers.send(
    {
      ...(isAmountOpen ? { isAmountOpen } : {}),
      businessId,
      kind: 'payout',
      payer: { account: payer, accountNumber: payer.accountNumber, accountName: payer.accountName },
      receiver: { accountNumber: account.accountNumber, bankCode: account.bankKey },
      amountKobo,
      reference,
      narration,
      isAnonymous: false,
      isCharged: true,
      alongside,
    },
    unit,
  );
}

/**
 * Of a repetition, what the first one took. Looked for after the balance was read: a twin that has emptied the account
 * before then is found, and one that does so afterwards has the same reference. Fault `account.insufficient_funds`.
 */
async function wholeAmount(parts: PayoutParts, payer: Account, reference: string): Promise<bigint> {
  const known = await parts.transfers.find(payer.businessId, reference);
  if (known !== undefined) return known.amountKobo;
  const amountKobo = mostPayable(parts, payer.balanceKobo);
  if (amountKobo === 0n) throw new Fault('account.insufficient_funds');
  return amountKobo;
}

export function mostPayable({ funds }: PayoutParts, availableKobo: bigint): bigint {
  return mostOf(availableKobo, (amountKobo) => {
    const { feeKobo, vatKobo, stampDutyKobo } = funds.charges(amountKobo);
    return feeKobo + vatKobo + stampDutyKobo;
  });
}

export async function ownAccount({ database, ledger }: PayoutParts, businessId: BusinessId): Promise<Account> {
  const account = await ledger.findBusinessAccount(database.sql, businessId);
  if (account === undefined) throw new Error('a business has an account');
  return account;
}
