/**
 * Registering a business: whose BVN it is, a code that its owner was sent, and the documents. Approval comes later and is
 * the operator's. Nobody is asked over the network inside a transaction, and nothing is kept of a completion that fails.
 */

import type { Actor, Audit } from '../../audit/index.ts';
import { Fault } from '../../faults/index.ts';
import type { Files, Upload } from '../../files/index.ts';
import type { PasswordProof, Users } from '../../identity/index.ts';
import type { BvnRecord, IdentityCheck } from '../../identity-check/index.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database, Transaction } from '../../platform/database.ts';
import type { BusinessId, BvnCheckId, ClientId, DocumentId, Ids, UserId } from '../../platform/ids.ts';
import type { Sql } from '../../platform/pool.ts';
import type { Random } from '../../platform/random.ts';
import type { Pepper, Seal } from '../../platform/seal.ts';
import type { Sweep } from '../../platform/sweep.ts';
import type { Permission } from '../permissions.ts';
import {
  bvnContext,
  CODE_VALID_MINUTES,
  judgeCode,
  LOOK_UP_WINDOW_MS,
  LOOK_UPS_OF_ACCOUNT,
  randomCode,
} from '../rules.ts';
import { findMembership } from '../store/businesses.ts';
import {
  countLookUps,
  countWrongCode,
  deleteLookUps,
  insertDocument,
  insertLookUp,
  isRegistered,
  lockCode,
  lockLookUps,
  lockRegistration,
  type Place,
  registerBusiness,
  setCode,
  useCode,
} from '../store/registration.ts';
import { type Document, openDocument } from './documents.ts';

/** Who calls, and how far his key reaches. */
export interface RegistrationCaller {
  readonly userId: UserId;
  readonly clientId: ClientId;
  /** The businesses that the key is limited to; null: all of the client account. */
  readonly reach: readonly BusinessId[] | null;
}

export interface RegistrationDetails {
  readonly bvn: string;
  readonly residentialAddress: string;
  readonly stateId: string;
  /** The code that was sent when the BVN was validated. */
  readonly otp: string;
  /** The caller's own. */
  readonly password: string;
}

export interface RegistrationFiles {
  readonly photoId: Upload;
  readonly businessDocuments: readonly Upload[];
}

export interface BusinessRegistration {
  /** Whose the BVN is; sends a code. Faults `business.forbidden`, `business.already_registered`, `rate.limited`, `bvn.not_found`, `service.unavailable`. */
  validateBvn(
    caller: RegistrationCaller,
    check: { readonly businessId: BusinessId; readonly bvn: string },
    actor: Actor,
  ): Promise<BvnRecord>;
  /** Faults `business.forbidden`, `business.already_registered`, `credentials.invalid`, `rate.limited`, `bvn.code_invalid`. */
  complete(
    caller: RegistrationCaller,
    registration: RegistrationDetails & { readonly businessId: BusinessId; readonly files: RegistrationFiles },
    actor: Actor,
  ): Promise<void>;
  /** Fault `document.not_found`. */
  document(place: Place, id: DocumentId): Promise<Document>;
  readonly sweep: Sweep;
}

export interface RegistrationOptions {
  readonly audit: Audit;
  readonly clock: Clock;
  readonly database: Database;
  readonly files: Files;
  readonly identityCheck: IdentityCheck;
  readonly ids: Ids;
  readonly lookUpsPerHour: number;
  readonly passwordProof: PasswordProof;
  readonly pepper: Pepper;
  readonly random: Random;
  readonly seal: Seal;
  readonly users: Pick<Users, 'get'>;
}

const PERMISSION: Permission = 'businesses:register';
const LOOK_UPS_KEPT_MS = 24 * 60 * 60 * 1000;

export function createBusinessRegistration(options: RegistrationOptions): BusinessRegistration {
  const { clock, database, files, identityCheck, ids, users } = options;
  return {
    async validateBvn(caller, { businessId, bvn }, actor) {
      const { userId } = caller;
      const place = await requirePlace(database.sql, caller, businessId);
      const id = ids.next('bvnCheck');
      await database.transaction((transaction) => beginLookUp(options, transaction, { ...place, id, actor }));
      const record = await identityCheck.resolve(bvn);
      if (record === undefined) throw new Fault('bvn.not_found', { field: 'bvn' });
      const code = randomCode(options.random);
      await setCode(database.sql, {
        ...place,
        id,
        codeDigest: options.pepper.digest('one-time-code', codeText({ businessId, userId, bvn, code })),
        codeExpiresAt: new Date(clock.now() + CODE_VALID_MINUTES * 60_000),
      });
      const { email } = await users.get(userId);
      const { phoneNumber } = record;
      await identityCheck.sendCode({ phoneNumber, email, code, validMinutes: CODE_VALID_MINUTES });
      return record;
    },

    async complete(caller, registration, actor) {
      const { businessId, password } = registration;
      const place = await requirePlace(database.sql, caller, businessId);
      if (await isRegistered(database.sql, place)) throw new Fault('business.already_registered');
      await options.passwordProof.prove(caller.userId, password);
      // A wrong code is counted by the transaction, which therefore commits: it tells what it found, and refuses nothing.
      const refusal = await database.transaction((transaction) =>
        finish(options, transaction, { ...place, ...registration, actor, caller }),
      );
      if (refusal === 'business.already_registered') throw new Fault(refusal);
      if (refusal === 'bvn.code_invalid') throw new Fault(refusal, { field: 'otp' });
    },

    document: (place, id) => openDocument({ database, files }, place, id),
    sweep: (limit) => deleteLookUps(database.sql, new Date(clock.now() - LOOK_UPS_KEPT_MS), limit),
  };
}

