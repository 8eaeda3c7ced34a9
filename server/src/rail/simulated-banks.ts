/**
 * How the banks of a sandbox behave, by the receiver's account number, whatever the bank: the numbers that docs/rail.md
 * lists show each way in which a transfer can go, and every other number is somebody's and takes money at once.
 */

import { createHash } from 'node:crypto';
import type { NameEnquiryAnswer, OtherAccount, RailOutcome, RailStatus } from './rail.ts';

export interface Behaviour {
  /** What `send` answers. */
  readonly answer: RailOutcome;
  /** What is true from the beginning, where that is not what `send` answers. */
  readonly truth?: RailStatus;
  /** What is true a few seconds later, where that is something else. */
  readonly later?: RailStatus;
  /**
   * What we are told of it: the end when it is there, nothing at all, or the end before `send` has answered, and a few
   * seconds later twice more and then that it is in progress.
   */
  readonly notices: 'end' | 'none' | 'disordered';
}

/** How much later. */
export const LATER_SECONDS = 5;

const SUCCESS = { state: 'successful', responseCode: '00' } as const;
const IN_PROGRESS = { state: 'unknown', responseCode: '09' } as const;
const failure = (responseCode: string) => ({ state: 'failed', responseCode }) as const;
const refusal = (responseCode: string): Behaviour => ({ answer: failure(responseCode), notices: 'none' });

const PLAIN: Behaviour = { answer: SUCCESS, notices: 'none' };
const NOBODYS = '0000000000';

const MAGIC: ReadonlyMap<string, Behaviour> = new Map([
  [NOBODYS, refusal('07')],
  ['0000000001', PLAIN],
  ['0000000002', { answer: IN_PROGRESS, later: SUCCESS, notices: 'end' }],
  ['0000000003', { answer: IN_PROGRESS, later: failure('91'), notices: 'end' }],
  ['0000000004', { answer: SUCCESS, later: { state: 'reversed', responseCode: '00' }, notices: 'end' }],
  ['0000000005', { answer: { state: 'unknown', responseCode: '01' }, later: SUCCESS, notices: 'none' }],
  ['0000000006', refusal('06')],
  ['0000000007', refusal('61')],
  ['0000000008', refusal('08')],
  ['0000000009', { answer: IN_PROGRESS, truth: SUCCESS, notices: 'disordered' }],
]);

export function behaviourOf(accountNumber: string): Behaviour {
  return MAGIC.get(accountNumber) ?? PLAIN;
}

/** What is true of an order, so long after it was sent. */
export function truthOf({ answer, truth, later }: Behaviour, ageMs: number): RailStatus {
  return later !== undefined && ageMs >= LATER_SECONDS * 1000 ? later : (truth ?? answer);
}

const FIRST_NAMES = [
  ...['ADAEZE', 'AMINA', 'BABATUNDE', 'BOLA', 'CHIAMAKA', 'CHINEDU', 'EFE', 'EMEKA', 'FATIMA', 'FOLASADE', 'HALIMA'],
  ...['IBRAHIM', 'IFEOMA', 'KELECHI', 'MUSA', 'NGOZI', 'NKECHI', 'OLUMIDE', 'OLUWASEUN', 'SADE', 'SULEIMAN', 'TAMUNO'],
  ...['TOCHUKWU', 'UCHE', 'YETUNDE', 'ZAINAB'],
];
const LAST_NAMES = [
  ...['ABUBAKAR', 'ADEBAYO', 'ADEYEMI', 'AKPABIO', 'BELLO', 'DANJUMA', 'EKWUEME', 'EZE', 'GARBA', 'IBEKWE', 'LAWAL'],
  ...[
    'MOHAMMED',
    'NWOSU',
    'OBI',
    'OGUNLEYE',
    'OKAFOR',
    'OKONKWO',
    'OKORO',
    'OLAWALE',
    'OSAGIE',
    'SANI',
    'UMEH',
    'WEST',
  ],
  ...['YAKUBU', 'YUSUF'],
];

/** Whose an account is: always the same person's. */
export function holderOf({ bankCode, accountNumber }: OtherAccount): NameEnquiryAnswer {
  if (accountNumber === NOBODYS) return { isFound: false, responseCode: '07' };
  const seed = createHash('sha256').update(`${bankCode} ${accountNumber}`).digest();
  const pick = (names: readonly string[], at: number): string => names[seed.readUInt16BE(at) % names.length] ?? '';
  return {
    isFound: true,
    accountName: `${pick(FIRST_NAMES, 0)} ${pick(FIRST_NAMES, 2)} ${pick(LAST_NAMES, 4)}`,
    bvn: `22${String(seed.readUInt32BE(6) % 1_000_000_000).padStart(9, '0')}`,
    kycLevel: String(1 + (seed.readUInt8(10) % 3)),
  };
}
