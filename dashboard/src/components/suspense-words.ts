/** Why money is in suspense, in a few words and in a sentence. */

import type { InboundPayment } from '@interstellas/sdk';

type Reason = NonNullable<InboundPayment['suspenseReason']>;

export const suspenseWords: Readonly<Record<Reason, { readonly short: string; readonly why: string }>> = {
  underpaid: {
    short: 'Too little',
    why: 'The account takes one payment of a set amount, and this was less. It still waits for the right one.',
  },
  overpaid: {
    short: 'Too much',
    why: 'The account takes one payment of a set amount, and this was more. It still waits for the right one.',
  },
  'already-paid': {
    short: 'Paid before',
    why: 'The account takes one payment, and had it already: this is a second one.',
  },
  'account-expired': { short: 'Too late', why: 'It was paid after the account had expired.' },
  'account-closed': { short: 'Account closed', why: 'It was paid after the account had been closed.' },
  'deposit-limit': {
    short: 'Over the deposit limit',
    why: 'It is more than the holder may take in at once at his level of verification.',
  },
  'balance-limit': {
    short: 'Over the balance limit',
    why: 'With it the holder would own more than his level of verification permits.',
  },
  'account-unknown': {
    short: 'Unknown number',
    why: 'The number was nobody’s. The operator found out that you were meant.',
  },
};
