/** Proving once more, in a session that is open already, who one is: sensitive acts ask that it was a short while ago. */

import type { Actor, Audit } from '../../audit/index.ts';
import { Fault } from '../../faults/index.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database, Transaction } from '../../platform/database.ts';
import type { SessionId } from '../../platform/ids.ts';
import type { Proof } from '../second-factors/proof.ts';
import type { SecondFactors } from '../second-factors/second-factors.ts';
import { markAuthenticated } from '../store/account-holders.ts';
import type { PasswordProof } from './password-proof.ts';

/** How long a sign-in, or a repeated proof of who one is, counts as recent. */
export const RECENT_SECONDS = 15 * 60;

export interface Reauthentication {
  /**
   * Returns until when it counts. Faults `credentials.invalid`, `rate.limited`, `service.unavailable`; for who has a
   * second factor also those of its proof.
   */
  prove(proof: Proof & { readonly password?: string | undefined }, actor: SessionActor): Promise<Date>;
}

type SessionActor = Actor & { readonly sessionId: SessionId };

export interface ReauthenticationOptions {
  readonly audit: Audit;
  readonly clock: Clock;
  readonly database: Database;
  readonly passwordProof: PasswordProof;
  readonly secondFactors: Pick<SecondFactors, 'isActive' | 'prove'>;
}

export function createReauthentication(options: ReauthenticationOptions): Reauthentication {
  const { audit, clock, database, passwordProof, secondFactors } = options;

  const mark = async (transaction: Transaction, actor: SessionActor): Promise<Date> => {
    const { userId, sessionId } = actor;
    const at = new Date(clock.now());
    transaction.changed(sessionId);
    const isOpen = await markAuthenticated(transaction.sql, userId, sessionId, at);
    if (!isOpen) throw new Fault('credentials.session_ended');
    await audit.recordForUser(transaction.sql, userId, { action: 'auth.reauthenticate', objectId: sessionId, actor });
    return new Date(at.getTime() + RECENT_SECONDS * 1000);
  };

  return {
    async prove({ password, ...proof }, actor) {
      const { userId } = actor;
      // A passkey has verified its user, and is two factors in one.
      if (password !== undefined) await passwordProof.prove(userId, password);
      else if (proof.passkey === undefined) throw passwordMissing();
      const work = (transaction: Transaction) => mark(transaction, actor);
      const needsMore = password === undefined || (await secondFactors.isActive(database.sql, userId));
      return needsMore ? secondFactors.prove({ userId, proof }, work) : database.transaction(work);
    },
  };
}

function passwordMissing(): Fault {
  return new Fault('request.invalid', { message: 'password is required.', field: 'password' });
}
