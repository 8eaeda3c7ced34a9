/** Opening accounts for customers of a business, and telling of them. */

import type { Actor } from '../../audit/index.ts';
import { Fault } from '../../faults/index.ts';
import type { Account, AccountRef } from '../../ledger/index.ts';
import { countUpTo, type Total } from '../../platform/counting.ts';
import type { Transaction, UnitOfWork } from '../../platform/database.ts';
import { brokenConstraint } from '../../platform/database-errors.ts';
import type { BusinessId, CustomerId } from '../../platform/ids.ts';
import type { Sql } from '../../platform/pool.ts';
import type { Sweep } from '../../platform/sweep.ts';
import type { Tier } from '../../tariff/index.ts';
import {
  bvnContext,
  type Correction,
  type CustomerTier,
  calendarDay,
  folded,
  fullName,
  masked,
  nationalIdentityNoContext,
  type Particulars,
  tierOf,
} from '../rules.ts';
import {
  type CustomerFilter,
  countCustomers,
  findCustomer,
  findTier,
  hasCustomer,
  insertCustomer,
  type ListedCustomer,
  listCustomers,
} from '../store.ts';
import { type Checks, createChecks } from './checks.ts';
import type { CustomersOptions, Place } from './parts.ts';
import { update } from './update.ts';

/** What is told of a customer whose account was just opened. */
export interface OpenedCustomer {
  readonly id: CustomerId;
  readonly accountNumber: string;
  readonly tier: CustomerTier;
}

/** A customer with all that is known of him; numbers that name him everywhere are hidden but for their ends. */
export interface Customer extends ListedCustomer, Particulars {
  readonly account: Account;
}

export interface CustomersPage {
  readonly before: string | undefined;
  readonly offset: number;
  readonly limit: number;
}

export interface Customers {
  /**
   * Opens an account for a person who is who he says. Faults `request.unprocessable`, `rate.limited`, `bvn.not_found`,
   * `customer.bvn_mismatch`, `customer.exists`, `service.unavailable`.
   */
  open(place: Place, given: Particulars, actor: Actor, unit: UnitOfWork): Promise<OpenedCustomer>;
  /**
   * Changes what is known of a customer, and with it his tier. Faults `customer.not_found`, `rate.limited`,
   * `bvn.not_found`, `customer.bvn_mismatch`, `service.unavailable`.
   */
  update(place: Place, id: CustomerId, correction: Correction, actor: Actor): Promise<Customer>;
  list(filter: CustomerFilter, page: CustomersPage): Promise<Total & { readonly items: readonly ListedCustomer[] }>;
  /** Fault `customer.not_found`. */
  get(businessId: BusinessId, id: CustomerId): Promise<Customer>;
  /** The account of a customer of the business. Fault `account.not_found`. */
  account(businessId: BusinessId, accountNumber: string): Promise<Account>;
  /** How well the holder of an account is known. */
  tierOf(sql: Sql, account: AccountRef): Promise<Tier>;
  readonly sweep: Sweep;
}

/** Of a list. */
const MOST_COUNTED = 100_000;

