/** Whether somebody is who he says, as far as a register knows, and how well he is known then: decisions without I/O. */

import type { BvnRecord } from '../identity-check/index.ts';
import type { CustomerId } from '../platform/ids.ts';

/** A customer as he is described when his account is opened. Texts that were not given are empty. */
export interface Particulars {
  readonly firstName: string;
  readonly lastName: string;
  readonly otherNames: string;
  readonly bvn: string;
  readonly phoneNo: string;
  readonly gender: string;
  readonly email: string;
  readonly dateOfBirth: string;
  readonly placeOfBirth: string;
  readonly address: string;
  readonly nationalIdentityNo: string;
}

/** What may change of a customer who has an account: not who he is. */
export type Correction = Partial<Omit<Particulars, 'bvn' | 'dateOfBirth'>>;

export type CustomerTier = 1 | 2 | 3;

/** What the sealed numbers of a customer are bound to. */
export function bvnContext(id: CustomerId): string {
  return `customer bvn ${id}`;
}

export function nationalIdentityNoContext(id: CustomerId): string {
  return `customer national-identity-no ${id}`;
}

export function fullName({ firstName, otherNames, lastName }: Particulars): string {
  return [firstName, otherNames, lastName]
    .flatMap((part) => part.split(/\s+/u))
    .filter((part) => part !== '')
    .join(' ');
}

/** Without capitals, accents and punctuation: what two spellings of a name have in common. */
export function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}|['’ʼ`]/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/**
 * The fields that are not what the register holds. Names count in whatever order: each part of a name that is given must
 * be a part of the registered one, and no part counts twice. Of other names initials will do.
 */
export function mismatches(given: Particulars, record: BvnRecord): (keyof Particulars)[] {
  const registered = [record.firstName, record.lastName, record.otherNames].flatMap(partsOf);
  const take = (part: string, accepts: (name: string) => boolean): boolean => {
    const place = registered.indexOf(part) >= 0 ? registered.indexOf(part) : registered.findIndex(accepts);
    if (place >= 0) registered.splice(place, 1);
    return place >= 0;
  };
  const isRegistered = (text: string) => {
    const parts = partsOf(text);
    return parts.length > 0 && parts.map((part) => take(part, () => false)).every(Boolean);
  };
  const areRegistered = (text: string) =>
    partsOf(text)
      .map((part) => take(part, (name) => part.length === 1 && name.startsWith(part)))
      .every(Boolean);
  const holds = {
    firstName: isRegistered(given.firstName),
    lastName: isRegistered(given.lastName),
    otherNames: areRegistered(given.otherNames),
    dateOfBirth: calendarDay(record.dob) === calendarDay(given.dateOfBirth) && calendarDay(record.dob) !== undefined,
  };
  return (Object.keys(holds) as (keyof typeof holds)[]).filter((field) => !holds[field]);
}

function partsOf(name: string): string[] {
  return folded(name)
    .split(' ')
    .filter((part) => part !== '');
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
/** `1988-03-14`, also with a time behind it; `14/03/1988` and `14-03-1988`; `14-Mar-1988`. */
const DAY_FORMS = [
  /^(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})(?:T.*)?$/,
  /^(?<day>\d{1,2})[-/.](?<month>\d{1,2})[-/.](?<year>\d{4})$/,
  /^(?<day>\d{1,2})[- ](?<month>[A-Za-z]{3})[a-z]*[- ](?<year>\d{4})$/,
];

/** A day as registers and clients write it, as `YYYY-MM-DD`; undefined when it is none. */
export function calendarDay(text: string): string | undefined {
  for (const form of DAY_FORMS) {
    const { year = '', month = '', day = '' } = form.exec(text.trim())?.groups ?? {};
    const number = /^\d/.test(month) ? Number(month) : MONTHS.indexOf(month.toLowerCase()) + 1;
    const written = `${year}-${String(number).padStart(2, '0')}-${day.padStart(2, '0')}`;
    // A day that no month has rolls over into the next one, or is no time at all.
    const time = new Date(`${written}T00:00:00Z`);
    if (!Number.isNaN(time.getTime()) && time.toISOString().startsWith(written)) return written;
  }
  return undefined;
}

/**
 * 1 when names and date of birth are those of the BVN, which is the least with which an account is opened; 2 when the
 * phone number is the registered one as well, so that the customer can be reached as the register would; 3 when address
 * and National Identity Number are on file besides.
 */
export function tierOf(given: Particulars, record: BvnRecord): CustomerTier {
  return tierWith(given, international(given.phoneNo) === international(record.phoneNumber));
}

/** The same, where it is known whether he can be reached as the register would. */
export function tierWith(given: Particulars, hasRegisteredPhone: boolean): CustomerTier {
  if (!hasRegisteredPhone) return 1;
  return given.address.trim() === '' || given.nationalIdentityNo === '' ? 2 : 3;
}

/** The fields that a correction gives another value than they have. */
export function changedFields(known: Particulars, correction: Correction): (keyof Correction)[] {
  const fields = Object.keys(correction) as (keyof Correction)[];
  return fields.filter((field) => correction[field] !== undefined && correction[field] !== known[field]);
}

/** Whether the register must be asked what it holds before the fields may change. */
export function isVerified(fields: readonly (keyof Correction)[]): boolean {
  return fields.some((field) => ['firstName', 'lastName', 'otherNames', 'phoneNo'].includes(field));
}

/** `0803…`, `234803…` and `+234803…` are one number. */
function international(phoneNo: string): string {
  const digits = phoneNo.replace(/\D/g, '');
  return /^0\d{10}$/.test(digits) ? `234${digits.slice(1)}` : digits;
}

const HIDDEN = 7;

/** Enough to compare a number with, not enough to use it. */
export function masked(number: string): string {
  return '*'.repeat(Math.min(HIDDEN, number.length)) + number.slice(HIDDEN);
}
