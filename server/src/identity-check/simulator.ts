/**
 * The provider of a sandbox: every well-formed BVN belongs to somebody, always to the same person, except the few that
 * show how it fails. The code goes by e-mail to whoever asked.
 */

import { createHash } from 'node:crypto';
import { Fault } from '../faults/index.ts';
import type { Mail } from '../mail/index.ts';
import type { Database } from '../platform/database.ts';
import { bvnCode } from './letters.ts';
import type { BvnRecord, IdentityCheck } from './provider.ts';

/** BVNs that the simulator refuses; documented in docs/registration.md. */
const UNKNOWN_BVN = '00000000000';
const UNREACHABLE_BVN = '99999999999';

const FIRST_NAMES = ['Adaeze', 'Bola', 'Chinedu', 'Efe', 'Fatima', 'Ibrahim', 'Ngozi', 'Olumide', 'Tamuno', 'Zainab'];
const OTHER_NAMES = ['Amara', 'Chukwuemeka', 'Folasade', 'Hauwa', 'Ifeoma', 'Kelechi', 'Musa', 'Oluwaseun', '', ''];
const LAST_NAMES = [
  'Abubakar',
  'Adeyemi',
  'Bello',
  'Danjuma',
  'Eze',
  'Ibekwe',
  'Mohammed',
  'Okafor',
  'Okonkwo',
  'West',
];
const FIRST_YEAR = 1960;
const YEARS = 40;

export function createSimulatedCheck(options: { readonly database: Database; readonly mail: Mail }): IdentityCheck {
  const { database, mail } = options;
  return {
    async resolve(bvn) {
      if (bvn === UNREACHABLE_BVN) {
        throw new Fault('service.unavailable', { message: 'The BVN provider does not answer (simulated).' });
      }
      return bvn === UNKNOWN_BVN ? undefined : personOf(bvn);
    },
    sendCode: ({ email, code, validMinutes }) =>
      database.transaction((transaction) => mail.send(transaction, { to: email, ...bvnCode(code, validMinutes) })),
  };
}

function personOf(bvn: string): BvnRecord {
  const seed = createHash('sha256').update(bvn).digest();
  const pick = (names: readonly string[], at: number): string => names[(seed[at] ?? 0) % names.length] ?? '';
  const twoDigits = (count: number, at: number): string => String(1 + ((seed[at] ?? 0) % count)).padStart(2, '0');
  return {
    bvn,
    firstName: pick(FIRST_NAMES, 0),
    otherNames: pick(OTHER_NAMES, 1),
    lastName: pick(LAST_NAMES, 2),
    dob: `${FIRST_YEAR + ((seed[3] ?? 0) % YEARS)}-${twoDigits(12, 4)}-${twoDigits(28, 5)}`,
    phoneNumber: `+23480${String(seed.readUInt32BE(6) % 100_000_000).padStart(8, '0')}`,
  };
}
