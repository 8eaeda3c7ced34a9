/** The facts about one transfer: who, what it cost, and by which names it is known. */

import type { Transfer } from '@interstellas/sdk';
import type { ReactElement } from 'react';
import { AccountLink } from '../../components/account-link.tsx';
import { useBankName } from '../../components/use-bank-name.ts';
import { useBusiness } from '../../lib/use-business.ts';
import { Copyable } from '../../ui/copyable.tsx';
import { DescriptionList } from '../../ui/description-list.tsx';
import { Money } from '../../ui/money.tsx';
import { TextLink } from '../../ui/text-link.tsx';

interface FactsProps {
  readonly transfer: Transfer;
  readonly className?: string;
}

export function TransferFacts({ transfer, className }: FactsProps): ReactElement {
  const bankName = useBankName();
  return (
    <DescriptionList
      {...(className !== undefined && { className })}
      facts={[
        { term: 'From', value: <AccountLink accountNumber={transfer.payerAccountNumber} /> },
        { term: 'Receiver', value: transfer.receiverName },
        { term: 'Bank', value: bankName(transfer.receiverBankCode) },
        {
          term: 'Account number',
          value: (
            <Copyable
              value={transfer.receiverAccountNumber}
              label="receiver’s account number"
              className="text-sm text-ink"
            />
          ),
        },
        { term: 'Narration', value: transfer.narration },
        transfer.reason !== null && { term: 'Reason', value: transfer.reason },
      ]}
    />
  );
}

export function ReferenceFacts({ transfer }: FactsProps): ReactElement {
  const { id: businessId } = useBusiness();
  const { retrievalReference, reference, sessionId, responseCode } = transfer;
  return (
    <DescriptionList
      facts={[
        {
          term: 'Retrieval reference',
          value: <Copyable value={retrievalReference} label="retrieval reference" className="text-sm text-ink" />,
        },
        {
          term: 'Transaction',
          value: (
            <span className="flex flex-wrap items-center gap-x-3">
              <Copyable value={reference} label="transaction id" className="text-sm text-ink" />
              <TextLink
                to="/b/$businessId/transactions/$transactionId"
                params={{ businessId, transactionId: reference }}
              >
                Open
              </TextLink>
            </span>
          ),
        },
        {
          term: 'Session id',
          value:
            sessionId === null ? (
              <span className="text-muted">None, within this bank</span>
            ) : (
              <Copyable value={sessionId} label="session id" className="text-sm text-ink" />
            ),
        },
        responseCode !== null && {
          term: 'Response code',
          value: <span className="font-mono text-sm">{responseCode}</span>,
        },
      ]}
    />
  );
}

export function CostFacts({ transfer }: FactsProps): ReactElement {
  const lines = [
    ['Amount', transfer.amount],
    ['Fee', transfer.fee],
    ['VAT on the fee', transfer.vat],
    ['Stamp duty', transfer.stampDuty],
  ] as const;
  return (
    <dl className="flex flex-col gap-2">
      {lines.map(([term, kobo]) => (
        <div key={term} className="flex justify-between gap-4">
          <dt className="text-muted">{term}</dt>
          <dd>
            <Money kobo={kobo} />
          </dd>
        </div>
      ))}
      <div className="flex justify-between gap-4 border-t pt-2 font-semibold">
        <dt>Debited in all</dt>
        <dd>
          <Money kobo={transfer.totalAmount} />
        </dd>
      </div>
    </dl>
  );
}
