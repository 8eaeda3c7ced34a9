/** What is written down of a request, and of which requests. */

import type { FaultCode } from '../faults/index.ts';
import type { BusinessId, ClientId, RequestId, SecretKeyId, UserId } from '../platform/ids.ts';

/**
 * One request whose client account is known. Of its path there is the operation alone: what stands in a path may be an
 * account number or a reference of the client's, which are in the log of nobody who may not read them elsewhere.
 */
export interface LoggedRequest {
  readonly id: RequestId;
  readonly clientId: ClientId;
  /** Undefined: for the client account as a whole, or for no business of it. */
  readonly businessId: BusinessId | undefined;
  /** Undefined: by a session alone, as the dashboard has it. */
  readonly keyId: SecretKeyId | undefined;
  readonly userId: UserId | undefined;
  readonly method: string;
  /** The id of the route. */
  readonly operation: string;
  readonly status: number;
  /** Why it was refused. */
  readonly code: FaultCode | undefined;
  readonly durationMs: number;
  readonly address: string;
  readonly userAgent: string;
}

/** Change nothing, whatever their method says: they are asked while somebody types. */
const LOOKING_UP = new Set(['banks.name-enquiry', 'transfers.preview-charges', 'transfers.preview-bulk-charges']);

/** What the dashboard reads for the eyes of its user would hide what programs do. */
export function isWorthWriting(
  { method, operation, status }: Pick<LoggedRequest, 'method' | 'operation' | 'status'>,
  isDashboard: boolean,
): boolean {
  const isRead = method === 'GET' || LOOKING_UP.has(operation);
  return !isDashboard || !isRead || status >= 400;
}