/** A business that is named in the body is judged like one of the header: whether it exists is not told. */
async function requirePlace(
  sql: Sql,
  { userId, clientId, reach }: RegistrationCaller,
  businessId: BusinessId,
): Promise<Place> {
  const membership = await findMembership(sql, userId, businessId);
  const isAdmitted =
    membership?.isActive === true &&
    membership.clientId === clientId &&
    membership.role.permissions.has(PERMISSION) &&
    (reach?.includes(businessId) ?? true);
  if (!isAdmitted) throw new Fault('business.forbidden', { field: 'businessId' });
  return { clientId, businessId };
}

/** Counts the look-up before it is made: each costs money, and tells whose a number is. */
async function beginLookUp(
  { audit, clock, lookUpsPerHour }: RegistrationOptions,
  { sql }: Transaction,
  { id, actor, ...place }: Place & { readonly id: BvnCheckId; readonly actor: Actor },
): Promise<void> {
  const now = clock.now();
  await lockLookUps(sql, place.clientId);
  if (await isRegistered(sql, place)) throw new Fault('business.already_registered');
  const counted = await countLookUps(sql, place, new Date(now - LOOK_UP_WINDOW_MS));
  const isAllowed = counted.ofBusiness < lookUpsPerHour && counted.ofAccount < lookUpsPerHour * LOOK_UPS_OF_ACCOUNT;
  if (!isAllowed) throw tooManyLookUps(lookUpsPerHour, (counted.oldestAt?.getTime() ?? now) + LOOK_UP_WINDOW_MS - now);
  await insertLookUp(sql, { ...place, id, userId: actor.userId, createdAt: new Date(now) });
  const { clientId, businessId: objectId } = place;
  await audit.record(sql, { action: 'businesses.validate-bvn', clientId, objectId, actor });
}

function tooManyLookUps(limit: number, waitMs: number): Fault {
  const seconds = Math.max(1, Math.ceil(waitMs / 1000));
  return new Fault('rate.limited', {
    message: `Too many BVN look-ups. Try again in ${seconds} seconds.`,
    headers: {
      'Retry-After': String(seconds),
      'RateLimit-Policy': `"bvn";q=${limit};w=${LOOK_UP_WINDOW_MS / 1000}`,
      RateLimit: `"bvn";r=0;t=${seconds}`,
    },
  });
}

interface Completion extends Place, RegistrationDetails {
  readonly files: RegistrationFiles;
  readonly actor: Actor;
  readonly caller: RegistrationCaller;
}

/** All of it or, where the answer is a refusal, nothing but the count of a wrong code. */
async function finish(
  options: RegistrationOptions,
  transaction: Transaction,
  completion: Completion,
): Promise<'business.already_registered' | 'bvn.code_invalid' | undefined> {
  const { audit, clock, seal } = options;
  const { sql } = transaction;
  const { actor, bvn, businessId, clientId, files, residentialAddress, stateId } = completion;
  const place = { clientId, businessId };
  if (await lockRegistration(sql, place)) return 'business.already_registered';
  // Behind the lock, as members are changed: he may have been removed while his password was looked at.
  await requirePlace(sql, completion.caller, businessId);
  if (!(await spendCode(options, transaction, completion))) return 'bvn.code_invalid';
  await registerBusiness(sql, {
    ...place,
    bvnSealed: seal.seal(bvn, bvnContext(businessId)),
    residentialAddress,
    stateId,
    registeredAt: new Date(clock.now()),
  });
  const documents = [
    { kind: 'photo_id', upload: files.photoId } as const,
    ...files.businessDocuments.map((upload) => ({ kind: 'business_document', upload }) as const),
  ];
  for (const { kind, upload } of documents) {
    await options.files.keep(transaction, clientId, upload);
    await insertDocument(sql, { ...place, id: upload.id, kind });
  }
  const after = { stateId, documents: documents.length };
  await audit.record(sql, { action: 'businesses.complete-registration', clientId, objectId: businessId, actor, after });
  transaction.changed(businessId);
  return undefined;
}

/** Uses the code up if it is the right one; counts the try if it is not. */
async function spendCode(
  { clock, pepper }: RegistrationOptions,
  { sql }: Transaction,
  { actor: { userId }, clientId, businessId, bvn, otp }: Completion,
): Promise<boolean> {
  const place = { clientId, businessId };
  const sent = await lockCode(sql, place, userId);
  const now = clock.now();
  const digests = pepper.digests('one-time-code', codeText({ businessId, userId, bvn, code: otp }));
  const judgements = digests.map((digest) => judgeCode(sent, digest, now));
  if (sent === undefined || judgements.includes('spent')) return false;
  if (judgements.includes('right')) await useCode(sql, place, sent.id, new Date(now));
  else await countWrongCode(sql, place, sent.id);
  return judgements.includes('right');
}

/** Bound to all that it was sent for: good for nothing else. No part of it may hold a blank. */
function codeText(parts: { businessId: BusinessId; userId: UserId; bvn: string; code: string }): string {
  return `${parts.businessId} ${parts.userId} ${parts.bvn} ${parts.code}`;
}
