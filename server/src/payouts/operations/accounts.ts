/** The accounts that a business has its balance paid out to: at most three, each known to its bank. */

import { Fault } from '../../faults/index.ts';
import type { UnitOfWork } from '../../platform/database.ts';
import { brokenConstraint } from '../../platform/database-errors.ts';
import type { PayoutAccountId } from '../../platform/ids.ts';
import type { PayoutAccount } from '../rules.ts';
import {
  deletePayoutAccount,
  findPayoutAccount,
  insertPayoutAccount,
  lockPayoutAccount,
  updatePayoutAccount,
} from '../store.ts';
import type { Orderer, PayoutParts } from './parts.ts';

export type AccountDetails = Pick<PayoutAccount, 'accountName' | 'accountNumber' | 'bankCode' | 'bankName'>;

export async function createAccount(
  parts: PayoutParts,
  { businessId, clientId, actor }: Orderer,
  details: AccountDetails,
  unit: UnitOfWork,
): Promise<PayoutAccountId> {
  const receiver = await parts.nameEnquiry.resolve(businessId, details);
  return unit(async ({ sql }) => {
    const account: PayoutAccount = {
      ...details,
      businessId,
      clientId,
      id: parts.ids.next('payoutAccount'),
      bankKey: receiver.bank.code,
      nameAtBank: receiver.accountName,
      createdAt: new Date(parts.clock.now()),
    };
    const isAdded = await onceOnly(insertPayoutAccount(sql, account));
    if (!isAdded) throw new Fault('payout.limit_reached');
    const after = factsOf(account);
    await parts.audit.record(sql, { action: 'payouts.create', clientId, objectId: account.id, actor, after });
    return account.id;
  });
}

export async function updateAccount(
  parts: PayoutParts,
  orderer: Orderer,
  id: PayoutAccountId,
  changes: Partial<AccountDetails>,
): Promise<PayoutAccount> {
  const { businessId } = orderer;
  for (;;) {
    const known = await findPayoutAccount(parts.database.sql, businessId, id);
    if (known === undefined) throw new Fault('payout.not_found');
    const receiver = await parts.nameEnquiry.resolve(businessId, { ...known, ...changes });
    const asked = { known, changes: { ...changes, bankKey: receiver.bank.code, nameAtBank: receiver.accountName } };
    const account = await changeAsked(parts, orderer, asked);
    if (account !== undefined) return account;
  }
}

/** What is not among the changes stays as somebody else may just have set it. Undefined when the bank was asked of another account. */
function changeAsked(
  { audit, database }: PayoutParts,
  { businessId, clientId, actor }: Orderer,
  { known, changes }: { readonly known: PayoutAccount; readonly changes: Partial<PayoutAccount> },
): Promise<PayoutAccount | undefined> {
  return database.transaction(async ({ sql }) => {
    const current = await lockPayoutAccount(sql, businessId, known.id);
    if (current === undefined) throw new Fault('payout.not_found');
    if (current.accountNumber !== known.accountNumber || current.bankCode !== known.bankCode) return undefined;
    const account = { ...current, ...changes };
    await onceOnly(updatePayoutAccount(sql, account));
    const facts = { before: factsOf(current), after: factsOf(account) };
    await audit.record(sql, { action: 'payouts.update', clientId, objectId: known.id, actor, ...facts });
    return account;
  });
}

export async function deleteAccount(
  parts: PayoutParts,
  { businessId, clientId, actor }: Orderer,
  id: PayoutAccountId,
): Promise<void> {
  await parts.database.transaction(async ({ sql }) => {
    if (!(await deletePayoutAccount(sql, businessId, id))) throw new Fault('payout.not_found');
    await parts.audit.record(sql, { action: 'payouts.delete', clientId, objectId: id, actor });
  });
}

async function onceOnly<T>(writing: Promise<T>): Promise<T> {
  try {
    return await writing;
  } catch (error) {
    if (brokenConstraint(error) === 'payout_account__account')
      throw new Fault('payout.exists', { field: 'accountNumber', cause: error });
    throw error;
  }
}

function factsOf({ accountName, accountNumber, bankCode, bankName }: AccountDetails) {
  return { accountName, accountNumber, bankCode, bankName };
}
