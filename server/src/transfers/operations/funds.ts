/** What a business may order over the API: from which of its accounts, to whom, and what is written down of who ordered it. */

import type { Actor, Audit } from '../../audit/index.ts';
import type { Banks } from '../../banks/index.ts';
import { Fault } from '../../faults/index.ts';
import type { Account, Ledger, NumberedKind } from '../../ledger/index.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database, UnitOfWork } from '../../platform/database.ts';
import type { BusinessId, ClientId } from '../../platform/ids.ts';
import type { Charges, TariffRules } from '../../tariff/index.ts';
import type { Order, Transfer } from '../order.ts';
import { type ListedTransfers, type ListParts, listOrders, type TransferSearch } from './list.ts';
import type { Sent, Transfers } from './transfers.ts';

/** Who orders, and by which operation. */
export interface Orderer {
  readonly businessId: BusinessId;
  readonly clientId: ClientId;
  readonly actor: Actor;
  /** The name of the operation. */
  readonly action: string;
  /** Undefined: a transaction of its own for each order, or one with others that debit the same account. */
  readonly unit: UnitOfWork | undefined;
}

/** What every order says. */
export interface OrderLine {
  readonly amountKobo: bigint;
  readonly retrievalReference: string;
  readonly narration: string;
}

export interface TransferLine extends OrderLine {
  readonly receiverAccountNumber: string;
  readonly receiverBankCode: string;
  readonly isAnonymous?: boolean;
}

/** Which account of the business is debited: its own where no number is given. */
export interface PayerChoice {
  readonly accountNumber?: string | undefined;
  /** It must be of one of these. */
  readonly kinds: readonly NumberedKind[];
}

/** An amount, and what comes on top of it. */
type Cost = Charges & { readonly amountKobo: bigint };

/** Faults of all that send: `payer.not_found`, and those of `Transfers.send`. */
export interface Funds {
  payer(businessId: BusinessId, choice: PayerChoice): Promise<Account>;
  transfer(orderer: Orderer, payer: PayerChoice | Account, line: TransferLine): Promise<Sent>;
  /** From a customer's account to the business's own, free of charge. */
  withdraw(orderer: Orderer, payerAccountNumber: string, line: OrderLine): Promise<Sent>;
  /** Fault `transfer.not_found`. */
  find(businessId: BusinessId, retrievalReference: string): Promise<Transfer>;
  /** Newest first, one more than the limit where there are more. Fault `request.invalid`. */
  list(
    businessId: BusinessId,
    search: TransferSearch,
    page: { readonly before: string | undefined; readonly offset: number; readonly limit: number },
  ): Promise<ListedTransfers>;
  /** What a transfer of the amount would cost at this moment. */
  charges(amountKobo: bigint): Cost;
  /** What a transfer of each of the amounts would cost, all together. */
  chargesOfAll(amountsKobo: readonly bigint[]): Cost;
}

export interface FundsParts extends Pick<ListParts, 'mostCounted'> {
  readonly audit: Audit;
  readonly banks: Pick<Banks, 'own'>;
  readonly clock: Clock;
  readonly database: Database;
  readonly ledger: Ledger;
  readonly tariff: TariffRules;
  readonly transfers: Transfers;
}

export function createFunds(parts: FundsParts): Funds {
  const { banks, clock, tariff, transfers } = parts;
  const chargesAt = (at: Date, amountKobo: bigint): Cost => ({
    amountKobo,
    ...tariff.chargesFor({ amountKobo, kind: 'transfer', isOwnAccount: false, at }),
  });

  return {
    payer: (businessId, choice) => findPayer(parts, businessId, choice),
    async transfer(orderer, choice, line) {
      const payer = 'kinds' in choice ? await findPayer(parts, orderer.businessId, choice) : choice;
      const receiver = { accountNumber: line.receiverAccountNumber, bankCode: line.receiverBankCode };
      const { isAnonymous = false } = line;
      const order = { ...orderBy(parts, orderer, payer, line), receiver, isAnonymous };
      return transfers.send({ ...order, kind: 'transfer', isCharged: true }, orderer.unit);
    },
    async withdraw(orderer, accountNumber, line) {
      const payer = await findPayer(parts, orderer.businessId, { accountNumber, kinds: ['customer'] });
      const own = await ownAccount(parts, orderer.businessId);
      const resolved = { bank: banks.own, accountNumber: own.accountNumber, accountName: own.accountName, own };
      const receiver = { accountNumber: own.accountNumber, bankCode: banks.own.code, resolved };
      const order = { ...orderBy(parts, orderer, payer, line), receiver, isAnonymous: false };
      return transfers.send({ ...order, kind: 'withdrawal', isCharged: false }, orderer.unit);
    },
    async find(businessId, retrievalReference) {
      const transfer = await transfers.find(businessId, retrievalReference);
      if (transfer === undefined) throw new Fault('transfer.not_found');
      return transfer;
    },
    list: (businessId, search, page) => listOrders(parts, businessId, search, page),
    charges: (amountKobo) => chargesAt(new Date(clock.now()), amountKobo),
    chargesOfAll(amountsKobo) {
      const at = new Date(clock.now());
      return amountsKobo.map((amountKobo) => chargesAt(at, amountKobo)).reduce(plus);
    },
  };
}

function plus(one: Cost, other: Cost): Cost {
  return {
    amountKobo: one.amountKobo + other.amountKobo,
    feeKobo: one.feeKobo + other.feeKobo,
    vatKobo: one.vatKobo + other.vatKobo,
    stampDutyKobo: one.stampDutyKobo + other.stampDutyKobo,
  };
}

async function ownAccount({ database, ledger }: FundsParts, businessId: BusinessId): Promise<Account> {
  const account = await ledger.findBusinessAccount(database.sql, businessId);
  if (account === undefined) throw new Error('a business has an account');
  return account;
}

async function findPayer(parts: FundsParts, businessId: BusinessId, choice: PayerChoice): Promise<Account> {
  const { accountNumber, kinds } = choice;
  if (accountNumber === undefined) return ownAccount(parts, businessId);
  const account = await parts.ledger.findByNumber(parts.database.sql, accountNumber);
  // One answer for all: that an account is somebody else's must not be told.
  if (account === undefined || account.businessId !== businessId || !kinds.includes(account.kind))
    throw new Fault('payer.not_found', { field: 'payerAccountNumber' });
  return account;
}

type Ordered = Pick<Order, 'businessId' | 'payer' | 'amountKobo' | 'reference' | 'narration'> &
  Required<Pick<Order, 'alongside'>>;

function orderBy({ audit }: FundsParts, orderer: Orderer, payer: Account, line: OrderLine): Ordered {
  const { businessId, clientId, actor, action } = orderer;
  const { accountNumber, accountName } = payer;
  const { amountKobo, retrievalReference, narration } = line;
  return {
    businessId,
    payer: { account: payer, accountNumber, accountName },
    amountKobo,
    reference: retrievalReference,
    narration,
    alongside: async ({ sql }, objectId) => {
      const details = { businessId, retrievalReference, amount: String(amountKobo), payerAccountNumber: accountNumber };
      await audit.record(sql, { action, clientId, objectId, actor, details });
    },
  };
}
