/** The shape of an audit event. */

import type { ClientId, RequestId, SecretKeyId, SessionId, UserId } from '../platform/ids.ts';

/** Who acts, and over which request. */
export interface Actor {
  readonly userId: UserId;
  readonly sessionId?: SessionId | undefined;
  readonly keyId?: SecretKeyId | undefined;
  readonly address?: string | undefined;
  readonly userAgent?: string | undefined;
  readonly requestId?: RequestId | undefined;
}

export interface AuditEvent {
  /** What was done: the name of the operation. */
  readonly action: string;
  readonly clientId: ClientId;
  /** What it was done to. */
  readonly objectId: string;
  /** Absent when the operator did it at the command line. */
  readonly actor?: Actor;
  /** More about it; never a secret. */
  readonly details?: Readonly<Record<string, string | number | boolean | null>>;
}
