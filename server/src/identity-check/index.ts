/** The face of the identity-check room: whose a BVN is, and a code that proves its owner agrees. */

export { createIdentityCheck } from './choice.ts';
export type { BvnRecord, IdentityCheck } from './provider.ts';
