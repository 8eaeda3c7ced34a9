/** What a route asks of its caller, and what the guard says of him. */

import type { MemberRole, Permission } from '../businesses/index.ts';
import type { BusinessId, ClientId, SecretKeyId, SessionId, UserId } from '../platform/ids.ts';

export interface PublicAccess {
  readonly kind: 'public';
  /** Why nobody is asked who he is. */
  readonly why: string;
}

/** What may be asked for besides credentials and permission. */
interface Sensitive {
  /** Refused unless the caller has proved within the last 15 minutes who he is. */
  readonly recent?: true;
  /** Refused to a service member: a program has no mailbox, no phone and no second factor. */
  readonly person?: true;
}

/** The access token alone. */
export interface SessionAccess extends Sensitive {
  readonly kind: 'session';
}

/** All three credentials: who, which client account, where. The dashboard's session stands for the first two. */
export interface BusinessAccess extends Sensitive {
  readonly kind: 'business';
  readonly permission: Permission;
  /** Refused until the operator has approved the business. */
  readonly approved?: true;
}

/** Who and which client account, without a business: the calls that the documentation lists without `businessId`. */
export interface AccountAccess extends Sensitive {
  readonly kind: 'account';
  readonly permission: Permission;
  /** The body names one business, which the operation judges: a key that is limited to some reaches those. */
  readonly businessIn?: 'body';
}

/**
 * The call that shows the secret key: all three credentials, or none but a fresh sign-in for who has no key yet. The
 * owner of a client account may leave out the business.
 */
export interface KeyBootstrapAccess extends Sensitive {
  readonly kind: 'key-bootstrap';
  readonly permission: Permission;
  /** The answer holds a secret: the dashboard's session, which needs no key, must be fresh for it. */
  readonly shows?: 'secret';
}

export type GuardedAccess = SessionAccess | BusinessAccess | AccountAccess | KeyBootstrapAccess;
export type Access = PublicAccess | GuardedAccess;

export interface SessionPrincipal {
  readonly userId: UserId;
  readonly sessionId: SessionId;
}

export interface AccountPrincipal extends SessionPrincipal {
  readonly clientId: ClientId;
  /** Absent where the dashboard's session, or a fresh sign-in, stood in for the key. */
  readonly keyId?: SecretKeyId | undefined;
  /** The businesses that the key is limited to; null: all of the client account. */
  readonly reach: readonly BusinessId[] | null;
}

export interface BusinessPrincipal extends AccountPrincipal {
  readonly businessId: BusinessId;
  readonly role: MemberRole;
  /** The permissions that the key is limited to; null: all of the role's. */
  readonly scopes: readonly string[] | null;
}

/** The principal of a route, by its access. */
export type PrincipalOf<A extends Access> = A extends BusinessAccess
  ? BusinessPrincipal
  : A extends AccountAccess | KeyBootstrapAccess
    ? AccountPrincipal
    : A extends SessionAccess
      ? SessionPrincipal
      : undefined;

export type Principal = SessionPrincipal | AccountPrincipal | BusinessPrincipal;
