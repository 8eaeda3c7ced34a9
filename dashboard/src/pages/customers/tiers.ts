/** How well a customer is known, in words; docs/customers.md says the same. */

interface Tier {
  readonly title: string;
  readonly meaning: string;
  /** What the next tier asks for; undefined at the highest. */
  readonly next?: string;
}

const tiers: Readonly<Record<number, Tier>> = {
  1: {
    title: 'Tier 1',
    meaning: 'Names and date of birth are those of the BVN.',
    next: 'Tier 2 asks for the phone number that the register holds.',
  },
  2: {
    title: 'Tier 2',
    meaning: 'Names, date of birth and phone number are those of the BVN.',
    next: 'Tier 3 asks for an address and a National Identity Number.',
  },
  3: {
    title: 'Tier 3',
    meaning: 'Known by BVN, phone number, address and National Identity Number.',
  },
};

export function tierOf(tier: number): Tier {
  return tiers[tier] ?? { title: `Tier ${tier}`, meaning: '' };
}
