/** The only catcher: turns whatever was thrown into a Fault, and says in the log what the client is not told. */

import { Fault, type FaultCode } from '../../faults/index.ts';
import { isStoreUnavailable } from '../../platform/database-errors.ts';
import type { Log } from '../../platform/log.ts';

/** What the framework refuses on its own, by its error codes. */
const FRAMEWORK_FAULTS: Readonly<Record<string, FaultCode>> = {
  FST_ERR_BAD_URL: 'request.malformed',
  FST_ERR_MAX_PARAM_LENGTH: 'route.not_found',
  FST_ERR_CTP_BODY_TOO_LARGE: 'request.body_too_large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'request.unsupported_media_type',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'request.malformed_body',
  FST_ERR_CTP_INVALID_JSON_BODY: 'request.malformed_body',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'request.malformed_body',
  FST_ERR_CTP_EMPTY_TYPE: 'request.unsupported_media_type',
  FST_ERR_ASYNC_CONSTRAINT: 'request.malformed',
};

export function toFault(error: unknown): Fault {
  if (error instanceof Fault) return error;
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
  const known = FRAMEWORK_FAULTS[code];
  if (known !== undefined) return new Fault(known, { cause: error });
  if (isStoreUnavailable(error)) return new Fault('service.unavailable', { cause: error });
  return new Fault('internal.unexpected', { cause: error });
}

export function reportFault(log: Log, fault: Fault, requestId: string): void {
  if (fault.status === 500) log.error({ requestId, error: fault.cause }, 'unexpected error');
  else if (fault.status === 503 && fault.cause !== undefined)
    log.warn({ requestId, error: fault.cause }, 'service unavailable');
}
