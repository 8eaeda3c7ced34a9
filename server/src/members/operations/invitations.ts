/** Inviting somebody to a business, by a letter with a token; sending it again; taking it back. */

import type { Actor, Audit } from '../../audit/index.ts';
import type { Businesses, MemberRole } from '../../businesses/index.ts';
import { Fault } from '../../faults/index.ts';
import { type AttemptPolicy, type Attempts, emailKey, type Users } from '../../identity/index.ts';
import type { LetterLink, Mail } from '../../mail/index.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database, Transaction, UnitOfWork } from '../../platform/database.ts';
import { brokenConstraint } from '../../platform/database-errors.ts';
import type { BusinessId, Ids, InvitationId, RoleId, UserId } from '../../platform/ids.ts';
import { type Random, randomBase62 } from '../../platform/random.ts';
import type { Pepper } from '../../platform/seal.ts';
import { invitationLetter } from '../letters.ts';
import { RECIPIENT_POLICY, TOKEN_LENGTH, TOKEN_PREFIX, tokenText } from '../rules.ts';
import {
  countInvitations,
  deleteInvitation,
  findInvitation,
  type Invitation,
  insertInvitation,
  listInvitations,
  renewInvitation,
  type Sending,
} from '../store/invitations.ts';
import { findMember, type ListPage } from '../store/members.ts';
import { type Acting, enterBusiness, requireGrant, requireRole } from './authority.ts';

/** Plain JSON, as it is kept for a repeated request. */
export interface InvitationSummary {
  readonly id: InvitationId;
  readonly email: string;
  readonly clientMemberRoleId: RoleId;
  readonly clientMemberRole: { readonly id: RoleId; readonly name: string };
  readonly createdAt: string;
  readonly sentAt: string;
  readonly expiresAt: string;
}

export interface Invitations {
  /** Faults `permission.denied`, `request.unprocessable`, `member.already_member`, `invitation.pending`, `rate.limited`. */
  invite(
    acting: Acting,
    details: { readonly email: string; readonly memberRoleId: RoleId },
    actor: Actor,
    unit: UnitOfWork,
  ): Promise<InvitationSummary>;
  list(
    businessId: BusinessId,
    page: ListPage,
  ): Promise<{ readonly items: readonly InvitationSummary[]; readonly totalCount: number }>;
  /** Sends a new token; the old one is void. Faults `invitation.not_found`, `permission.denied`, `rate.limited`. */
  resend(acting: Acting, id: InvitationId, actor: Actor): Promise<InvitationSummary>;
  /** Faults `invitation.not_found`, `permission.denied`. */
  cancel(acting: Acting, id: InvitationId, actor: Actor): Promise<void>;
}

export interface InvitationsOptions {
  readonly attempts: Attempts;
  readonly audit: Audit;
  readonly businesses: Pick<Businesses, 'membership'>;
  readonly clock: Clock;
  readonly database: Database;
  readonly ids: Ids;
  /** How many letters a business may send a day. */
  readonly invitationPolicy: AttemptPolicy;
  readonly letterLink: LetterLink;
  readonly mail: Mail;
  readonly pepper: Pepper;
  readonly random: Random;
  readonly users: Pick<Users, 'get'>;
}

const VALID_MS = 7 * 24 * 60 * 60 * 1000;

