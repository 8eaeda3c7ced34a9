/** What can be done with client accounts, businesses and their members. */

import type { Actor, Audit } from '../audit/index.ts';
import { Fault } from '../faults/index.ts';
import type { Ledger } from '../ledger/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database, Transaction } from '../platform/database.ts';
import type { Environment } from '../platform/environment.ts';
import type { BusinessId, ClientId, Ids, UserId } from '../platform/ids.ts';
import type { Role } from './permissions.ts';
import {
  approveBusiness,
  type Business,
  type BusinessSummary,
  countBusinesses,
  findBusiness,
  findMembership,
  findOwnedClient,
  findStanding,
  hasNoClients,
  insertBusiness,
  insertClientAccount,
  insertMember,
  listBusinesses,
  listBusinessesOfUser,
  type Membership,
  type Standing,
  updateMember,
  type Viewer,
} from './store.ts';

export interface BusinessDetails {
  readonly businessName: string;
  readonly countryId: string;
  readonly isNewBusiness: boolean;
}

export interface AccountDetails {
  readonly accountNumber: string;
  readonly accountType: string;
  readonly customerId: string;
  readonly businessId: BusinessId;
  /** Kobo, as digits. */
  readonly accountBalance: string;
}

export interface BusinessPage {
  readonly before: string | undefined;
  readonly offset: number;
  readonly limit: number;
}

export interface Businesses {
  createClientAccount(transaction: Transaction, ownerUserId: UserId): Promise<ClientId>;
  /** Creates a business with the actor as its owner. A sandbox approves it at once, production waits for the operator. */
  create(
    transaction: Transaction,
    clientId: ClientId,
    details: BusinessDetails,
    actor: Actor,
  ): Promise<BusinessSummary>;
  /** Approves and opens the business's account; false when no business of this id waits for it. */
  approve(transaction: Transaction, id: BusinessId): Promise<boolean>;
  list(who: Viewer, page: BusinessPage): Promise<{ readonly items: readonly Business[]; readonly totalCount: number }>;
  details(clientId: ClientId, id: BusinessId): Promise<Business>;
  accountDetails(id: BusinessId): Promise<AccountDetails>;
  /** For the sign-in answer: the newest businesses of the user. */
  ofUser(userId: UserId): Promise<readonly BusinessSummary[]>;
  membership(userId: UserId, businessId: BusinessId): Promise<Membership | undefined>;
  standing(userId: UserId, clientId: ClientId): Promise<Standing>;
  ownedClient(userId: UserId): Promise<ClientId | undefined>;
  /** Sets a member's role and whether he is active; false when there is no such member. Counts from the next request on. */
  changeMember(
    transaction: Transaction,
    member: { readonly businessId: BusinessId; readonly userId: UserId },
    change: { readonly role: Role; readonly isActive: boolean },
  ): Promise<boolean>;
  hasNoClients(): Promise<boolean>;
}

export interface BusinessesOptions {
  readonly audit: Audit;
  readonly clock: Clock;
  readonly database: Database;
  readonly environment: Environment;
  readonly ids: Ids;
  readonly ledger: Ledger;
}

/** More than anyone signs in to; the list endpoint pages through them all. */
const SIGN_IN_BUSINESSES = 100;
const ACCOUNT_TYPE = 'current';

export function createBusinesses(options: BusinessesOptions): Businesses {
  const { audit, clock, database, ids, ledger } = options;
  return {
    async createClientAccount({ sql }, ownerUserId) {
      const id = ids.next('client');
      await insertClientAccount(sql, { id, ownerUserId, createdAt: new Date(clock.now()) });
      return id;
    },

    create: (transaction, clientId, details, actor) =>
      createBusiness(options, transaction, { clientId, details, actor }),

    async approve(transaction, id) {
      const approved = await approveBusiness(transaction.sql, id, new Date(clock.now()));
      if (approved === undefined) return false;
      await ledger.openBusinessAccount(transaction.sql, id);
      await audit.record(transaction.sql, { action: 'businesses.approve', clientId: approved.clientId, objectId: id });
      transaction.changed(id);
      return true;
    },

    async list(who, page) {
      const [items, totalCount] = await Promise.all([
        listBusinesses(database.sql, who, page),
        countBusinesses(database.sql, who),
      ]);
      return { items, totalCount };
    },

    async details(clientId, id) {
      const business = await findBusiness(database.sql, clientId, id);
      if (business === undefined) throw new Fault('business.forbidden');
      return business;
    },

    async accountDetails(id) {
      const account = await ledger.findBusinessAccount(database.sql, id);
      if (account === undefined) throw new Error('an approved business has an account');
      return {
        accountNumber: account.accountNumber,
        accountType: ACCOUNT_TYPE,
        customerId: account.customerId,
        businessId: account.businessId,
        accountBalance: account.balanceKobo.toString(),
      };
    },

    ofUser: (userId) => listBusinessesOfUser(database.sql, userId, SIGN_IN_BUSINESSES),
    membership: (userId, businessId) => findMembership(database.sql, userId, businessId),
    standing: (userId, clientId) => findStanding(database.sql, userId, clientId),
    ownedClient: (userId) => findOwnedClient(database.sql, userId),

    async changeMember(transaction, member, change) {
      transaction.changed(member.userId);
      return updateMember(transaction.sql, member, change);
    },

    hasNoClients: () => hasNoClients(database.sql),
  };
}

async function createBusiness(
  { audit, clock, environment, ids, ledger }: BusinessesOptions,
  transaction: Transaction,
  { clientId, details, actor }: { clientId: ClientId; details: BusinessDetails; actor: Actor },
): Promise<BusinessSummary> {
  const { sql } = transaction;
  const id = ids.next('business');
  const createdAt = new Date(clock.now());
  const isApproved = environment === 'sandbox';
  await insertBusiness(sql, { ...details, id, clientId, createdAt, approvedAt: isApproved ? createdAt : null });
  const { userId } = actor;
  await insertMember(sql, { id: ids.next('member'), clientId, businessId: id, userId, role: 'owner', createdAt });
  if (isApproved) await ledger.openBusinessAccount(sql, id);
  await audit.record(sql, { action: 'businesses.create', clientId, objectId: id, actor });
  transaction.changed(userId);
  return { id, businessName: details.businessName, isApproved };
}
