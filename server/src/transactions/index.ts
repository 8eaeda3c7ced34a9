/** The face of the transactions room: the history of a business's money. */

export { momentOf } from './filter.ts';
export { createTransactions, type Transactions } from './operations.ts';
export type { Transaction, TransactionKind, TransactionStatus } from './rules.ts';
export { moment } from './schema.ts';
