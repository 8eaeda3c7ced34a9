/**
 * The provider of a sandbox: every well-formed BVN belongs to one of ten persons, always to the same, except the few that
 * show how it fails. The code goes by e-mail to whoever asked.
 */

import { Fault } from '../faults/index.ts';
import type { Mail } from '../mail/index.ts';
import type { Database } from '../platform/database.ts';
import { bvnCode } from './letters.ts';
import type { BvnRecord, IdentityCheck } from './provider.ts';

/** BVNs that the simulator refuses; documented in docs/registration.md. */
const UNKNOWN_BVN = '00000000000';
const UNREACHABLE_BVN = '99999999999';

/** First, other and last names and the day of birth, by the last digit of the BVN; documented in docs/customers.md, so that a customer can be described as he is registered. */
const PEOPLE = [
  ['Adaeze', 'Amara', 'Okafor', '1985-01-23'],
  ['Chinedu', '', 'Eze', '1979-11-05'],
  ['Efe', '', 'West', '1990-01-02'],
  ['Fatima', 'Hauwa', 'Abubakar', '1993-06-17'],
  ['Ibrahim', 'Musa', 'Danjuma', '1968-09-30'],
  ['Ọlúmìdé', 'Oluwaseun', 'Adéyẹmí', '1996-02-29'],
  ['Tamuno', '', 'Ibekwe', '1974-12-12'],
  ['Zainab', 'Folasade', 'Mohammed', '2001-04-08'],
  ['Ngozi', 'Amara', 'Bello', '1988-03-14'],
  ['Kelechi', 'Chukwuemeka', 'Okonkwo', '1982-07-19'],
] as const;

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

function personOf(bvn: string): BvnRecord | undefined {
  const digit = Number(bvn.at(-1));
  const found = PEOPLE[digit];
  if (found === undefined) return undefined;
  const [firstName, otherNames, lastName, dob] = found;
  return { bvn, firstName, lastName, otherNames, dob, phoneNumber: `+234803000000${digit}` };
}
