/**
 * Accepting an invitation, by somebody who has nothing but the token of the letter. Used, expired, cancelled and invented
 * tokens are refused alike. Who reads the letter is the owner of the address; an account that has the address already is
 * only joined by who also knows its password.
 */

import type { Audit } from '../../audit/index.ts';
import type { Businesses } from '../../businesses/index.ts';
import { Fault } from '../../faults/index.ts';
import type { PasswordProof, PreparedUser, Registration, Users } from '../../identity/index.ts';
import type { Mail } from '../../mail/index.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database, Transaction } from '../../platform/database.ts';
import { brokenConstraint } from '../../platform/database-errors.ts';
import type { RequestId, UserId } from '../../platform/ids.ts';
import type { Sql } from '../../platform/pool.ts';
import type { Pepper } from '../../platform/seal.ts';
import { newMemberLetter, welcomeLetter } from '../letters.ts';
import { authorityOf, mayGrant, tokenText } from '../rules.ts';
import { findInvitationByToken, type Invitation, takeInvitation } from '../store/invitations.ts';
import { findMember, lockBusiness } from '../store/members.ts';
import { findRoleToGrant } from '../store/roles.ts';
import { tellOwners } from './notices.ts';

/** What the invited person says about himself; his names are needed where he has no account. */
export interface AcceptanceDetails extends Partial<Names> {
  readonly authorizationToken: string;
  readonly password: string;
}

type Names = Pick<Registration, 'firstName' | 'lastName' | 'phoneNo'>;

export interface AcceptanceOrigin {
  readonly address: string;
  readonly userAgent: string;
  readonly requestId: RequestId;
}

export interface Acceptance {
  /** Faults `token.invalid`, `credentials.invalid`, `request.invalid`, `request.unprocessable`, `member.already_member`, `rate.limited`, `service.unavailable`. */
  accept(details: AcceptanceDetails, origin: AcceptanceOrigin): Promise<void>;
}

export interface AcceptanceOptions {
  readonly audit: Audit;
  readonly businesses: Pick<Businesses, 'addMember'>;
  readonly clock: Clock;
  readonly database: Database;
  readonly mail: Mail;
  readonly passwordProof: PasswordProof;
  readonly pepper: Pepper;
  readonly users: Pick<Users, 'create' | 'findIdByEmail' | 'prepare'>;
}

type Newcomer = { readonly userId: UserId } | PreparedUser;

export function createAcceptance(options: AcceptanceOptions): Acceptance {
  const { clock, database, pepper } = options;
  return {
    async accept(details, origin) {
      const digests = pepper.digests('one-time-token', tokenText(details.authorizationToken));
      const invitation = await findInvitationByToken(database.sql, digests, new Date(clock.now()));
      if (invitation === undefined) throw invalidToken();
      const newcomer = await identify(options, invitation, details);
      await database.transaction((transaction) =>
        join(options, transaction, { digests, invitation, newcomer, origin }),
      );
    },
  };
}

/** Whose account it is, or will be; the work of the password is done here, outside the transaction. */
async function identify(
  { passwordProof, users }: AcceptanceOptions,
  { email }: Invitation,
  { password, ...names }: AcceptanceDetails,
): Promise<Newcomer> {
  const userId = await users.findIdByEmail(email);
  if (userId === undefined) return users.prepare({ email, password, ...namesOf(names) });
  await passwordProof.prove(userId, password);
  return { userId };
}

/** Whoever reads this refusal has the letter, and so the mailbox: it tells him nothing about anybody else. */
function namesOf({ firstName, lastName, phoneNo }: Partial<Names>): Names {
  if (firstName !== undefined && lastName !== undefined && phoneNo !== undefined)
    return { firstName, lastName, phoneNo };
  const missing = Object.entries({ firstName, lastName, phoneNo }).filter(([, value]) => value === undefined);
  const problems = missing.map(([field]) => ({
    field,
    message: `${field} is required, since there is no account yet.`,
  }));
  throw new Fault('request.invalid', { problems });
}

interface Joining {
  readonly digests: readonly Uint8Array[];
  readonly invitation: Invitation;
  readonly newcomer: Newcomer;
  readonly origin: AcceptanceOrigin;
}

async function join(options: AcceptanceOptions, transaction: Transaction, joining: Joining): Promise<void> {
  const { audit, businesses, clock, users } = options;
  const { digests, invitation, newcomer, origin } = joining;
  const { sql } = transaction;
  const { businessId, clientId, role } = invitation;
  const business = await lockBusiness(sql, businessId);
  const isTaken = await takeInvitation(sql, businessId, digests, new Date(clock.now()));
  if (business === undefined || !isTaken || !(await isStillGranted(sql, invitation))) throw invalidToken();
  const userId = 'userId' in newcomer ? newcomer.userId : (await users.create(transaction, newcomer)).id;
  const member = { clientId, businessId, userId, roleId: role.id };
  const memberId = await businesses.addMember(transaction, member).catch((error: unknown) => {
    throw brokenConstraint(error) === 'member__pkey' ? new Fault('member.already_member') : error;
  });
  const action = 'members.complete-registration';
  const actor = { userId, ...origin };
  const after = { email: invitation.email, memberRoleId: role.id };
  const details = { invitationId: invitation.id, invitedBy: invitation.invitedBy };
  await audit.record(sql, { action, clientId, objectId: memberId, actor, after, details });
  await sendLetters(options, transaction, invitation, business.businessName);
}

/** An invitation is worth what its sender may grant now: he may have been demoted or removed since, or the role may have grown. */
async function isStillGranted(sql: Sql, { businessId, clientId, invitedBy, role }: Invitation): Promise<boolean> {
  const current = await findRoleToGrant(sql, clientId, role.id);
  const inviter = await findMember(sql, businessId, { userId: invitedBy });
  if (current === undefined || inviter?.isActive !== true || inviter.isDisabled) return false;
  const authority = authorityOf(inviter.role, null);
  return authority.permissions.has('members:manage') && mayGrant(authority, current);
}

async function sendLetters(
  { mail }: AcceptanceOptions,
  transaction: Transaction,
  { businessId, email, role }: Invitation,
  businessName: string,
): Promise<void> {
  const words = { businessName, roleName: role.name };
  await mail.send(transaction, { to: email, ...welcomeLetter(words) });
  const notice = newMemberLetter({ ...words, who: email });
  await tellOwners(mail, transaction, { businessId, words: notice, except: email });
}

function invalidToken(): Fault {
  return new Fault('token.invalid', { field: 'authorizationToken' });
}
