/** Programs: what may happen to a business's money, in any order, as fast-check makes it up and makes it smaller. */

import fc from 'fast-check';

/** An account with a number of its own; a single-use account, paid as it must be or not; a number that nobody has. */
const PLACES = ['business', 'virtual', 'right', 'under', 'over', 'late', 'nobody'] as const;

export type Step =
  /** Money comes from another bank, so many times under one session id. */
  | {
      readonly kind: 'payment';
      readonly to: (typeof PLACES)[number];
      readonly amount: number;
      readonly copies: number;
    }
  /** To one of the business's own accounts, or to another bank that behaves in this way. */
  | {
      readonly kind: 'transfer';
      readonly from: 'business' | 'virtual';
      readonly to: 'own' | number;
      readonly amount: number;
      /** More than there can be. */
      readonly isTooMuch: boolean;
    }
  /** The same order once more. */
  | { readonly kind: 'repetition'; readonly of: number }
  /** A transfer of the past is made to end in this way. */
  | { readonly kind: 'ending'; readonly of: number; readonly step: 'settle' | 'fail' | 'reverse' }
  /** Money that came is sent back. */
  | { readonly kind: 'refund'; readonly of: number }
  /** Money in suspense is accepted. */
  | { readonly kind: 'release'; readonly of: number }
  /** Time passes, and what waited for it happens. */
  | { readonly kind: 'time'; readonly seconds: number }
  /** The server loses its connections in the middle of a transfer, and another takes its place. */
  | { readonly kind: 'crash'; readonly amount: number; readonly to: number };

const amount = fc.oneof(
  fc.integer({ min: 1, max: 20_000 }),
  fc.constantFrom(500_000, 500_001, 999_999, 1_000_000, 5_000_000, 5_000_001),
);
const index = fc.nat({ max: 20 });

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({
      kind: fc.constant('payment' as const),
      to: fc.constantFrom(...PLACES),
      amount: fc.integer({ min: 100, max: 20_000_000 }),
      copies: fc.constantFrom(1, 1, 2, 3),
    }),
  },
  {
    weight: 16,
    arbitrary: fc.record({
      kind: fc.constant('transfer' as const),
      from: fc.constantFrom('business', 'virtual'),
      to: fc.oneof(fc.constant('own' as const), fc.integer({ min: 1, max: 9 })),
      amount,
      isTooMuch: fc.constantFrom(false, false, false, false, false, true),
    }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('repetition' as const), of: index }) },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('ending' as const),
      of: index,
      step: fc.constantFrom('settle', 'fail', 'reverse'),
    }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('refund' as const), of: index }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('release' as const), of: index }) },
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant('time' as const), seconds: fc.constantFrom(1, 4, 90) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('crash' as const), amount, to: fc.integer({ min: 1, max: 9 }) }),
  },
);

export const program: fc.Arbitrary<readonly Step[]> = fc.array(step, { minLength: 8, maxLength: 24, size: 'max' });
