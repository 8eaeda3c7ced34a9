/**
 * The tariff file: JSON that says what differs from the built-in tariff. Every problem is found at once, since a tariff
 * that is half understood would charge people something nobody meant.
 */

import { DEFAULT_TARIFF } from './default.ts';
import { type Band, dayInLagos, type Limits, type Tariff, TIERS } from './rules.ts';

type Json = Readonly<Record<string, unknown>>;

/** The parts of the file, each of which stands for the whole of the built-in part of that name. */
const PARTS = ['transferBands', 'inbound', 'vatBasisPoints', 'stampDuty', 'limits'];
const INBOUND = ['flatKobo', 'basisPoints', 'capKobo'];
const DUTY = ['amountKobo', 'thresholdKobo', 'payer', 'from'];
const LIMITS = ['perTransferKobo', 'perDayKobo', 'depositKobo', 'balanceKobo'];

/** The tariff that the text of a file describes. Adds each problem to `problems`, as the end of a sentence. */
export function readTariff(text: string, problems: string[]): Tariff {
  const read = createReader(problems);
  const file = read.object('', parse(text, problems), PARTS);
  const { transferBands, inbound, vatBasisPoints, stampDuty, limits } = file;
  return {
    transferBands:
      transferBands === undefined ? DEFAULT_TARIFF.transferBands : readBands(read, transferBands, problems),
    inbound: inbound === undefined ? DEFAULT_TARIFF.inbound : readInbound(read, inbound),
    vatBasisPoints:
      vatBasisPoints === undefined ? DEFAULT_TARIFF.vatBasisPoints : read.basisPoints('vatBasisPoints', vatBasisPoints),
    stampDuty: stampDuty === undefined ? DEFAULT_TARIFF.stampDuty : readDuty(read, stampDuty, problems),
    limits: limits === undefined ? DEFAULT_TARIFF.limits : readLimits(read, limits),
  };
}

function parse(text: string, problems: string[]): unknown {
  try {
    return JSON.parse(text);
  } catch {
    problems.push('is not JSON');
    return {};
  }
}

type Reader = ReturnType<typeof createReader>;

function createReader(problems: string[]) {
  const whole = (at: string, value: unknown, max: number): bigint => {
    if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= max) return BigInt(value);
    problems.push(`${at} must be a whole number from 0 to ${max}`);
    return 0n;
  };
  return {
    kobo: (at: string, value: unknown) => whole(at, value, Number.MAX_SAFE_INTEGER),
    koboOrNull: (at: string, value: unknown) =>
      value === null ? null : whole(`${at}, unless null,`, value, Number.MAX_SAFE_INTEGER),
    basisPoints: (at: string, value: unknown) => whole(at, value, 10_000),
    /** An object with no other than these properties. */
    object(at: string, value: unknown, properties: readonly string[]): Json {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) {
        problems.push(`${at === '' ? 'it' : at} must be an object`);
        return {};
      }
      for (const name of Object.keys(value)) {
        if (!properties.includes(name)) problems.push(`${at === '' ? name : `${at}.${name}`} is not part of a tariff`);
      }
      return value as Json;
    },
  };
}

function readBands(read: Reader, value: unknown, problems: string[]): readonly Band[] {
  if (!Array.isArray(value) || value.length === 0) {
    problems.push('transferBands must be a list of at least one band');
    return [];
  }
  let below = 0n;
  return value.map((item: unknown, index) => {
    const at = `transferBands[${index}]`;
    const { upToKobo, feeKobo } = read.object(at, item, ['upToKobo', 'feeKobo']);
    const band = {
      upToKobo: read.koboOrNull(`${at}.upToKobo`, upToKobo),
      feeKobo: read.kobo(`${at}.feeKobo`, feeKobo),
    };
    const isLast = index === value.length - 1;
    if (isLast !== (band.upToKobo === null))
      problems.push(`${at}.upToKobo must be null in the last band, and only there`);
    if (band.upToKobo !== null && band.upToKobo <= below) problems.push(`${at}.upToKobo must be above the band before`);
    below = band.upToKobo ?? below;
    return band;
  });
}

function readInbound(read: Reader, value: unknown): Tariff['inbound'] {
  const { flatKobo = 0, basisPoints = 0, capKobo = null } = read.object('inbound', value, INBOUND);
  return {
    flatKobo: read.kobo('inbound.flatKobo', flatKobo),
    basisPoints: read.basisPoints('inbound.basisPoints', basisPoints),
    capKobo: read.koboOrNull('inbound.capKobo', capKobo),
  };
}

function readDuty(read: Reader, value: unknown, problems: string[]): Tariff['stampDuty'] {
  const { amountKobo, thresholdKobo, payer, from } = read.object('stampDuty', value, DUTY);
  if (payer !== 'sender' && payer !== 'receiver') problems.push('stampDuty.payer must be "sender" or "receiver"');
  return {
    amountKobo: read.kobo('stampDuty.amountKobo', amountKobo),
    thresholdKobo: read.kobo('stampDuty.thresholdKobo', thresholdKobo),
    payer: payer === 'receiver' ? 'receiver' : 'sender',
    from: readDay(from, problems),
  };
}

/** A calendar day, as the midnight in Lagos with which it begins. */
function readDay(value: unknown, problems: string[]): Date {
  const day =
    typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) ? new Date(`${value}T00:00:00+01:00`) : undefined;
  // A day that no month has rolls over into the next one.
  const isReal = day !== undefined && !Number.isNaN(day.getTime()) && value === dayInLagos(day);
  if (!isReal) problems.push('stampDuty.from must be a day of the form YYYY-MM-DD');
  return isReal ? day : DEFAULT_TARIFF.stampDuty.from;
}

function readLimits(read: Reader, value: unknown): Tariff['limits'] {
  const tiers = read.object('limits', value, TIERS);
  const limitsOf = (tier: (typeof TIERS)[number]): Limits => {
    if (tiers[tier] === undefined) return DEFAULT_TARIFF.limits[tier];
    const at = `limits.${tier}`;
    const { perTransferKobo, perDayKobo, depositKobo, balanceKobo } = read.object(at, tiers[tier], LIMITS);
    const limit = (name: string, one: unknown = null) => read.koboOrNull(`${at}.${name}`, one);
    return {
      perTransferKobo: limit('perTransferKobo', perTransferKobo),
      perDayKobo: limit('perDayKobo', perDayKobo),
      depositKobo: limit('depositKobo', depositKobo),
      balanceKobo: limit('balanceKobo', balanceKobo),
    };
  };
  return { 1: limitsOf('1'), 2: limitsOf('2'), 3: limitsOf('3'), business: limitsOf('business') };
}
