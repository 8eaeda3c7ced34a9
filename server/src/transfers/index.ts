/** The face of the transfers room: money that leaves an account, to one of ours at once, to another bank over the rail. */

export { createFunds, type Funds } from './operations/funds.ts';
export { createTransfers, type Sent, type Transfers } from './operations/transfers.ts';
export type { OnSettled, Order, OrderKind, Settled, Transfer } from './order.ts';
export { clientReference, SentTransfer, toAnswer } from './schema.ts';
