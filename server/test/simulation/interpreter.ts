/** Runs a program against the bank and against the model, and holds the two together after every step. */

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Answer, expectOk } from '../harness/client.ts';
import { until } from '../harness/until.ts';
import type { Bank } from './bank.ts';
import { type Books, compare, readBooks } from './books.ts';
import type { Desk, OrderToSend, ReceivedPayment } from './desk.ts';
import {
  balancesOf,
  chargeOf,
  isEnd,
  isOnTheWay,
  leastOn,
  type Model,
  mostOn,
  OUTCOMES,
  type StatusOf,
  SUSPENSE,
} from './model.ts';
import { hurryUntil } from './patience.ts';
import { program, type Step } from './program.ts';

/** How long a single-use account waits for its payment. */
const SINGLE_USE_SECONDS = 60;
const ENDS = { settle: 'successful', fail: 'failed', reverse: 'reversed' } as const;
/** Of a shape that no account of ours has. */
const NOBODYS_NUMBER = '9999999999';
const TOO_MUCH_KOBO = 900_000_000_000n;

interface Run {
  readonly bank: Bank;
  readonly desk: Desk;
  readonly businessId: string;
  readonly model: Model;
  readonly orders: { readonly order: OrderToSend; readonly answer: Answer }[];
  readonly business: string;
  readonly virtual: string;
  references: number;
}

let sessions = 0;

interface Runs extends fc.Parameters<[readonly Step[]]> {
  /** After it no further program is begun. */
  readonly limitMs?: number;
}

/** Runs random programs; a failure shows the smallest that fails, with the seed and the path that lead to it. */
export async function expectPrograms(bank: Bank, { limitMs, ...parameters }: Runs): Promise<void> {
  const lastBegin = performance.now() + (limitMs ?? Number.POSITIVE_INFINITY);
  const property = fc.asyncProperty(program, async (steps) => {
    // One that is under way is not cut short: it would go on beside whatever comes next.
    if (performance.now() < lastBegin) await runProgram(bank, steps);
  });
  await fc.assert(property, parameters);
}

/** A business of its own for every run, so that what one leaves behind when it fails does not fail the next. */
async function runProgram(bank: Bank, steps: readonly Step[]): Promise<void> {
  const { businessId, desk } = await bank.openBusiness();
  const { accountNumber: business } = await desk.accountDetails();
  const virtual = await desk.openVirtualAccount('the-account');
  const model: Model = { payments: [], moves: [], transfers: [] };
  const run: Run = { bank, desk, businessId, model, orders: [], business, virtual, references: 0 };
  for (const to of ['business', 'virtual'] as const)
    await receive(run, { kind: 'payment', to, amount: 20_000_000, copies: 1 });
  for (const step of steps) {
    await perform(run, step);
    await check(run);
  }
  await settleEverything(run);
}

function perform(run: Run, step: Step): Promise<void> {
  switch (step.kind) {
    case 'payment':
      return receive(run, step);
    case 'transfer':
      return transfer(run, step);
    case 'repetition':
      return repeat(run, step.of);
    case 'ending':
      return end(run, step);
    case 'refund':
      return refund(run, step.of);
    case 'release':
      return release(run, step.of);
    case 'time':
      run.bank.app.clock.advance(step.seconds);
      return run.bank.hurry();
    case 'crash':
      return crash(run, step);
  }
}

async function receive(run: Run, { amount, copies, to }: Extract<Step, { kind: 'payment' }>): Promise<void> {
  const { bank, desk, model } = run;
  const accountNumber = await accountFor(run, to, amount);
  if (to === 'late') bank.app.clock.advance(SINGLE_USE_SECONDS + 1);
  sessions += 1;
  const sessionId = `000013261101120000${String(sessions).padStart(12, '0')}`;
  const amountKobo = BigInt(amount);
  expectOk(await desk.pay({ accountNumber, amountKobo, sessionId, copies }));
  const isRight = to === 'business' || to === 'virtual' || to === 'right';
  if (isRight) model.payments.push({ place: accountNumber, amountKobo });
  else if (to !== 'nobody') model.payments.push({ place: SUSPENSE, amountKobo });
}

