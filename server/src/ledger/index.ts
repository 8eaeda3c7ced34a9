/** The face of the ledger room: accounts, postings and their entries. It knows no people, no HTTP and no products. */

export { nubanOf } from './nuban.ts';
export { createLedger, type Ledger, type Movement, type Settlement } from './operations.ts';
export {
  type Account,
  type AccountRef,
  type Entry,
  type InstitutionKind,
  institutionAccount,
  type NumberedKind,
  UNMATCHED,
} from './rules.ts';
export { listSuspense, type Suspense } from './store/accounts.ts';
export type { Difference } from './store/verification.ts';
export { type LedgerReport, verifyLedger } from './verification.ts';
