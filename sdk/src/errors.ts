/**
 * Every way in which a call can fail, as one class with a family for each kind of cause. An error says what happened and
 * never with which credentials: it holds nothing of the request, and no error of others, which may.
 */

import type { FaultCode } from './fault-codes.gen.ts';

/** What fails on this side of the connection. */
export type ClientCode =
  | 'client.misused'
  | 'client.connection_failed'
  | 'client.timeout'
  | 'client.redirected'
  | 'client.answer_unreadable'
  | 'client.webhook_refused';

/** The codes of the API, and those of the client itself. A newer server may refuse with codes that are not here yet. */
export type ErrorCode = FaultCode | ClientCode;

export interface Problem {
  readonly message: string;
  /** The header, body field or query parameter at fault. */
  readonly field?: string;
}

export interface ErrorDetails {
  readonly code: ErrorCode;
  readonly message: string;
  readonly status?: number | undefined;
  readonly errors?: readonly Problem[] | undefined;
  readonly requestId?: string | undefined;
  readonly documentation?: string | undefined;
  readonly retryAfterSeconds?: number | undefined;
}

export class InterstellasError extends Error {
  override readonly name: string = 'InterstellasError';
  readonly code: ErrorCode;
  /** Of HTTP; 0 when there was no answer. */
  readonly status: number;
  /** Every problem found, never empty. */
  readonly errors: readonly Problem[];
  /** Names the request in the server's logs: quote it when you report a problem. */
  readonly requestId: string | undefined;
  /** The page on which the server explains the code, and what to do about it. */
  readonly documentation: string | undefined;
  /** How long the server asks to wait. */
  readonly retryAfterSeconds: number | undefined;

  constructor(details: ErrorDetails) {
    const { code, message, status = 0, errors, requestId, documentation, retryAfterSeconds } = details;
    super(message);
    this.code = code;
    this.status = status;
    this.errors = errors === undefined || errors.length === 0 ? [{ message }] : errors;
    this.requestId = requestId;
    this.documentation = documentation;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  toJSON(): object {
    const { name, code, message, status, errors, requestId, documentation, retryAfterSeconds } = this;
    return { name, code, message, status, errors, requestId, documentation, retryAfterSeconds };
  }
}

/** 401: a credential is missing, wrong, expired or revoked. */
export class AuthenticationError extends InterstellasError {
  override readonly name: string = 'AuthenticationError';
}

/** 403: the credentials are right and may not do this. */
export class PermissionError extends InterstellasError {
  override readonly name = 'PermissionError';
}

/** 400, 413, 415, 422: the request itself, or what it asks for, cannot be accepted. */
export class ValidationError extends InterstellasError {
  override readonly name = 'ValidationError';
}

/** 404, 405: there is no such thing, or no such endpoint. */
export class NotFoundError extends InterstellasError {
  override readonly name = 'NotFoundError';
}

/** 409: the state of things, or an earlier request, stands against it. */
export class ConflictError extends InterstellasError {
  override readonly name = 'ConflictError';
}

/** 429: too many requests; `retryAfterSeconds` says when to come back. */
export class RateLimitError extends InterstellasError {
  override readonly name = 'RateLimitError';
}

/** 5xx: the server's fault, or of something on the way to it. */
export class ServerError extends InterstellasError {
  override readonly name = 'ServerError';
}

/** No answer came, or none that can be read. Whether the request took effect is not known. */
export class ConnectionError extends InterstellasError {
  override readonly name: string = 'ConnectionError';
}

/** No answer came in time. Whether the request took effect is not known. */
export class TimeoutError extends ConnectionError {
  override readonly name = 'TimeoutError';
}

/** The client was made or called in a way that cannot work; nothing was sent. */
export class UsageError extends InterstellasError {
  override readonly name = 'UsageError';

  constructor(message: string) {
    super({ code: 'client.misused', message });
  }
}

/** What a sign-in still lacks after the password was right. */
export interface SecondFactorChallenge {
  /** Goes back with the second factor; works once. */
  readonly challenge: string;
  readonly expiresAt: string;
  readonly methods: readonly ('totp' | 'passkey' | 'recovery-code')[];
  /** For `navigator.credentials.get`; undefined without a passkey. */
  readonly passkeyOptions?: Readonly<Record<string, unknown>>;
}

/** The password is right, and the account asks for its second factor too. */
export class SecondFactorRequiredError extends AuthenticationError {
  override readonly name = 'SecondFactorRequiredError';
  /** Half a credential, and so out of sight of logs and JSON. */
  readonly #challenge: SecondFactorChallenge;

  constructor(details: ErrorDetails, challenge: SecondFactorChallenge) {
    super(details);
    this.#challenge = challenge;
  }

  /** For `client.auth.signIn.secondFactor`. */
  get secondFactor(): SecondFactorChallenge {
    return this.#challenge;
  }
}
