/** What a movement of money costs, and how much may move: pure arithmetic over a tariff, in whole kobo. */

import { LAGOS_AHEAD_MS } from '../platform/clock.ts';

/** Who pays for money that changes hands: he who sends it, or he who gets it. */
export type Payer = 'sender' | 'receiver';

/** Of a customer, by how well he is known; businesses and their virtual accounts have one of their own. */
export const TIERS = ['1', '2', '3', 'business'] as const;
export type Tier = 1 | 2 | 3 | 'business';

/** A fee for amounts up to a bound. */
export interface Band {
  /** Inclusive; null: whatever is above the band before. */
  readonly upToKobo: bigint | null;
  readonly feeKobo: bigint;
}

/** Each null: no limit. */
export interface Limits {
  readonly perTransferKobo: bigint | null;
  /** What an account may send on one day in Lagos, charges apart. */
  readonly perDayKobo: bigint | null;
  /** What may come into an account at once. */
  readonly depositKobo: bigint | null;
  /** What an account may hold. */
  readonly balanceKobo: bigint | null;
}

export interface Tariff {
  /** Of what is sent; bounds rise, and the last band has none. */
  readonly transferBands: readonly Band[];
  /** Of what comes in from other banks, taken from the payment. */
  readonly inbound: {
    readonly flatKobo: bigint;
    /** Hundredths of a percent of the amount. */
    readonly basisPoints: bigint;
    /** The most that both come to; null: no cap. */
    readonly capKobo: bigint | null;
  };
  /** On the fee, in hundredths of a percent, rounded half up. */
  readonly vatBasisPoints: bigint;
  readonly stampDuty: {
    readonly amountKobo: bigint;
    /** The smallest amount on which it is due. */
    readonly thresholdKobo: bigint;
    readonly payer: Payer;
    /** The first moment at which it is due. */
    readonly from: Date;
  };
  readonly limits: Readonly<Record<`${Tier}`, Limits>>;
}

/** What is charged on one movement; the fee is ours, the other two are passed on. */
export interface Charges {
  readonly feeKobo: bigint;
  readonly vatKobo: bigint;
  readonly stampDutyKobo: bigint;
}

export interface Chargeable {
  readonly amountKobo: bigint;
  /** What we send for somebody, or what comes in for somebody. */
  readonly kind: 'transfer' | 'inbound';
  /** Between two accounts of one business in this institution. */
  readonly isOwnAccount: boolean;
  readonly at: Date;
}

const WHOLE = 10_000n;

export const NO_CHARGES: Charges = { feeKobo: 0n, vatKobo: 0n, stampDutyKobo: 0n };

export function totalOf({ feeKobo, vatKobo, stampDutyKobo }: Charges): bigint {
  return feeKobo + vatKobo + stampDutyKobo;
}

/** A payment that comes in and is smaller than its charges is not charged. */
export function chargesOf(tariff: Tariff, movement: Chargeable): Charges {
  const isInbound = movement.kind === 'inbound';
  const feeKobo = isInbound ? inboundFee(tariff, movement.amountKobo) : bandFee(tariff, movement.amountKobo);
  const charges = {
    feeKobo,
    vatKobo: share(feeKobo, tariff.vatBasisPoints),
    stampDutyKobo: stampDuty(tariff, movement, isInbound ? 'receiver' : 'sender'),
  };
  return isInbound && totalOf(charges) >= movement.amountKobo ? NO_CHARGES : charges;
}

function bandFee({ transferBands }: Tariff, amountKobo: bigint): bigint {
  const band = transferBands.find(({ upToKobo }) => upToKobo === null || amountKobo <= upToKobo);
  return band?.feeKobo ?? 0n;
}

function inboundFee({ inbound: { flatKobo, basisPoints, capKobo } }: Tariff, amountKobo: bigint): bigint {
  const feeKobo = flatKobo + share(amountKobo, basisPoints);
  return capKobo !== null && feeKobo > capKobo ? capKobo : feeKobo;
}

function stampDuty({ stampDuty: duty }: Tariff, { amountKobo, at, isOwnAccount }: Chargeable, asked: Payer): bigint {
  const isDue = duty.payer === asked && !isOwnAccount && amountKobo >= duty.thresholdKobo && at >= duty.from;
  return isDue ? duty.amountKobo : 0n;
}

/** So many hundredths of a percent, rounded half up. */
function share(kobo: bigint, basisPoints: bigint): bigint {
  return (kobo * basisPoints + WHOLE / 2n) / WHOLE;
}

/** The calendar day in Lagos: YYYY-MM-DD. */
export function dayInLagos(at: Date): string {
  return new Date(at.getTime() + LAGOS_AHEAD_MS).toISOString().slice(0, 10);
}
