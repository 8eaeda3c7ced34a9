/** The face of the audit room: recording who did what. */

export type { Actor, AuditEvent } from './event.ts';
export { type Audit, createAudit } from './operations.ts';