async function accountFor(run: Run, to: Extract<Step, { kind: 'payment' }>['to'], amount: number): Promise<string> {
  if (to === 'business') return run.business;
  if (to === 'virtual') return run.virtual;
  if (to === 'nobody') return NOBODYS_NUMBER;
  const asked = { right: amount, under: amount + 1, over: amount - 1, late: amount }[to];
  return run.desk.openSingleUse(nextReference(run), asked, SINGLE_USE_SECONDS);
}

function nextReference(run: Run): string {
  run.references += 1;
  return `reference-${run.references}`;
}

async function transfer(run: Run, step: Extract<Step, { kind: 'transfer' }>): Promise<void> {
  const [payer, other] = step.from === 'virtual' ? [run.virtual, run.business] : [run.business, run.virtual];
  const amountKobo = step.isTooMuch ? TOO_MUCH_KOBO : BigInt(step.amount);
  const order = { payer, to: step.to === 'own' ? other : step.to, amountKobo, reference: nextReference(run) };
  const statusOf = await statusesOf(run);
  const needed = amountKobo + chargeOf(amountKobo, step.to === 'own');
  const [least, most] = [leastOn(run.model, payer, statusOf), mostOn(run.model, payer, statusOf)];
  const answer = await run.desk.send(order, step.from === 'virtual');
  if (least >= needed) assert.ok(answer.status < 300, `a transfer that is covered is made: ${answer.text}`);
  if (most < needed) assert.equal(answer.body.code, 'account.insufficient_funds', answer.text);
  note(run, order, answer);
}

/** What the server has promised goes into the model. */
function note(run: Run, order: OrderToSend, answer: Answer): void {
  run.orders.push({ order, answer });
  if (answer.status >= 300) {
    assert.equal(answer.body.code, 'account.insufficient_funds', answer.text);
    return;
  }
  const { amountKobo, payer, reference, to } = order;
  const isOwn = typeof to === 'string';
  const chargeKobo = chargeOf(amountKobo, isOwn);
  const { amount, reference: id, totalAmount, transactionCharge } = answer.body.data;
  assert.deepEqual(
    [amount, transactionCharge, totalAmount],
    [amountKobo, chargeKobo, amountKobo + chargeKobo].map(String),
    'what the transfer costs',
  );
  const outcome = isOwn ? 'successful' : (OUTCOMES[to] ?? 'successful');
  run.model.transfers.push({ id, reference, payer, receiver: isOwn ? to : undefined, amountKobo, chargeKobo, outcome });
}

/** The same order gets the same answer, and nothing moves; one that was refused may be made now. */
async function repeat(run: Run, of: number): Promise<void> {
  const known = pick(run.orders, of);
  if (known === undefined) return;
  const { answer: first, order } = known;
  const answer = await run.desk.send(order, order.payer === run.virtual);
  if (first.status >= 300) {
    note(run, order, answer);
    if (answer.status < 300) run.orders.splice(run.orders.indexOf(known), 1);
    return;
  }
  const { amount, retrievalReference, totalAmount, transactionCharge } = expectOk(answer).data;
  assert.deepEqual(
    [amount, transactionCharge, totalAmount, retrievalReference],
    [first.body.data.amount, first.body.data.transactionCharge, first.body.data.totalAmount, order.reference],
  );
}

/** What a tester may do to a transfer on the rail; it does nothing to one that has ended otherwise. */
async function end(run: Run, { of, step }: Extract<Step, { kind: 'ending' }>): Promise<void> {
  const found = pick(
    run.model.transfers.filter(({ receiver }) => receiver === undefined),
    of,
  );
  if (found?.reference === undefined) return;
  const answer = await run.desk.step(found.reference, step);
  if (answer.status >= 300) return;
  // What the bank does of its own accord later is not kept from happening by saying what is so already.
  if (step !== 'settle' || found.outcome === 'failed') found.outcome = ENDS[step];
}

