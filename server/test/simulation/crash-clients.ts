/**
 * The clients of the crash test: they move money without a pause, and do what the documentation advises: without a certain
 * answer they repeat the request under its reference. What was acknowledged goes into the model.
 */

import assert from 'node:assert/strict';
import { type Answer, expectOk } from '../harness/client.ts';
import type { Dice } from '../harness/dice.ts';
import { until } from '../harness/until.ts';
import type { Desk, OrderToSend, PaymentToMake } from './desk.ts';
import { type Model, OUTCOMES } from './model.ts';

export interface Load {
  readonly desk: Desk;
  /** The business's own first. */
  readonly accounts: readonly [string, ...string[]];
  /** What was acknowledged. */
  readonly model: Model;
  /** Session ids of the payments in it. */
  readonly paid: string[];
  answers: number;
  isOver: boolean;
}

const PATIENCE_MS = 60_000;
const FUNDS_KOBO = 400_000_000n;

/** The accounts that money moves between, each with plenty. */
export async function openLoad(desk: Desk, count: number): Promise<Load> {
  const { accountBalance, accountNumber } = await desk.accountDetails();
  const virtual: string[] = [];
  for (let index = 1; index < count; index += 1) virtual.push(await desk.openVirtualAccount(`account-${index}`));
  const accounts: Load['accounts'] = [accountNumber, ...virtual];
  const load = {
    desk,
    accounts,
    // The account of a demo client does not begin empty.
    model: { payments: [{ place: accountNumber, amountKobo: BigInt(accountBalance) }], moves: [], transfers: [] },
    paid: [],
    answers: 0,
    isOver: false,
  };
  for (const [index, account] of accounts.entries()) {
    await pay(load, { accountNumber: account, amountKobo: FUNDS_KOBO, sessionId: sessionIdOf(0, index), copies: 1 });
  }
  return load;
}

/** Goes on until the load is over. The number tells clients apart, from 1 on. */
export async function beClient(load: Load, number: number, dice: Dice): Promise<void> {
  for (let count = 0; !load.isOver; count += 1) {
    const payer = dice.pick(load.accounts);
    const amountKobo = BigInt(1 + dice.below(2_000_000));
    const choice = dice.below(10);
    if (choice < 2) {
      const copies = 1 + dice.below(2);
      await pay(load, { accountNumber: payer, amountKobo, sessionId: sessionIdOf(number, count), copies });
      continue;
    }
    const neighbour = load.accounts[(load.accounts.indexOf(payer) + 1) % load.accounts.length] ?? payer;
    const order = {
      payer,
      to: choice < 5 ? neighbour : 1 + dice.below(9),
      amountKobo,
      reference: `client-${number}-${count}`,
    };
    await send(load, order);
    if (choice === 9) await repeat(load, order);
  }
}

async function pay(load: Load, payment: PaymentToMake): Promise<void> {
  expectOk(await certain(load, () => load.desk.pay(payment)));
  load.model.payments.push({ place: payment.accountNumber, amountKobo: payment.amountKobo });
  load.paid.push(payment.sessionId);
}

async function send(load: Load, order: OrderToSend): Promise<void> {
  const { amountKobo, payer, reference, to } = order;
  const answer = await certain(load, () => load.desk.send(order, payer !== load.accounts[0]));
  if (answer.status === 422) return;
  const { amount, reference: id, transactionCharge } = expectOk(answer).data;
  assert.equal(amount, String(amountKobo));
  load.model.transfers.push({
    id,
    reference,
    payer,
    receiver: typeof to === 'string' ? to : undefined,
    amountKobo,
    chargeKobo: BigInt(transactionCharge),
    outcome: (typeof to === 'number' ? OUTCOMES[to] : undefined) ?? 'successful',
  });
}

/** A client that is not sure whether it has sent this, and asks for it again. */
async function repeat(load: Load, order: OrderToSend): Promise<void> {
  const answer = await certain(load, () => load.desk.send(order, order.payer !== load.accounts[0]));
  if (answer.status !== 422) assert.equal(expectOk(answer).data.amount, String(order.amountKobo));
}

async function certain(load: Load, request: () => Promise<Answer>): Promise<Answer> {
  let answer: Answer | undefined;
  const isCertain = async (): Promise<boolean> => {
    answer = await request().catch(() => undefined);
    return answer !== undefined && answer.status < 500;
  };
  await until('the answer is certain', isCertain, PATIENCE_MS);
  load.answers += 1;
  return answer ?? assert.fail('no answer');
}

/** 30 digits, of another bank. */
function sessionIdOf(number: number, count: number): string {
  return `000013261101120000${String(number).padStart(4, '0')}${String(count).padStart(8, '0')}`;
}
