/**
 * The rail of a sandbox: banks that know what was sent to them, in a table, so that a restart or another process makes no
 * difference. What is true of an order depends on the clock; what they tell us by themselves goes by jobs.
 */

import type { Clock } from '../platform/clock.ts';
import type { Database, Transaction } from '../platform/database.ts';
import type { Jobs } from '../platform/jobs.ts';
import type { Log } from '../platform/log.ts';
import {
  type InboundPayment,
  NO_ANSWER,
  type Rail,
  type RailListener,
  type RailOrder,
  type RailOutcome,
  type RailStatus,
} from './rail.ts';
import { behaviourOf, holderOf, LATER_SECONDS, truthOf } from './simulated-banks.ts';
import { findTransfer, holdTransfer, insertTransfer, type SimulatedTransfer, setEnd } from './store.ts';

/** What somebody may have the banks do with an order, whatever they were about to do. */
export type Step = 'settle' | 'fail' | 'reverse';

export interface Simulator extends Rail {
  /**
   * The order ends this way, whether it has arrived yet or not, and we are told so before this returns. Repeating it tells
   * us again. False when it cannot: it has ended otherwise. What happens alongside is in the transaction that decides.
   */
  step(order: SteppedOrder, step: Step, alongside: (transaction: Transaction) => Promise<void>): Promise<boolean>;
  /** Money arrives from another bank: so many times, when the delay is over. */
  payLater(transaction: Transaction, payment: InboundPayment, arrival: Arrival): Promise<void>;
  /** Money arrives from another bank before this returns: so many times at the same moment. */
  pay(payment: InboundPayment, copies: number): Promise<void>;
}

interface SteppedOrder {
  readonly sessionId: string;
  /** The receiver's. */
  readonly accountNumber: string;
}

interface Arrival {
  readonly copies: number;
  readonly delaySeconds: number;
}

export interface SimulatorOptions {
  readonly clock: Clock;
  readonly database: Database;
  readonly jobs: Jobs;
  readonly listener: RailListener;
  readonly log: Log;
}

const DUPLICATE = { state: 'unknown', responseCode: '94' } as const;
const ABSENT = { state: 'absent', responseCode: '25' } as const;
const IN_PROGRESS = { state: 'unknown', responseCode: '09' } as const;
/** What each step makes of an order, and of which. */
const STEPS: Readonly<Record<Step, { readonly from: RailStatus['state']; readonly end: RailStatus }>> = {
  settle: { from: 'unknown', end: { state: 'successful', responseCode: '00' } },
  fail: { from: 'unknown', end: { state: 'failed', responseCode: '21' } },
  reverse: { from: 'successful', end: { state: 'reversed', responseCode: '00' } },
};

