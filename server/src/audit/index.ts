/** The face of the audit room: recording who did what and what was refused, and proving that nothing of it was altered. */

export type { Actor, AuditEvent, Facts, PersonalEvent, Refusal } from './event.ts';
export { type Audit, createAudit } from './operations.ts';
export type { AccountsOf } from './store.ts';
export type { BrokenLink, ChainReport, VerifyOptions } from './verification.ts';
