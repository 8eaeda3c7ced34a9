/** What the ledger does: open accounts, tell their balances, and post movements between them, each once. */

import assert from 'node:assert/strict';
import { Fault } from '../faults/index.ts';
import type { Clock } from '../platform/clock.ts';
import { brokenConstraint } from '../platform/database-errors.ts';
import type { AccountId, BusinessId, CustomerId, Ids, PostingId, TransactionId } from '../platform/ids.ts';
import type { Sql } from '../platform/pool.ts';
import type { Random } from '../platform/random.ts';
import { nubanOf, randomSerial } from './nuban.ts';
import {
  type Account,
  type AccountRef,
  type Entry,
  institutionKind,
  type NumberedKind,
  negated,
  released,
  toEntries,
} from './rules.ts';
import {
  closeAccount,
  findAccountByNumber,
  findBusinessAccount,
  findSuspenseAccount,
  insertAccount,
  renameAccount,
} from './store/accounts.ts';
import {
  findPosting,
  findSettlement,
  insertPosting,
  insertPostings,
  type NewPosting,
  type StoredPosting,
} from './store/postings.ts';

/** A movement to be made. Entries on the same account are added up; together all must add up to nothing. */
export interface Movement {
  /** The business on whose behalf money moves. */
  readonly businessId: BusinessId;
  /** Names the movement within the business, for ever: a second one of the same reference is not made. */
  readonly reference: string;
  readonly transactionId: TransactionId;
  readonly entries: readonly Entry[];
  /** Made beforehand, where something refers to it that is written down first. */
  readonly id?: PostingId;
}

/** What is done with an earlier posting: once, whatever the number of attempts. */
export interface Settlement {
  readonly businessId: BusinessId;
  readonly of: PostingId;
  readonly transactionId: TransactionId;
}

export interface Ledger {
  /** Opens an account under a new NUBAN, never used before. A business has one account of kind `business`. */
  openAccount(
    sql: Sql,
    account: {
      readonly businessId: BusinessId;
      readonly kind: NumberedKind;
      readonly name: string;
      /** Of whoever holds it, where he has an id of his own already. */
      readonly customerId?: CustomerId | undefined;
    },
  ): Promise<Account>;
  findBusinessAccount(sql: Sql, businessId: BusinessId): Promise<Account | undefined>;
  findByNumber(sql: Sql, accountNumber: string): Promise<Account | undefined>;
  /** The account of money of this business that found no place; opened when it is first asked for. */
  suspenseAccount(sql: Sql, businessId: BusinessId): Promise<AccountRef>;
  /** From now on other banks are told this name. */
  renameAccount(sql: Sql, account: AccountRef, name: string): Promise<void>;
  /** Takes in nothing by number any more; false when it was closed before. */
  closeAccount(sql: Sql, businessId: BusinessId, id: AccountId): Promise<boolean>;
  /**
   * Moves money at once. Undefined when a posting of this reference exists. Faults `account.insufficient_funds`, and
   * `receiver.closed` when an account that would get something is closed.
   * Locks the accounts until the transaction ends: let it be the transaction's last statement where you can.
   */
  post(sql: Sql, movement: Movement): Promise<PostingId | undefined>;
  /** The first of two phases: the same, of money that is on its way. Its entries lead to a clearing account. */
  hold(sql: Sql, movement: Movement): Promise<PostingId | undefined>;
  /**
   * Several movements and holds, in their order: all of them, or none when it rejects, with what is wrong with any of them.
   */
  postAll(
    sql: Sql,
    movements: readonly (Movement & { readonly kind: 'move' | 'hold' })[],
  ): Promise<(PostingId | undefined)[]>;
  /**
   * The second phase, when the money has arrived: all that was set aside goes where the entries say. Undefined when the
   * hold was posted or voided before.
   */
  postHold(sql: Sql, settlement: Settlement & { readonly entries: readonly Entry[] }): Promise<PostingId | undefined>;
  /** The second phase, when the money will not arrive: undoes the hold's entries. Undefined when it was settled before. */
  voidHold(sql: Sql, settlement: Settlement): Promise<PostingId | undefined>;
  /**
   * Undoes a movement, or a hold that was posted: everybody has again what he had before, closed accounts too, by a posting
   * of its own. Undefined when it was reversed before.
   */
  reverse(sql: Sql, settlement: Settlement): Promise<PostingId | undefined>;
}