export function createCustomers(options: CustomersOptions): Customers {
  const { database, ledger, mostCounted = MOST_COUNTED } = options;
  const checks = createChecks({ ...options, perHour: options.checksPerHour });

  const account = async (businessId: BusinessId, accountNumber: string): Promise<Account> => {
    const found = await ledger.findByNumber(database.sql, accountNumber);
    if (found === undefined || found.businessId !== businessId || found.kind !== 'customer')
      throw new Fault('account.not_found', { field: 'accountNumber' });
    return found;
  };

  const get = async (businessId: BusinessId, id: CustomerId): Promise<Customer> => {
    const stored = await findCustomer(database.sql, businessId, id);
    if (stored === undefined) throw new Fault('customer.not_found');
    const { bvnSealed, nationalIdentityNoSealed, accountId: _, ...shown } = stored;
    const nationalIdentityNo =
      nationalIdentityNoSealed === null
        ? ''
        : options.seal.open(nationalIdentityNoSealed, nationalIdentityNoContext(id));
    return {
      ...shown,
      bvn: masked(options.seal.open(bvnSealed, bvnContext(id))),
      nationalIdentityNo: masked(nationalIdentityNo),
      account: await account(businessId, stored.accountNumber),
    };
  };

  return {
    open: (place, given, actor, unit) => open(options, checks, { ...place, given, actor, unit }),
    async list(filter, page) {
      const sql = database.sql;
      const meant = { ...filter, nameStart: filter.nameStart === null ? null : folded(filter.nameStart) };
      const [items, total] = await Promise.all([
        listCustomers(sql, meant, page),
        countUpTo(mostCounted, (limit) => countCustomers(sql, meant, limit)),
      ]);
      return { items, ...total };
    },
    get,
    async update({ businessId, clientId }, id, correction, actor) {
      await update(options, checks, { businessId, clientId, id, correction, actor });
      return get(businessId, id);
    },
    account,
    tierOf: async (sql, ref) => (await findTier(sql, ref)) ?? 'business',
    sweep: checks.sweep,
  };
}

interface Opening extends Place {
  readonly given: Particulars;
  readonly actor: Actor;
  readonly unit: UnitOfWork;
}

async function open(options: CustomersOptions, checks: Checks, opening: Opening): Promise<OpenedCustomer> {
  const { database, pepper } = options;
  const { businessId, given, unit } = opening;
  const dateOfBirth = calendarDay(given.dateOfBirth);
  if (dateOfBirth === undefined) {
    const message = 'dateOfBirth must be a day of the calendar.';
    throw new Fault('request.unprocessable', { message, field: 'dateOfBirth' });
  }
  const digests = pepper.digests('customer-bvn', `${businessId} ${given.bvn}`);
  // Nobody is asked for nothing; a repeated request still gets its stored answer from the unit.
  const isKnown = await hasCustomer(database.sql, businessId, digests);
  const record = isKnown ? undefined : await checks.verify(businessId, given, digests[0]);
  return unit(async (transaction) => {
    if (record === undefined || (await hasCustomer(transaction.sql, businessId, digests))) throw exists();
    const tier = tierOf(given, record);
    return insert(options, transaction, { ...opening, given: { ...given, dateOfBirth }, tier, bvnDigest: digests[0] });
  });
}

async function insert(
  { audit, clock, ids, ledger, seal }: CustomersOptions,
  { sql }: Transaction,
  customer: Opening & { readonly tier: CustomerTier; readonly bvnDigest: Buffer },
): Promise<OpenedCustomer> {
  const { actor, bvnDigest, businessId, clientId, given, tier } = customer;
  const id = ids.next('customer');
  const name = fullName(given);
  const account = await ledger.openAccount(sql, { businessId, kind: 'customer', name, customerId: id });
  const { accountNumber } = account;
  const { bvn, nationalIdentityNo, ...shown } = given;
  try {
    await insertCustomer(sql, {
      ...shown,
      businessId,
      id,
      accountId: account.id,
      accountNumber,
      name,
      nameFolded: folded(name),
      bvnDigest,
      bvnSealed: seal.seal(bvn, bvnContext(id)),
      nationalIdentityNoSealed:
        nationalIdentityNo === '' ? null : seal.seal(nationalIdentityNo, nationalIdentityNoContext(id)),
      tier,
      createdAt: new Date(clock.now()),
    });
  } catch (error) {
    if (brokenConstraint(error) === 'customer__bvn') throw exists(error);
    throw error;
  }
  const after = { accountNumber, tier };
  await audit.record(sql, { action: 'customers.create', clientId, objectId: id, actor, after });
  return { id, accountNumber, tier };
}

function exists(cause?: unknown): Fault {
  return new Fault('customer.exists', { field: 'bvn', cause });
}