/** From wherever the money is: out of suspense, or from the account that it is on, if there is enough of it. */
async function refund(run: Run, of: number): Promise<void> {
  const found = pick(await run.desk.received(), of);
  if (found === undefined) return;
  const payer = placeOf(run, found);
  const amountKobo = BigInt(found.amount);
  const least = leastOn(run.model, payer, await statusesOf(run));
  const answer = await run.desk.refund(found.transactionId);
  if (answer.status >= 300) {
    const isShort = answer.body.code === 'account.insufficient_funds' && least < amountKobo;
    assert.ok(isShort || (found.refundStatus !== 'none' && answer.body.code === 'payment.refunded'), answer.text);
    return;
  }
  assert.equal(found.refundStatus, 'none', 'what was refunded is not refunded again');
  const { refundTransactionId: id } = answer.body.data;
  const nothing = { reference: undefined, receiver: undefined, chargeKobo: 0n };
  run.model.transfers.push({ ...nothing, id, payer, amountKobo, outcome: 'successful' });
}

/** Out of suspense into the account of the business. */
async function release(run: Run, of: number): Promise<void> {
  const found = pick(await run.desk.received(), of);
  if (found === undefined) return;
  const answer = await run.desk.release(found.transactionId);
  const isOpen = found.status === 'suspended' && found.refundStatus === 'none';
  assert.equal(answer.status < 300, isOpen, `only what is in suspense is released: ${answer.text}`);
  if (isOpen) run.model.moves.push({ from: SUSPENSE, to: run.business, amountKobo: BigInt(found.amount) });
}

function placeOf(run: Run, { recipientAccountNumber, status }: ReceivedPayment): string {
  if (status === 'suspended') return SUSPENSE;
  return status === 'released' ? run.business : recipientAccountNumber;
}

function pick<T>(choices: readonly T[], of: number): T | undefined {
  return choices[of % Math.max(1, choices.length)];
}

/** The server dies with a transfer in hand; its client, left without an answer, asks the next one. */
async function crash(run: Run, { amount, to }: Extract<Step, { kind: 'crash' }>): Promise<void> {
  const order = { payer: run.business, to, amountKobo: BigInt(amount), reference: nextReference(run) };
  const first = run.desk.send(order, false).catch(() => undefined);
  await run.bank.crash();
  await first;
  let answer: Answer | undefined;
  await until('the answer is certain', async () => {
    answer = await run.desk.send(order, false);
    return answer.status < 500;
  });
  if (answer !== undefined) note(run, order, answer);
}

async function statusesOf(run: Run): Promise<StatusOf> {
  const { statuses } = await readBooks(run.bank.app.sql, run.businessId);
  return (id) => statuses.get(id) ?? 'pending';
}

async function check(run: Run): Promise<Books> {
  const books = await readBooks(run.bank.app.sql, run.businessId);
  const known = new Map(run.model.transfers.map(({ id, outcome }) => [id, outcome]));
  for (const [id, status] of books.statuses) {
    const outcome = known.get(id) ?? assert.fail(`nobody was told of ${id}`);
    assert.ok(isOnTheWay(outcome, status), `${id} is ${status}, and should become ${outcome}`);
  }
  assert.equal(books.statuses.size, known.size, 'every transfer that was acknowledged is there');
  compare(
    books,
    balancesOf(run.model, (id) => books.statuses.get(id) ?? 'pending'),
  );
  return books;
}

/** All that is on its way arrives or comes back, and clearing is empty. */
async function settleEverything(run: Run): Promise<void> {
  const hurry = (): Promise<void> => {
    run.bank.app.clock.advance(4);
    return run.bank.hurry();
  };
  await hurryUntil('every transfer has ended as it must', hurry, async () => {
    const { statuses } = await readBooks(run.bank.app.sql, run.businessId);
    return run.model.transfers.every(({ id, outcome }) => isEnd(outcome, statuses.get(id)));
  });
  const books = await check(run);
  assert.equal(books.clearingKobo, 0n, 'clearing is back to zero');
}