type Unnamed = Omit<NewPosting, 'id' | 'createdAt'>;

/** Two random serials of a hundred million meet rarely; this many times in a row only if the numbers have run out. */
const MAX_SERIALS = 20;

export interface LedgerOptions {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly institutionCode: string;
  readonly random: Random;
}

export function createLedger(options: LedgerOptions): Ledger {
  const { clock, ids } = options;
  const post = (sql: Sql, posting: Unnamed & { readonly id?: PostingId }, entries: readonly Entry[]) =>
    postEntries(options, sql, { id: ids.next('posting'), ...posting, createdAt: new Date(clock.now()) }, entries);

  return {
    openAccount: (sql, account) => openAccount(options, sql, account),
    findBusinessAccount,
    findByNumber: findAccountByNumber,
    suspenseAccount: (sql, businessId) => openSuspense(options, sql, businessId),
    renameAccount,
    closeAccount: (sql, businessId, id) => closeAccount(sql, businessId, id, new Date(clock.now())),
    post: (sql, { entries, ...movement }) => post(sql, { ...movement, kind: 'move', ofId: null }, entries),
    hold: (sql, { entries, ...movement }) => post(sql, { ...movement, kind: 'hold', ofId: null }, entries),
    async postAll(sql, movements) {
      const createdAt = new Date(clock.now());
      const postings = movements.map((movement) => ({
        id: ids.next('posting'),
        ...movement,
        ofId: null,
        createdAt,
      }));
      const [first, second] = postings;
      if (first !== undefined && second === undefined) return [await postEntries(options, sql, first, first.entries)];
      return postTogether(options, sql, postings);
    },
    async postHold(sql, { businessId, of, transactionId, entries }) {
      const hold = await requirePosting(sql, businessId, of);
      assert(hold.kind === 'hold', 'what is posted is a hold');
      const posted = [...released(hold.entries), ...entries];
      return post(sql, { businessId, kind: 'post', reference: null, ofId: of, transactionId }, posted);
    },
    async voidHold(sql, { businessId, of, transactionId }) {
      const hold = await requirePosting(sql, businessId, of);
      assert(hold.kind === 'hold', 'what is voided is a hold');
      const undone = negated(hold.entries);
      return post(sql, { businessId, kind: 'void', reference: null, ofId: of, transactionId }, undone);
    },
    async reverse(sql, { businessId, of, transactionId }) {
      const { ofId, entries } = await findWhole(sql, businessId, of);
      return post(sql, { businessId, kind: 'reversal', reference: null, ofId, transactionId }, negated(entries));
    },
  };
}

async function requirePosting(sql: Sql, businessId: BusinessId, id: PostingId): Promise<StoredPosting> {
  const posting = await findPosting(sql, businessId, id);
  if (posting === undefined) throw new Error('what is to be settled was never posted');
  return posting;
}

/** A movement; or a hold and what was posted of it, which is undone together with it. */
async function findWhole(sql: Sql, businessId: BusinessId, id: PostingId) {
  const posting = await requirePosting(sql, businessId, id);
  if (posting.kind === 'move') return { ofId: id, entries: posting.entries };
  const settlement = await findSettlement(sql, businessId, id);
  assert(
    posting.kind === 'hold' && settlement?.kind === 'post',
    'what is reversed is a movement or a hold that was posted',
  );
  return { ofId: settlement.id, entries: [...posting.entries, ...settlement.entries] };
}

