/**
 * The one error class for refusals. A Fault is meant for the client: everything in it but `cause` may be shown.
 * A broken invariant is not a Fault: it is an ordinary error and becomes `internal.unexpected`.
 */

import { CATALOG, type FaultCode } from './catalog.ts';

/** One problem, as a client reads it in `errors`. `field` names a header, a body field or a query parameter. */
export interface Problem {
  readonly message: string;
  readonly field?: string;
}

/** What a sign-in still lacks, with all that is needed to bring it. */
export interface SecondFactorDemand {
  /** Goes back with the second factor. Works once, for a few minutes. */
  readonly challenge: string;
  /** ISO 8601. */
  readonly expiresAt: string;
  readonly methods: readonly ('totp' | 'passkey' | 'recovery-code')[];
  /** For `navigator.credentials.get`; absent without a passkey. */
  readonly passkeyOptions?: object | undefined;
}

export interface FaultDetails {
  /** Replaces the catalog's message where more can be said. */
  readonly message?: string;
  /** Every problem found; the message itself when none is given, so that `errors` is never empty. */
  readonly problems?: readonly Problem[];
  /** The field at fault, for a fault with one problem. */
  readonly field?: string;
  /** Answer headers that belong to this refusal (WWW-Authenticate, Retry-After, Allow). */
  readonly headers?: Readonly<Record<string, string>>;
  /** Comes with `credentials.second_factor_required`, and with no other code. */
  readonly secondFactor?: SecondFactorDemand;
  /** For the log only. */
  readonly cause?: unknown;
}

/** What an answer of this status always says (RFC 9110, 11.6.1 and 10.2.3), unless the refusal says it more precisely. */
const HEADERS_BY_STATUS: Readonly<Record<number, Readonly<Record<string, string>>>> = {
  401: { 'WWW-Authenticate': 'Bearer realm="interstellas"' },
  503: { 'Retry-After': '1' },
};

export class Fault extends Error {
  readonly code: FaultCode;
  readonly status: number;
  readonly problems: readonly Problem[];
  readonly headers: Readonly<Record<string, string>>;
  readonly secondFactor: SecondFactorDemand | undefined;

  constructor(code: FaultCode, details: FaultDetails = {}) {
    super(details.message ?? CATALOG[code].message, { cause: details.cause });
    this.name = 'Fault';
    this.code = code;
    this.status = CATALOG[code].status;
    this.problems = details.problems ?? [
      details.field === undefined ? { message: this.message } : { message: this.message, field: details.field },
    ];
    this.secondFactor = details.secondFactor;
    this.headers = { ...HEADERS_BY_STATUS[this.status], ...details.headers };
  }
}