export function createInvitations(options: InvitationsOptions): Invitations {
  const { audit, businesses, database, ids } = options;
  return {
    async invite(acting, { email, memberRoleId }, actor, unit) {
      await admitLetter(options, acting.businessId, email);
      const inviter = await nameOf(options, acting.userId);
      return unit(async (transaction) => {
        const { sql } = transaction;
        const { businessId, clientId } = acting;
        const { authority, businessName } = await enterBusiness(sql, businesses, acting, 'members:manage');
        const role = await requireRole(sql, clientId, memberRoleId);
        requireGrant(authority, role);
        const key = emailKey(email);
        if ((await findMember(sql, businessId, { emailKey: key })) !== undefined) {
          throw new Fault('member.already_member', { field: 'email' });
        }
        const { token, sending } = newSending(options, acting.userId);
        const invitation = { id: ids.next('invitation'), clientId, businessId, email, ...sending };
        await insertInvitation(sql, { ...invitation, emailKey: key, roleId: role.id }).catch(refusePending);
        await sendLetter(options, transaction, { ...invitation, role, token, businessName, inviter });
        const after = { email, memberRoleId: role.id };
        await audit.record(sql, { action: 'members.invite', clientId, objectId: invitation.id, actor, after });
        return toSummary({ ...invitation, role, createdAt: sending.sentAt });
      });
    },

    async list(businessId, page) {
      const [items, totalCount] = await Promise.all([
        listInvitations(database.sql, businessId, page),
        countInvitations(database.sql, businessId),
      ]);
      return { items: items.map(toSummary), totalCount };
    },

    async resend(acting, id, actor) {
      const { businessId, clientId, userId } = acting;
      const known = await findInvitation(database.sql, businessId, id);
      if (known === undefined) throw new Fault('invitation.not_found');
      await admitLetter(options, businessId, known.email);
      const inviter = await nameOf(options, userId);
      return database.transaction(async (transaction) => {
        const { sql } = transaction;
        const { invitation, businessName } = await enterWith(options, transaction, acting, id);
        const { token, sending } = newSending(options, userId);
        await renewInvitation(sql, businessId, id, sending);
        await sendLetter(options, transaction, { ...invitation, ...sending, token, businessName, inviter });
        const before = { expiresAt: invitation.expiresAt.toISOString() };
        const after = { expiresAt: sending.expiresAt.toISOString() };
        const action = 'members.invitations.resend';
        await audit.record(sql, { action, clientId, objectId: id, actor, before, after });
        return toSummary({ ...invitation, ...sending });
      });
    },

    cancel: (acting, id, actor) =>
      database.transaction(async (transaction) => {
        const { sql } = transaction;
        const { invitation } = await enterWith(options, transaction, acting, id);
        await deleteInvitation(sql, acting.businessId, id);
        const before = { email: invitation.email, memberRoleId: invitation.role.id };
        const { clientId } = acting;
        await audit.record(sql, { action: 'members.invitations.cancel', clientId, objectId: id, actor, before });
      }),
  };
}

/** An invitation that the caller may send anew or take back, which is to grant its role or to take it away. */
async function enterWith(
  { businesses }: InvitationsOptions,
  { sql }: Transaction,
  acting: Acting,
  id: InvitationId,
): Promise<{ readonly invitation: Invitation; readonly businessName: string }> {
  const { authority, businessName } = await enterBusiness(sql, businesses, acting, 'members:manage');
  const found = await findInvitation(sql, acting.businessId, id);
  if (found === undefined) throw new Fault('invitation.not_found');
  // Locks a custom role: what it permits must not grow between this decision and the letter.
  const role = await requireRole(sql, acting.clientId, found.role.id);
  requireGrant(authority, role);
  return { invitation: { ...found, role }, businessName };
}

/** Letters go to people who did not ask for them: so many from one business, and to one address from all. */
async function admitLetter(
  { attempts, invitationPolicy }: InvitationsOptions,
  businessId: BusinessId,
  email: string,
): Promise<void> {
  await attempts.count(attempts.subject(`invitations of ${businessId}`), invitationPolicy);
  await attempts.count(attempts.subject(`invitations to ${emailKey(email)}`), RECIPIENT_POLICY);
}

async function nameOf({ users }: InvitationsOptions, id: UserId): Promise<string> {
  const { firstName, lastName } = await users.get(id);
  return `${firstName} ${lastName}`.trim();
}

function newSending(
  { clock, pepper, random }: InvitationsOptions,
  invitedBy: UserId,
): { readonly token: string; readonly sending: Sending } {
  const token = TOKEN_PREFIX + randomBase62(random, TOKEN_LENGTH);
  const now = clock.now();
  const tokenDigest = pepper.digest('one-time-token', tokenText(token));
  return { token, sending: { tokenDigest, invitedBy, sentAt: new Date(now), expiresAt: new Date(now + VALID_MS) } };
}

async function sendLetter(
  { letterLink, mail }: InvitationsOptions,
  transaction: Transaction,
  letter: {
    readonly email: string;
    readonly role: MemberRole;
    readonly token: string;
    readonly businessName: string;
    readonly inviter: string;
    readonly expiresAt: Date;
  },
): Promise<void> {
  const { email, role, token, ...words } = letter;
  const link = letterLink('accept-invitation', token);
  await mail.send(transaction, { to: email, ...invitationLetter({ ...words, link, roleName: role.name }) });
}

function refusePending(error: unknown): never {
  throw brokenConstraint(error) === 'invitation__email' ? new Fault('invitation.pending', { field: 'email' }) : error;
}

function toSummary(invitation: Omit<Invitation, 'clientId' | 'businessId' | 'invitedBy'>): InvitationSummary {
  const { id, email, role, createdAt, sentAt, expiresAt } = invitation;
  return {
    id,
    email,
    clientMemberRoleId: role.id,
    clientMemberRole: { id: role.id, name: role.name },
    createdAt: createdAt.toISOString(),
    sentAt: sentAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
  };
}
