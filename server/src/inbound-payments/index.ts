/** The face of the inbound-payments room: money that comes from other banks, and what becomes of it. */

export { createInboundPayments, type InboundPayments } from './operations/inbound-payments.ts';
export { findSuspenseDifference } from './operations/verification.ts';