async function openAccount(
  { clock, ids, institutionCode, random }: LedgerOptions,
  sql: Sql,
  { businessId, kind, name, customerId = ids.next('customer') }: Parameters<Ledger['openAccount']>[1],
): Promise<Account> {
  const id = ids.next('account');
  const createdAt = new Date(clock.now());
  for (let tries = 0; tries < MAX_SERIALS; tries += 1) {
    const accountNumber = nubanOf(institutionCode, randomSerial(random));
    const opened = { id, businessId, kind, accountNumber, accountName: name, customerId, minimumKobo: 0n, createdAt };
    if (await insertAccount(sql, opened)) return { ...opened, balanceKobo: 0n, version: 0n, closedAt: null };
  }
  throw new Error('no free account number was found');
}

async function openSuspense({ clock, ids }: LedgerOptions, sql: Sql, businessId: BusinessId): Promise<AccountRef> {
  const known = await findSuspenseAccount(sql, businessId);
  if (known !== undefined) return known;
  const id = ids.next('account');
  await insertAccount(sql, {
    ...unnumbered,
    businessId,
    id,
    kind: 'suspense',
    minimumKobo: 0n,
    createdAt: new Date(clock.now()),
  });
  const opened = await findSuspenseAccount(sql, businessId);
  if (opened === undefined) throw new Error('a business has a suspense account');
  return opened;
}

const unnumbered = { accountNumber: null, accountName: null, customerId: null };

async function postEntries(
  options: LedgerOptions,
  sql: Sql,
  posting: NewPosting,
  entries: readonly Entry[],
): Promise<PostingId | undefined> {
  const lines = toEntries(entries);
  let posted = await orFault(insertPosting(sql, posting, lines));
  if (posted.found < lines.length) {
    await openInstitutionAccounts(options, sql, entries);
    posted = await orFault(insertPosting(sql, posting, lines));
  }
  const { found, made, written } = posted;
  if (found < lines.length) throw new Error('a posting names an account that does not exist');
  if (made === 0) return undefined;
  if (written !== lines.length) throw new Error('a posting has written another number of entries than it has');
  return posting.id;
}

type Several = readonly (NewPosting & { readonly entries: readonly Entry[] })[];

async function postTogether(options: LedgerOptions, sql: Sql, postings: Several): Promise<(PostingId | undefined)[]> {
  const rows = postings.map(({ businessId, id, kind, reference, ofId, transactionId, createdAt, entries }) => ({
    ...{ businessId, id, kind, reference, ofId, transactionId, createdAt },
    entries: toEntries(entries),
  }));
  const expected = rows.reduce((sum, { entries }) => sum + entries.length, 0);
  let posted = await orFault(insertPostings(sql, rows));
  if (posted.found < expected) {
    await openInstitutionAccounts(
      options,
      sql,
      postings.flatMap(({ entries }) => entries),
    );
    posted = await orFault(insertPostings(sql, rows));
  }
  if (posted.found < expected) throw new Error('a posting names an account that does not exist');
  const made = new Set(posted.made);
  const written = rows.reduce((sum, { id, entries }) => sum + (made.has(id) ? entries.length : 0), 0);
  if (posted.written !== written) throw new Error('postings have written another number of entries than they have');
  return rows.map(({ id }) => (made.has(id) ? id : undefined));
}

async function orFault<T>(posting: Promise<T>): Promise<T> {
  try {
    return await posting;
  } catch (error) {
    const broken = brokenConstraint(error);
    if (broken === 'ledger_account__balance') throw new Fault('account.insufficient_funds', { cause: error });
    if (broken === 'ledger_entry__balanced') throw new Fault('receiver.closed', { cause: error });
    throw error;
  }
}

/** The institution's accounts come into being when they are first posted to, whatever the number of buckets. */
async function openInstitutionAccounts({ clock }: LedgerOptions, sql: Sql, entries: readonly Entry[]): Promise<void> {
  for (const { account } of entries) {
    const kind = institutionKind(account);
    if (kind === undefined) continue;
    const minimumKobo = kind === 'clearing' || kind === 'suspense' ? 0n : null;
    await insertAccount(sql, { ...unnumbered, ...account, kind, minimumKobo, createdAt: new Date(clock.now()) });
  }
}
