/** Passkeys: adding one, looking at them, removing one, and judging what one of them signed. */

import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import type { Actor } from '../../audit/index.ts';
import { Fault } from '../../faults/index.ts';
import type { Transaction } from '../../platform/database.ts';
import { brokenConstraint } from '../../platform/database-errors.ts';
import type { PasskeyId, UserId } from '../../platform/ids.ts';
import {
  deletePasskey,
  findCredential,
  insertPasskey,
  listPasskeyHandles,
  listPasskeys,
  type NewPasskey,
  type Passkey,
  usePasskey,
} from '../store/passkeys.ts';
import { findUser, lockActiveUser } from '../store/people.ts';
import { lockFactors, summarizeFactors } from '../store/second-factors.ts';
import type { Enrolment } from './enrolment.ts';
import { factorRemoved, passkeyAdded } from './letters.ts';
import { challengeIn } from './webauthn.ts';

const MAX_PASSKEYS = 20;

export interface Passkeys {
  /** What a browser needs to make a passkey for this user. */
  creationOptions(userId: UserId): ReturnType<Enrolment['webAuthn']['creationOptions']>;
  /**
   * Adds the passkey that a browser made. The first second factor of a user comes with recovery codes.
   * Faults: `passkey.invalid`, `passkey.taken`, `passkey.limit_reached`.
   */
  register(
    transaction: Transaction,
    actor: Actor,
    passkey: { readonly name: string; readonly response: RegistrationResponseJSON },
  ): Promise<{ readonly passkey: Passkey; readonly recoveryCodes: readonly string[] }>;
  list(
    userId: UserId,
    page: { readonly before: string | undefined; readonly offset: number; readonly limit: number },
  ): Promise<{ readonly items: readonly Passkey[]; readonly totalCount: number }>;
  /** What a browser needs to ask for a passkey of this site, whosoever it is. */
  requestOptions(): ReturnType<Enrolment['webAuthn']['requestOptions']>;
  /** Whose passkey it claims to be; nothing is proved by it yet. */
  ownerOf(response: AuthenticationResponseJSON): Promise<UserId | undefined>;
  /** Uses up the question that a passkey of this user answered; false unless everything about the answer is right. */
  accept(transaction: Transaction, response: AuthenticationResponseJSON, userId: UserId): Promise<boolean>;
  /** Fault `passkey.not_found`. */
  remove(actor: Actor, id: PasskeyId): Promise<void>;
}

export function createPasskeys(enrolment: Enrolment): Passkeys {
  const { challenges, database, webAuthn } = enrolment;
  return {
    async creationOptions(userId) {
      const user = await findUser(database.sql, userId);
      if (user === undefined) throw new Error('a signed-in user exists');
      const challenge = await challenges.askForPasskey(database.sql, 'passkey-registration', userId);
      const owner = { id: userId, email: user.email, displayName: `${user.firstName} ${user.lastName}` };
      return webAuthn.creationOptions(challenge, owner, await listPasskeyHandles(database.sql, userId));
    },

    register: (transaction, actor, passkey) => register(enrolment, transaction, actor, passkey),

    async list(userId, page) {
      const [items, { passkeyCount }] = await Promise.all([
        listPasskeys(database.sql, userId, page),
        summarizeFactors(database.sql, userId),
      ]);
      return { items, totalCount: passkeyCount };
    },

    async requestOptions() {
      return webAuthn.requestOptions(await challenges.askForPasskey(database.sql, 'passkey-assertion', null));
    },
    ownerOf: async ({ id }) => (await findCredential(database.sql, id))?.userId,
    accept: async (transaction, response, userId) =>
      (await lockActiveUser(transaction.sql, userId)) && acceptAsked(enrolment, transaction, response, userId),

    remove: (actor, id) =>
      database.transaction(async (transaction) => {
        const { sql } = transaction;
        const { userId } = actor;
        await lockFactors(sql, userId);
        const name = await deletePasskey(sql, userId, id);
        if (name === undefined) throw new Fault('passkey.not_found');
        const isLast = await enrolment.dropUselessCodes(transaction, userId);
        await enrolment.tell(transaction, userId, {
          actor,
          action: 'auth.passkeys.remove',
          objectId: id,
          details: { name, isLast },
          letter: factorRemoved(`The passkey “${name}”`, isLast),
        });
      }),
  };
}

async function register(
  enrolment: Enrolment,
  transaction: Transaction,
  actor: Actor,
  { name, response }: { readonly name: string; readonly response: RegistrationResponseJSON },
): ReturnType<Passkeys['register']> {
  const { challenges, clock, ids, webAuthn } = enrolment;
  const { sql } = transaction;
  const { userId } = actor;
  await lockFactors(sql, userId);
  const challenge = challengeIn(response.response.clientDataJSON);
  const isAsked =
    challenge !== undefined && (await challenges.takePasskey(sql, 'passkey-registration', userId, challenge));
  const credential = isAsked ? await webAuthn.verifyRegistration(response, challenge) : undefined;
  if (credential === undefined) throw new Fault('passkey.invalid', { field: 'response' });
  const { passkeyCount, totpSince } = await summarizeFactors(sql, userId);
  if (passkeyCount >= MAX_PASSKEYS) throw new Fault('passkey.limit_reached');
  const row: NewPasskey = { ...credential, id: ids.next('passkey'), userId, name, createdAt: new Date(clock.now()) };
  await insertPasskey(sql, row).catch((error: unknown) => {
    throw brokenConstraint(error) === 'passkey__credential_id' ? new Fault('passkey.taken') : error;
  });
  const isFirst = passkeyCount === 0 && totpSince === null;
  const recoveryCodes = isFirst ? await enrolment.prepareCodes(transaction, userId) : [];
  await enrolment.tell(transaction, userId, {
    actor,
    action: 'auth.passkeys.register',
    objectId: row.id,
    details: { name },
    letter: passkeyAdded(name),
  });
  return { passkey: { id: row.id, name, createdAt: row.createdAt, lastUsedAt: null }, recoveryCodes };
}

/** Accepts the answer of a passkey to a question that was put to whoever could answer. */
export async function acceptAsked(
  enrolment: Enrolment,
  transaction: Transaction,
  response: AuthenticationResponseJSON,
  userId: UserId,
): Promise<boolean> {
  const challenge = challengeIn(response.response.clientDataJSON);
  if (challenge === undefined) return false;
  const isAsked = await enrolment.challenges.takePasskey(transaction.sql, 'passkey-assertion', null, challenge);
  return isAsked && acceptAnswer(enrolment, transaction, response, { challenge, userId });
}

/** Accepts the answer of a passkey to this question: false unless signature, user, site and counter are right. */
export async function acceptAnswer(
  { clock, webAuthn }: Enrolment,
  { sql }: Transaction,
  response: AuthenticationResponseJSON,
  { challenge, userId }: { readonly challenge: string; readonly userId: UserId },
): Promise<boolean> {
  const credential = await findCredential(sql, response.id);
  if (credential === undefined || credential.userId !== userId) return false;
  const counter = await webAuthn.verifyAssertion(response, challenge, credential);
  return counter !== undefined && (await usePasskey(sql, credential, counter, new Date(clock.now())));
}
