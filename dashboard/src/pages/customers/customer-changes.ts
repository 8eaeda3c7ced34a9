/** What a person changed of what is known of a customer, and what comes of it. */

import type { CustomerDetails, CustomerUpdateInput } from '@interstellas/sdk';
import type { Values } from './customer-values.ts';
import { tierOf } from './tiers.ts';

/** What may change: who he is by the register stays. */
export type Changeable = Omit<Values, 'bvn' | 'dateOfBirth'>;

/** As the form begins. The National Identity Number is known by its last digits alone, so its field begins empty. */
export function changeableOf(customer: CustomerDetails): Changeable {
  const { firstName, otherNames, lastName, phoneNo, email, gender, placeOfBirth, address } = customer;
  return {
    ...{ firstName, otherNames, lastName, phoneNo, email, gender, placeOfBirth, address },
    nationalIdentityNo: '',
  };
}

/** What the API is told: only what is otherwise than when the form was opened, so that nothing else is put back. */
export function changesOf(before: Changeable, after: Changeable, dropsIdentityNo: boolean): CustomerUpdateInput {
  const names = Object.keys(before) as (keyof Changeable)[];
  const changed = names.filter((name) => after[name] !== before[name] && after[name].trim() !== before[name]);
  return {
    ...Object.fromEntries(changed.map((name) => [name, after[name].trim()])),
    ...(dropsIdentityNo && { nationalIdentityNo: '' }),
  };
}

/** What saving may take from him, as far as it can be said before the register is asked. */
export function riskOf(tier: number, changes: CustomerUpdateInput): string | undefined {
  if (tier > 1 && changes.phoneNo !== undefined) {
    return 'Unless the register holds the new phone number, this customer falls to tier 1.';
  }
  if (tier === 3 && (changes.address === '' || changes.nationalIdentityNo === '')) {
    return 'Without an address and a National Identity Number this customer falls to tier 2.';
  }
  return undefined;
}

export function wordsOfSaved(before: number, { name, tier }: CustomerDetails): string {
  const saved = 'The changes are saved.';
  if (tier === before) return saved;
  const verb = tier > before ? 'rose' : 'fell';
  return `${saved} ${name} ${verb} from ${tierOf(before).title.toLowerCase()} to ${tierOf(tier).title.toLowerCase()}.`;
}

/** What leads to the next tier: the field to begin with, and how the button to it is called. */
export interface Missing {
  readonly field: keyof Changeable;
  readonly action: string;
}

export function missingOf({ tier, address }: CustomerDetails): Missing | undefined {
  if (tier === 1) return { field: 'phoneNo', action: 'Change the phone number' };
  if (tier !== 2) return undefined;
  return { field: address === '' ? 'address' : 'nationalIdentityNo', action: 'Add what is missing' };
}
