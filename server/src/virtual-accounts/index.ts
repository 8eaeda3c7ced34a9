/** The face of the virtual-accounts room: accounts that a business opens for those who pay it. */

export { createVirtualAccounts, type VirtualAccounts } from './operations.ts';
export type { Refusal } from './rules.ts';