export function createSimulator(options: SimulatorOptions): Simulator {
  const { clock, database, listener, log } = options;
  const { payments, endings } = createQueues(options);
  const truthNow = (transfer: SimulatedTransfer): RailStatus =>
    decided(transfer) ?? truthOf(behaviourOf(transfer.accountNumber), clock.now() - transfer.sentAt.getTime());
  const unlessBroken = async <Answer extends RailStatus>(
    work: () => Promise<Answer>,
  ): Promise<Answer | RailOutcome> => {
    try {
      return await work();
    } catch (error) {
      log.warn({ error }, 'the simulated rail did not answer');
      return NO_ANSWER;
    }
  };
  const accept = async (order: RailOrder): Promise<boolean> => {
    const { truth, later, notices } = behaviourOf(order.receiver.accountNumber);
    const { sessionId, receiver } = order;
    const transfer = { sessionId, accountNumber: receiver.accountNumber, sentAt: new Date(clock.now()) };
    return database.transaction(async (transaction) => {
      const isNew = await insertTransfer(transaction.sql, transfer, truth);
      const isTold = notices === 'disordered' || (notices === 'end' && later !== undefined);
      if (isNew && isTold) await endings.add(transaction, { sessionId }, LATER_SECONDS);
      return isNew;
    });
  };
  return {
    nameEnquiry: async (account) => holderOf(account),
    async send(order) {
      const { answer, truth, notices } = behaviourOf(order.receiver.accountNumber);
      return unlessBroken<RailOutcome>(async () => {
        if (!(await accept(order))) return DUPLICATE;
        if (notices === 'disordered' && truth !== undefined) await listener.settled(order.sessionId, truth);
        return answer;
      });
    },
    status: (sessionId) =>
      unlessBroken<RailStatus>(async () => {
        const transfer = await findTransfer(database.sql, sessionId);
        return transfer === undefined ? ABSENT : truthNow(transfer);
      }),
    async step(order, step, alongside) {
      const { sessionId } = order;
      const { from, end } = STEPS[step];
      const isDone = await database.transaction(async (transaction) => {
        const { sql } = transaction;
        const isNew =
          from === 'unknown' && (await insertTransfer(sql, { ...order, sentAt: new Date(clock.now()) }, end));
        const transfer = await holdTransfer(sql, sessionId);
        const { state } = transfer === undefined ? ABSENT : truthNow(transfer);
        if (!isNew && state !== from) return state === end.state;
        await setEnd(sql, sessionId, end);
        await alongside(transaction);
        return true;
      });
      if (isDone) await listener.settled(sessionId, end);
      return isDone;
    },
    payLater: (transaction, payment, { copies, delaySeconds }) =>
      payments.add(transaction, { payment: toJson(payment), copies }, delaySeconds),
    pay: (payment, copies) => deliver(listener, payment, copies),
  };
}

function createQueues({ database, jobs, listener }: SimulatorOptions) {
  const end = (sessionId: string) =>
    database.transaction(async ({ sql }) => {
      const transfer = await holdTransfer(sql, sessionId);
      if (transfer === undefined) return undefined;
      const { later } = behaviourOf(transfer.accountNumber);
      const known = decided(transfer);
      if (known === undefined && later !== undefined) await setEnd(sql, sessionId, later);
      return { status: known ?? later, behaviour: behaviourOf(transfer.accountNumber) };
    });
  return {
    endings: jobs.queue<{ readonly sessionId: string }>('rail.simulated-ending', async ({ sessionId }) => {
      const { status, behaviour } = (await end(sessionId)) ?? {};
      if (status === undefined) return;
      const copies = behaviour?.notices === 'disordered' ? 2 : 1;
      await atOnce(copies, () => listener.settled(sessionId, status));
      if (behaviour?.notices === 'disordered') await listener.settled(sessionId, IN_PROGRESS);
    }),
    payments: jobs.queue<{ readonly payment: PaymentJson; readonly copies: number }>(
      'rail.simulated-payment',
      ({ payment, copies }) => deliver(listener, fromJson(payment), copies),
    ),
  };
}

function decided({ state, responseCode }: SimulatedTransfer): RailStatus | undefined {
  return state === null || responseCode === null ? undefined : { state, responseCode };
}

function deliver(listener: RailListener, payment: InboundPayment, copies: number): Promise<void> {
  return atOnce(copies, () => listener.received(payment));
}

async function atOnce(count: number, work: () => Promise<void>): Promise<void> {
  await Promise.all(Array.from({ length: count }, work));
}

type PaymentJson = Omit<InboundPayment, 'amountKobo' | 'paidAt'> & {
  readonly amountKobo: string;
  readonly paidAt: string;
};

function toJson(payment: InboundPayment): PaymentJson {
  return { ...payment, amountKobo: payment.amountKobo.toString(), paidAt: payment.paidAt.toISOString() };
}

function fromJson(payment: PaymentJson): InboundPayment {
  return { ...payment, amountKobo: BigInt(payment.amountKobo), paidAt: new Date(payment.paidAt) };
}
