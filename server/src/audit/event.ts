/** The shapes of the audit: what a caller says happened, and what is written down of it. */

import type { FaultCode } from '../faults/index.ts';
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

export type PartialActor = { readonly [Part in keyof Actor]?: Actor[Part] | undefined };

export type Fact = string | number | boolean | null;
export type Facts = Readonly<Record<string, Fact | readonly Fact[]>>;

/** Something that was done by a person, in whichever client accounts he belongs to. */
export interface PersonalEvent {
  /** What was done: the name of the operation. */
  readonly action: string;
  /** What it was done to. */
  readonly objectId: string;
  /** Absent when the operator did it at the command line. */
  readonly actor?: Actor;
  /** What changed, as it was before and after: the fields that changed and no others; never a secret. */
  readonly before?: Facts;
  readonly after?: Facts;
  /** More about it; never a secret. */
  readonly details?: Facts;
}

/** Something that was done in a client account. */
export interface AuditEvent extends PersonalEvent {
  readonly clientId: ClientId;
}

/** Something that was refused. */
export interface Refusal {
  /** What was tried: the name of the operation. */
  readonly action: string;
  /** Null where refusals of several kinds are told of together. */
  readonly code: FaultCode | null;
  /** The client account in whose record it belongs. */
  readonly clientId?: ClientId | undefined;
  /** Without a client account: the user in whose accounts' records it belongs. Without either it is not recorded. */
  readonly ofUser?: UserId | undefined;
  /** What it was aimed at; the client account or the user when absent. */
  readonly objectId?: string | undefined;
  /** Who tried, as far as his credentials were verified. */
  readonly actor: PartialActor;
  readonly details?: Facts;
}

/** Everything that the hash of an event covers besides its place in the chain, in the form in which it is published. */
export interface EventContent {
  readonly occurredAt: string;
  readonly action: string;
  readonly objectId: string;
  readonly userId: string | null;
  readonly sessionId: string | null;
  readonly keyId: string | null;
  readonly address: string | null;
  readonly userAgent: string | null;
  readonly requestId: string | null;
  readonly outcome: 'done' | 'refused';
  readonly code: string | null;
  /** How often it happened: above one for refusals that were counted together. */
  readonly count: number;
  readonly before: Facts | null;
  readonly after: Facts | null;
  readonly details: Facts | null;
}

/** A place in the chain of a client account. */
export interface Link {
  /** From 1, without gaps. */
  readonly sequence: number;
  /** SHA-256, 64 hexadecimal digits. */
  readonly hash: string;
}

/** An event as it is kept. */
export interface ChainedEvent extends Link {
  readonly id: string;
  readonly content: EventContent;
}
