/**
 * What a developer may have other banks do in a sandbox: pay into an account, and settle, fail or reverse a transfer now.
 * From there everything goes the way that it goes in production.
 */

import type { Actor, Audit } from '../audit/index.ts';
import { Fault } from '../faults/index.ts';
import type { Ledger } from '../ledger/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database, UnitOfWork } from '../platform/database.ts';
import type { BusinessId, ClientId } from '../platform/ids.ts';
import type { Random } from '../platform/random.ts';
import { createSessionIds, type InboundPayment, type Simulator, type Step } from '../rail/index.ts';

/** Who asks, and by which operation. */
export interface Asker {
  readonly action: string;
  readonly actor: Actor;
  readonly businessId: BusinessId;
  readonly clientId: ClientId;
}

export interface PaymentWish {
  readonly accountNumber: string;
  readonly amountKobo: bigint;
  readonly payerAccountNumber: string;
  readonly payerBankCode: string;
  /** Undefined: whoever has that account. */
  readonly payerName: string | undefined;
  readonly narration: string;
  readonly delaySeconds: number;
  readonly copies: number;
  /** Undefined: a new one. */
  readonly sessionId: string | undefined;
}

/** Where the money of a payment is: on its account, in suspense, or nowhere that this business can see. */
export type PaymentOutcome = 'credited' | 'suspended' | 'unmatched';

export interface SimulatedPayment {
  readonly sessionId: string;
  readonly outcome: PaymentOutcome | 'scheduled';
}

/** What is to be seen of a transfer after a step. */
export interface SteppedTransfer {
  readonly receiverAccountNumber: string;
  readonly sessionId: string | null;
  readonly status: 'pending' | 'successful' | 'failed' | 'reversed';
  readonly responseCode: string | null;
  readonly reason: string | null;
}

export interface SimulatedRail {
  /** Faults `request.unprocessable`, `account.not_found`, `bank.unknown`. */
  payIn(asker: Asker, wish: PaymentWish, unit: UnitOfWork): Promise<SimulatedPayment>;
  /** Faults `transfer.not_found`, `transfer.step_impossible`. */
  step(asker: Asker, reference: string, step: Step): Promise<SteppedTransfer>;
}

/**
 * ₦1 billion. Here money costs nothing, and the institution's accounts are everybody's: with a thousand payments of the
 * largest amount there is, one tenant would take them to the end of what a balance can be, and no other would be paid.
 */
const MOST_KOBO = 100_000_000_000n;

export function createSimulatedRail(options: {
  readonly audit: Audit;
  readonly clock: Clock;
  readonly database: Database;
  readonly ledger: Ledger;
  readonly random: Random;
  readonly simulator: Simulator;
  /** The NIP code of a bank, by any of its codes. */
  readonly nipCodeOf: (bankCode: string) => string | undefined;
  readonly outcomeOf: (businessId: BusinessId, sessionId: string) => Promise<PaymentOutcome>;
  readonly transferOf: (businessId: BusinessId, reference: string) => Promise<SteppedTransfer | undefined>;
}): SimulatedRail {
  const { audit, clock, database, ledger, nipCodeOf, outcomeOf, random, simulator, transferOf } = options;

  const paymentOf = async (wish: PaymentWish): Promise<InboundPayment> => {
    const bankCode = nipCodeOf(wish.payerBankCode);
    if (bankCode === undefined) throw new Fault('bank.unknown', { field: 'payerBankCode' });
    const payer = { bankCode, accountNumber: wish.payerAccountNumber };
    const holder = await simulator.nameEnquiry(payer);
    const { accountNumber, amountKobo, narration } = wish;
    return {
      // As in production the bank that pays makes it.
      sessionId: wish.sessionId ?? createSessionIds({ clock, random, nipCode: bankCode }).next(),
      accountNumber,
      amountKobo,
      payer: { ...payer, accountName: wish.payerName ?? (holder.isFound ? holder.accountName : '') },
      narration,
      paidAt: new Date(clock.now() + wish.delaySeconds * 1000),
    };
  };
  const findOwn = async ({ businessId }: Asker, reference: string): Promise<SteppedTransfer> => {
    const transfer = await transferOf(businessId, reference);
    if (transfer === undefined) throw new Fault('transfer.not_found');
    return transfer;
  };

  return {
    async payIn({ businessId, clientId, actor, action }, wish, unit) {
      requireModest(wish);
      const account = await ledger.findByNumber(database.sql, wish.accountNumber);
      // Paying into somebody else's books would let one tenant of a sandbox confuse another.
      if (account !== undefined && account.businessId !== businessId)
        throw new Fault('account.not_found', { field: 'accountNumber' });
      const { delaySeconds, copies } = wish;
      const wanted = await paymentOf(wish);
      const details = { accountNumber: wish.accountNumber, amountKobo: wish.amountKobo.toString() };
      const { sessionId, paidAt } = await unit(async (transaction) => {
        if (delaySeconds > 0) await simulator.payLater(transaction, wanted, { copies, delaySeconds });
        await audit.record(transaction.sql, { action, clientId, actor, objectId: wanted.sessionId, details });
        return { sessionId: wanted.sessionId, paidAt: wanted.paidAt.toISOString() };
      });
      if (delaySeconds > 0) return { sessionId, outcome: 'scheduled' };
      // What was stored by an earlier request with the same Idempotency-Key, which may have ended before this.
      await simulator.pay({ ...wanted, sessionId, paidAt: new Date(paidAt) }, copies);
      return { sessionId, outcome: await outcomeOf(businessId, sessionId) };
    },
    async step(asker, reference, step) {
      const { sessionId, receiverAccountNumber: accountNumber } = await findOwn(asker, reference);
      const { clientId, actor, action } = asker;
      const isDone =
        sessionId !== null &&
        (await simulator.step({ sessionId, accountNumber }, step, ({ sql }) =>
          audit.record(sql, { action, clientId, actor, objectId: sessionId, details: { reference, outcome: step } }),
        ));
      if (!isDone) throw new Fault('transfer.step_impossible');
      return findOwn(asker, reference);
    },
  };
}

/** Fault `request.unprocessable`. */
function requireModest({ amountKobo }: PaymentWish): void {
  if (amountKobo <= MOST_KOBO) return;
  const message = `amount must be at most ${MOST_KOBO} in a sandbox.`;
  throw new Fault('request.unprocessable', { message, field: 'amount' });
}
