/** The face of the request log: what was asked of the API with the keys of a client account. */

export { createRequestLog, type RequestLog } from './operations.ts';
export type { LoggedRequest } from './rules.ts';
