/**
 * Whose an account is, at our bank or at another. Answers of other banks are kept for minutes, refusals never: an account
 * may be opened, and a bank reached, a moment later.
 */

import { LRUCache } from 'lru-cache';
import { Fault } from '../../faults/index.ts';
import type { Account, AccountRef, Ledger } from '../../ledger/index.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database.ts';
import type { BusinessId } from '../../platform/ids.ts';
import type { Sql } from '../../platform/pool.ts';
import { meaningOf, type Rail } from '../../rail/index.ts';
import type { Bank, Banks } from '../bank.ts';
import { maskedBvn, notFoundWords } from '../rules.ts';
import type { Billers } from './billers.ts';
import type { EnquiryLimit } from './enquiry-limit.ts';

export interface ReceiverAddress {
  /** Ten digits. */
  readonly accountNumber: string;
  /** Of whichever system. */
  readonly bankCode: string;
}

/** Somebody who can be paid. */
export interface Receiver {
  readonly bank: Bank;
  readonly accountNumber: string;
  readonly accountName: string;
  /** The account, where it is one of ours; perhaps a closed one. */
  readonly own: Account | undefined;
}

export interface Enquiry extends Receiver {
  /** All but its end is hidden; empty where it is not known. */
  readonly bvn: string;
  /** How well the bank knows the holder: 1 to 3. */
  readonly kyc: string;
}

/** What the fields are called in which a caller has named the receiver, for refusals. */
export interface ReceiverFields {
  readonly accountNumber: string;
  readonly bankCode: string;
}

export interface NameEnquiry {
  /**
   * Whom the business would pay. Faults `bank.unknown`, `bank.disabled`, `receiver.not_found`, `rail.unavailable`. Asks
   * the network: never inside a transaction.
   */
  resolve(businessId: BusinessId, address: ReceiverAddress, fields?: ReceiverFields): Promise<Receiver>;
  /** The same for a client that asks, which is limited: it would let him collect names. Fault `rate.limited` as well. */
  enquire(businessId: BusinessId, address: ReceiverAddress): Promise<Enquiry>;
}

export interface NameEnquiryOptions {
  readonly banks: Banks;
  readonly billers: Billers;
  readonly clock: Clock;
  readonly database: Database;
  readonly ledger: Pick<Ledger, 'findByNumber'>;
  readonly limit: EnquiryLimit;
  readonly rail: Pick<Rail, 'nameEnquiry'>;
  /** How well the holder of an account of ours is known. */
  readonly tierOf: (sql: Sql, account: AccountRef) => Promise<1 | 2 | 3 | 'business'>;
}

const MAX_KEPT = 20_000;
const KEPT_MS = 5 * 60_000;
const FIELDS: ReceiverFields = { accountNumber: 'accountNumber', bankCode: 'bankCode' };
const INVALID_ACCOUNT = '07';

/** What is known of a holder besides the account. */
type Holder = Pick<Enquiry, 'accountName' | 'bvn' | 'kyc' | 'own'>;

/**
 * Asks the rail. Who asks while the same is being asked gets the same answer: a bulk order to one receiver is one question.
 * There are never more than there are requests, since each is given up when the rail takes too long.
 */
function createAsk(rail: NameEnquiryOptions['rail']) {
  const asking = new Map<string, ReturnType<typeof rail.nameEnquiry>>();
  return (name: string, address: Parameters<typeof rail.nameEnquiry>[0]): ReturnType<typeof rail.nameEnquiry> => {
    const asked = asking.get(name) ?? rail.nameEnquiry(address).finally(() => asking.delete(name));
    asking.set(name, asked);
    return asked;
  };
}

export function createNameEnquiry(options: NameEnquiryOptions): NameEnquiry {
  const { banks, billers, clock, database, limit } = options;
  const kept = new LRUCache<string, Holder>({
    max: MAX_KEPT,
    ttl: KEPT_MS,
    ttlResolution: 0,
    perf: { now: () => clock.now() },
  });

  const ask = createAsk(options.rail);

  const requireBank = (code: string, field: string): Bank => {
    const bank = banks.find(code);
    if (bank !== undefined) return bank;
    throw new Fault('bank.unknown', { message: `There is no bank of the code ${code}.`, field });
  };

  const holderOf = async (bank: Bank, accountNumber: string, field: string): Promise<Holder> => {
    if (bank === banks.own) return ownHolder(options, accountNumber, field);
    const name = `${bank.nipCode} ${accountNumber}`;
    const known = kept.get(name);
    if (known !== undefined) return known;
    const answer = await ask(name, { bankCode: bank.nipCode, accountNumber });
    if (!answer.isFound) throw notFound(options, answer.responseCode, { accountNumber, field, bank });
    const { accountName, bvn, kycLevel: kyc } = answer;
    const holder = { accountName, own: undefined, bvn: maskedBvn(bvn), kyc };
    kept.set(name, holder);
    return holder;
  };

  return {
    async resolve(businessId, { accountNumber, bankCode }, fields = FIELDS) {
      const bank = requireBank(bankCode, fields.bankCode);
      if (!(await billers.isEnabled(database.sql, businessId, bank))) {
        const message = `This business does not send money to ${bank.name}. POST /clients/settings/configure-billers changes that.`;
        throw new Fault('bank.disabled', { message, field: fields.bankCode });
      }
      const { accountName, own } = await holderOf(bank, accountNumber, fields.accountNumber);
      return { bank, accountNumber, accountName, own };
    },
    async enquire(businessId, { accountNumber, bankCode }) {
      await limit.consume(businessId);
      const bank = requireBank(bankCode, FIELDS.bankCode);
      const holder = await holderOf(bank, accountNumber, FIELDS.accountNumber);
      // A closed account is not told apart from one that never was; a payment to it is refused by who takes it in.
      if (isClosed(holder)) throw notFound(options, INVALID_ACCOUNT, { accountNumber, field: FIELDS.accountNumber });
      return { bank, accountNumber, ...holder };
    },
  };
}

function isClosed({ own }: Holder): boolean {
  return own !== undefined && own.closedAt !== null;
}

async function ownHolder(options: NameEnquiryOptions, accountNumber: string, field: string): Promise<Holder> {
  const { database, ledger, tierOf } = options;
  const own = await ledger.findByNumber(database.sql, accountNumber);
  if (own === undefined) throw notFound(options, INVALID_ACCOUNT, { accountNumber, field });
  const tier = await tierOf(database.sql, own);
  return { accountName: own.accountName, own, bvn: '', kyc: String(tier === 'business' ? 3 : tier) };
}

function notFound(
  { banks }: NameEnquiryOptions,
  responseCode: string,
  { accountNumber, field, bank = banks.own }: { accountNumber: string; field: string; bank?: Bank },
): Fault {
  const reason = `${meaningOf(responseCode).toLowerCase()} (NIP code ${responseCode})`;
  const message = notFoundWords(bank, { accountNumber, reason, banks: banks.all });
  return new Fault('receiver.not_found', { message, field });
}
