/** Where the money of a simulated payment is. */

import type { SimulatedPayment } from '@interstellas/sdk';
import type { ReactElement } from 'react';
import { formatMoney } from '../../lib/money.ts';
import { useBusiness } from '../../lib/use-business.ts';
import { Callout } from '../../ui/callout.tsx';
import { Copyable } from '../../ui/copyable.tsx';
import { TextLink } from '../../ui/text-link.tsx';

const words = {
  credited: { tone: 'good', title: 'Credited', detail: 'is on the account' },
  suspended: { tone: 'warn', title: 'In suspense', detail: 'came, but the account may not take it in' },
  unmatched: {
    tone: 'warn',
    title: 'Unmatched',
    detail: 'is kept by the institution, since no account has the number',
  },
  scheduled: { tone: 'info', title: 'Scheduled', detail: 'arrives in 30 seconds' },
} as const;

export function PaymentOutcome({ payment }: { readonly payment: SimulatedPayment }): ReactElement {
  const { id: businessId } = useBusiness();
  const { outcome, amount, accountNumber, sessionId } = payment;
  const { tone, title, detail } = words[outcome];
  return (
    <Callout tone={tone} isAlert title={title}>
      <p>
        {formatMoney(amount)} {detail} {outcome === 'credited' ? accountNumber : ''}
        {'. '}
        <TextLink
          to="/b/$businessId/inbound-payments"
          params={{ businessId }}
          search={{ sessionId }}
          className="text-current underline"
        >
          See the payment
        </TextLink>
      </p>
      <Copyable value={sessionId} label="session id" className="mt-1 text-current hover:text-current" />
    </Callout>
  );
}
