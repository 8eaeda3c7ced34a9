/** Opening, listing and closing virtual accounts. */

import type { Actor, Audit } from '../audit/index.ts';
import { Fault } from '../faults/index.ts';
import type { Ledger } from '../ledger/index.ts';
import type { Clock } from '../platform/clock.ts';
import { countUpTo, type Total } from '../platform/counting.ts';
import type { Database, Transaction, UnitOfWork } from '../platform/database.ts';
import { brokenConstraint } from '../platform/database-errors.ts';
import type { BusinessId, ClientId, Ids, VirtualAccountId } from '../platform/ids.ts';
import { type Random, randomBase62 } from '../platform/random.ts';
import { type Admission, createAdmission } from './admission.ts';
import {
  type AmountControl,
  accountNameOf,
  SYSTEM_REF_LENGTH,
  SYSTEM_REF_PREFIX,
  type VirtualAccount,
} from './rules.ts';
import {
  type AccountFilter,
  type AccountPage,
  countVirtualAccounts,
  findVirtualAccount,
  insertVirtualAccount,
  listVirtualAccounts,
  lockVirtualAccount,
  setClosed,
} from './store.ts';
import { type AccountView, toView } from './view.ts';

export interface MultiUseDetails {
  readonly firstName: string;
  readonly lastName: string;
  readonly type: 'temporal' | 'permanent';
  readonly reference: string;
}

export interface SingleUseDetails {
  readonly firstName: string;
  readonly lastName: string;
  readonly reference: string;
  readonly amountKobo: bigint;
  readonly amountControl: AmountControl;
  readonly durationSeconds: number;
}

/** Who acts, on which business. */
export interface Acting {
  readonly businessId: BusinessId;
  readonly clientId: ClientId;
}

export type AccountSearch = Omit<AccountFilter, 'at'>;

export interface VirtualAccounts extends Admission {
  /** Fault `virtual-account.reference_taken`. */
  open(acting: Acting, details: MultiUseDetails, actor: Actor, unit: UnitOfWork): Promise<AccountView>;
  /** Fault `virtual-account.reference_taken`. */
  openSingleUse(acting: Acting, details: SingleUseDetails, actor: Actor, unit: UnitOfWork): Promise<AccountView>;
  list(
    businessId: BusinessId,
    search: AccountSearch,
    page: AccountPage,
  ): Promise<Total & { readonly items: readonly AccountView[] }>;
  /** With the balance. Fault `virtual-account.not_found`. */
  get(businessId: BusinessId, id: VirtualAccountId): Promise<AccountView & { readonly availableBalance: string }>;
  /** Closing what is closed changes nothing. Fault `virtual-account.not_found`. */
  close(acting: Acting, id: VirtualAccountId, actor: Actor): Promise<AccountView>;
}

export interface VirtualAccountsOptions {
  readonly audit: Audit;
  readonly clock: Clock;
  readonly database: Database;
  readonly ids: Ids;
  readonly ledger: Ledger;
  /** Up to here a list is counted, if not as far as is usual. */
  readonly mostCounted?: number | undefined;
  /** How our own bank is called. */
  readonly ownBank: { readonly name: string; readonly code: string };
  readonly random: Random;
  /** How long a `temporal` account lives. */
  readonly temporalTtlSeconds: number;
}

/** Of a list. */
const MOST_COUNTED = 100_000;

export function createVirtualAccounts(options: VirtualAccountsOptions): VirtualAccounts {
  const { audit, clock, database, ledger, mostCounted = MOST_COUNTED, ownBank, temporalTtlSeconds } = options;
  const view = (account: VirtualAccount): AccountView => toView(account, ownBank, new Date(clock.now()));
  const inSeconds = (seconds: number): Date => new Date(clock.now() + seconds * 1000);

  return {
    ...createAdmission(),
    async open(acting, { type, reference, ...names }, actor, unit) {
      const expiresAt = type === 'temporal' ? inSeconds(temporalTtlSeconds) : null;
      const details = { type, reference, expiresAt, amountKobo: null, amountControl: null };
      const action = 'virtual-accounts.create';
      return unit((transaction) =>
        openAccount(options, transaction, { ...acting, ...names, ...details, actor, action }),
      );
    },
    openSingleUse: (acting, { durationSeconds, ...details }, actor, unit) =>
      unit((transaction) =>
        openAccount(options, transaction, {
          ...acting,
          ...details,
          type: 'single-use',
          expiresAt: inSeconds(durationSeconds),
          actor,
          action: 'virtual-accounts.create-single-use',
        }),
      ),
    async list(businessId, search, page) {
      const filter = { ...search, at: new Date(clock.now()) };
      const [items, total] = await Promise.all([
        listVirtualAccounts(database.sql, businessId, filter, page),
        countUpTo(mostCounted, (limit) => countVirtualAccounts(database.sql, businessId, filter, limit)),
      ]);
      return { items: items.map(view), ...total };
    },
    async get(businessId, id) {
      const found = await findVirtualAccount(database.sql, businessId, id);
      if (found === undefined) throw new Fault('virtual-account.not_found');
      const account = await ledger.findByNumber(database.sql, found.accountNumber);
      return { ...view(found), availableBalance: String(account?.balanceKobo ?? 0n) };
    },
    close: ({ businessId, clientId }, id, actor) =>
      database.transaction(async ({ sql }) => {
        const found = await lockVirtualAccount(sql, businessId, id);
        if (found === undefined) throw new Fault('virtual-account.not_found');
        if (found.closedAt !== null) return view(found);
        const closedAt = new Date(clock.now());
        await setClosed(sql, found, closedAt);
        const [before, after] = [{ closedAt: null }, { closedAt: closedAt.toISOString() }];
        await audit.record(sql, { action: 'virtual-accounts.close', clientId, objectId: id, actor, before, after });
        await ledger.closeAccount(sql, businessId, found.accountId);
        return view({ ...found, closedAt });
      }),
  };
}

interface Opening
  extends Acting,
    Pick<VirtualAccount, 'type' | 'reference' | 'amountKobo' | 'amountControl' | 'expiresAt'> {
  readonly firstName: string;
  readonly lastName: string;
  readonly actor: Actor;
  readonly action: string;
}

async function openAccount(
  { audit, clock, ids, ledger, ownBank, random }: VirtualAccountsOptions,
  { sql }: Transaction,
  { businessId, clientId, firstName, lastName, actor, action, ...details }: Opening,
): Promise<AccountView> {
  const accountName = accountNameOf(firstName, lastName);
  const { id: accountId, accountNumber } = await ledger.openAccount(sql, {
    businessId,
    kind: 'virtual',
    name: accountName,
  });
  const account: VirtualAccount = {
    ...details,
    businessId,
    id: ids.next('virtualAccount'),
    accountId,
    accountNumber,
    accountName,
    systemRef: SYSTEM_REF_PREFIX + randomBase62(random, SYSTEM_REF_LENGTH),
    createdAt: new Date(clock.now()),
    paidAt: null,
    closedAt: null,
  };
  await insertVirtualAccount(sql, account).catch((error) => refuseReference(error, account));
  const after = { accountNumber, type: account.type, reference: account.reference };
  await audit.record(sql, { action, clientId, objectId: account.id, actor, after });
  return toView(account, ownBank, account.createdAt);
}

function refuseReference(error: unknown, { type }: VirtualAccount): never {
  if (brokenConstraint(error) !== 'virtual_account__reference') throw error;
  const field = type === 'single-use' ? 'refCode' : 'reference';
  throw new Fault('virtual-account.reference_taken', { field, cause: error });
}
