/** The face of the ledger room: accounts and their balances. It knows no people, no HTTP and no products. */

export { createLedger, type Ledger } from './operations.ts';
export type { LedgerAccount } from './store.ts';
