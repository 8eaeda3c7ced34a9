/** What can be done with client accounts, businesses and their members. */

import type { Actor, Audit } from '../../audit/index.ts';
import { Fault } from '../../faults/index.ts';
import type { Ledger } from '../../ledger/index.ts';
import type { Mail } from '../../mail/index.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database, Transaction } from '../../platform/database.ts';
import type { Environment } from '../../platform/environment.ts';
import type { BusinessId, ClientId, Ids, MemberId, RoleId, UserId } from '../../platform/ids.ts';
import type { Sql } from '../../platform/pool.ts';
import type { Seal } from '../../platform/seal.ts';
import { builtInRole } from '../roles.ts';
import {
  type BusinessOfMember,
  type BusinessSummary,
  countBusinesses,
  deleteMember,
  findBusiness,
  findClientOf,
  findMembership,
  findOwnedClient,
  findStanding,
  hasNoClients,
  insertBusiness,
  insertClientAccount,
  insertMember,
  listBusinesses,
  listBusinessesOfUser,
  listContacts,
  lockApproval,
  type Membership,
  type Standing,
  updateMember,
  type Viewer,
} from '../store/businesses.ts';
import { type Business, toView } from '../view.ts';
import { createDecisions, type Decisions } from './decisions.ts';

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

export interface MemberPlace {
  readonly clientId: ClientId;
  readonly businessId: BusinessId;
  readonly userId: UserId;
}

export interface Businesses extends Decisions {
  createClientAccount(transaction: Transaction, ownerUserId: UserId): Promise<ClientId>;
  /** Creates a business with the actor as its owner. A sandbox approves it at once, production waits for the operator. */
  create(
    transaction: Transaction,
    clientId: ClientId,
    details: BusinessDetails,
    actor: Actor,
  ): Promise<BusinessSummary>;
  list(who: Viewer, page: BusinessPage): Promise<{ readonly items: readonly Business[]; readonly totalCount: number }>;
  details(clientId: ClientId, id: BusinessId): Promise<Business>;
  /**
   * For what moves money of a business without a request, in the transaction that does. Faults `business.not_approved`,
   * `business.suspended`.
   */
  requireApproval(sql: Sql, id: BusinessId): Promise<void>;
  accountDetails(id: BusinessId): Promise<AccountDetails>;
  /** For the sign-in answer: the newest businesses of the user. */
  ofUser(userId: UserId): Promise<readonly BusinessOfMember[]>;
  membership(sql: Sql, userId: UserId, businessId: BusinessId): Promise<Membership | undefined>;
  standing(sql: Sql, userId: UserId, clientId: ClientId): Promise<Standing>;
  ownedClient(userId: UserId): Promise<ClientId | undefined>;
  /** The client account that the business belongs to. */
  clientOf(sql: Sql, id: BusinessId): Promise<ClientId | undefined>;
  /** Breaks `member__pkey` when the user is a member already. */
  addMember(transaction: Transaction, member: MemberPlace & { readonly roleId: RoleId }): Promise<MemberId>;
  /** Ends a membership. Counts from the next request on. */
  removeMember(transaction: Transaction, member: Omit<MemberPlace, 'clientId'>): Promise<void>;
  /** Sets a member's role and whether he is active; false when there is no such member. Counts from the next request on. */
  changeMember(
    transaction: Transaction,
    member: { readonly businessId: BusinessId; readonly userId: UserId },
    change: { readonly roleId: RoleId; readonly isActive: boolean },
  ): Promise<boolean>;
  /** The e-mail addresses of those who are told when something happens to the client account's credentials. */
  contactsOf(sql: Sql, clientId: ClientId): Promise<readonly string[]>;
  hasNoClients(): Promise<boolean>;
}

export interface BusinessesOptions {
  readonly audit: Audit;
  readonly clock: Clock;
  readonly database: Database;
  readonly environment: Environment;
  readonly ids: Ids;
  readonly ledger: Ledger;
  readonly mail: Mail;
  /** Where this server is reached. */
  readonly publicUrl: string;
  readonly seal: Seal;
}

/** More than anyone signs in to; the list endpoint pages through them all. */
const SIGN_IN_BUSINESSES = 100;
const ACCOUNT_TYPE = 'current';

export function createBusinesses(options: BusinessesOptions): Businesses {
  const { clock, database, ids, ledger } = options;
  return {
    async createClientAccount({ sql }, ownerUserId) {
      const id = ids.next('client');
      await insertClientAccount(sql, { id, ownerUserId, createdAt: new Date(clock.now()) });
      return id;
    },

    create: (transaction, clientId, details, actor) =>
      createBusiness(options, transaction, { clientId, details, actor }),

    ...createDecisions(options),

    async list(who, page) {
      const [items, totalCount] = await Promise.all([
        listBusinesses(database.sql, who, page),
        countBusinesses(database.sql, who),
      ]);
      return { items: items.map((business) => toView(options, business)), totalCount };
    },

    async details(clientId, id) {
      const business = await findBusiness(database.sql, clientId, id);
      if (business === undefined) throw new Fault('business.forbidden');
      return toView(options, business);
    },

    requireApproval,

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
    membership: findMembership,
    standing: findStanding,
    ownedClient: (userId) => findOwnedClient(database.sql, userId),

    async addMember(transaction, member) {
      const id = ids.next('member');
      transaction.changed(member.userId);
      await insertMember(transaction.sql, { ...member, id, createdAt: new Date(clock.now()) });
      return id;
    },

    async removeMember(transaction, member) {
      transaction.changed(member.userId);
      await deleteMember(transaction.sql, member);
    },

    async changeMember(transaction, member, change) {
      transaction.changed(member.userId);
      return updateMember(transaction.sql, member, change);
    },

    clientOf: findClientOf,
    contactsOf: listContacts,
    hasNoClients: () => hasNoClients(database.sql),
  };
}

async function requireApproval(sql: Sql, id: BusinessId): Promise<void> {
  const standing = await lockApproval(sql, id);
  if (standing?.isApproved !== true) throw new Fault('business.not_approved');
  if (standing.isSuspended) throw new Fault('business.suspended');
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
  const roleId = builtInRole('owner').id;
  await insertMember(sql, { id: ids.next('member'), clientId, businessId: id, userId, roleId, createdAt });
  if (isApproved) await ledger.openAccount(sql, { businessId: id, kind: 'business', name: details.businessName });
  await audit.record(sql, { action: 'businesses.create', clientId, objectId: id, actor });
  transaction.changed(userId);
  return { id, businessName: details.businessName, isApproved };
}
