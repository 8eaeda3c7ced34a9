/**
 * The bank as simple as it can be thought: a list of what happened, from which every balance follows by addition. Pure,
 * and written without a look at the server, so that both err together only where the same mistake is made twice.
 */

export type Status = 'pending' | 'successful' | 'failed' | 'reversed';
export type Outcome = Exclude<Status, 'pending'>;

/** Money that came from another bank. */
export interface Payment {
  /** Where it went: an account number, or the place for money without one. */
  readonly place: string;
  readonly amountKobo: bigint;
}

/** Money that was sent, as far as the server said that it would. */
export interface Transfer {
  /** As the server calls it. */
  readonly id: string;
  /** As the client calls it; refunds have no such name. */
  readonly reference: string | undefined;
  readonly payer: string;
  /** Its account number where it is one of the business's own accounts, which are credited at once. */
  readonly receiver: string | undefined;
  readonly amountKobo: bigint;
  readonly chargeKobo: bigint;
  /** What becomes of it in the end. */
  outcome: Outcome;
}

/** Money that was moved at once, and free of charge. */
export interface Move {
  readonly from: string;
  readonly to: string;
  readonly amountKobo: bigint;
}

export interface Model {
  readonly payments: Payment[];
  readonly moves: Move[];
  readonly transfers: Transfer[];
}

/** The place of money that came for this business and found no account. */
export const SUSPENSE = 'suspense';

/** By the id of the transfer. */
export type StatusOf = (id: string) => Status;

export interface Balances {
  /** By account number, and of what is in suspense. */
  readonly places: ReadonlyMap<string, bigint>;
  /** On its way to other banks. */
  readonly clearingKobo: bigint;
  /** What went out, less what came in: the other banks' side of it. */
  readonly settlementKobo: bigint;
  /** Fees and taxes of all that went out and stayed there. */
  readonly chargesKobo: bigint;
}

/** Every balance, given how far each transfer has come. */
export function balancesOf({ moves, payments, transfers }: Model, statusOf: StatusOf): Balances {
  const places = new Map<string, bigint>();
  const add = (place: string, kobo: bigint): void => void places.set(place, (places.get(place) ?? 0n) + kobo);
  let [clearingKobo, settlementKobo, chargesKobo] = [0n, 0n, 0n];
  for (const { place, amountKobo } of payments) {
    add(place, amountKobo);
    settlementKobo -= amountKobo;
  }
  for (const { amountKobo, from, to } of moves) {
    add(from, -amountKobo);
    add(to, amountKobo);
  }
  for (const { amountKobo, chargeKobo, id, payer, receiver } of transfers) {
    const status = statusOf(id);
    if (status === 'failed' || status === 'reversed') continue;
    add(payer, -amountKobo - chargeKobo);
    if (status === 'pending') {
      clearingKobo += amountKobo + chargeKobo;
      continue;
    }
    chargesKobo += chargeKobo;
    if (receiver === undefined) settlementKobo += amountKobo;
    else add(receiver, amountKobo);
  }
  return { places, clearingKobo, settlementKobo, chargesKobo };
}

/**
 * Whether this is how the transfer ends. One that was returned before the server had heard that it arrived counts as
 * failed: as far as the books are concerned, it never left.
 */
export function isEnd(outcome: Outcome, status: Status | undefined): boolean {
  return status === outcome || (outcome === 'reversed' && status === 'failed');
}

/** Whether a transfer that ends so may look like this on its way. */
export function isOnTheWay(outcome: Outcome, status: Status): boolean {
  return status === 'pending' || isEnd(outcome, status) || (outcome === 'reversed' && status === 'successful');
}

/** What the account has for certain: nothing of what is on its way comes back. */
export function leastOn(model: Model, place: string, statusOf: StatusOf): bigint {
  return balancesOf(model, statusOf).places.get(place) ?? 0n;
}

/** What the account has when all that may come back has come back. */
export function mostOn(model: Model, place: string, statusOf: StatusOf): bigint {
  const best: StatusOf = (id) => {
    const outcome = model.transfers.find((one) => one.id === id)?.outcome ?? 'successful';
    return outcome === 'successful' ? statusOf(id) : outcome;
  };
  return balancesOf(model, best).places.get(place) ?? 0n;
}

/** The central bank's bands, VAT on the fee, and stamp duty from ten thousand naira on unless it stays with its owner. */
export function chargeOf(amountKobo: bigint, isOwnAccount: boolean): bigint {
  let feeKobo = 1000n;
  if (amountKobo > 500_000n) feeKobo = 2500n;
  if (amountKobo > 5_000_000n) feeKobo = 5000n;
  const vatKobo = (feeKobo * 75n + 500n) / 1000n;
  return feeKobo + vatKobo + (amountKobo >= 1_000_000n && !isOwnAccount ? 5000n : 0n);
}

/** What becomes of a transfer to a bank of the simulator, by the last digit of its numbers of ten zeros. */
export const OUTCOMES: Readonly<Record<number, Outcome>> = {
  1: 'successful',
  2: 'successful',
  3: 'failed',
  4: 'reversed',
  5: 'successful',
  6: 'failed',
  7: 'failed',
  8: 'failed',
  9: 'successful',
};
