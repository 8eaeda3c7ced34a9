/** The second step of a transfer: everything once more, before it is sent. */

import type { AccountHolder, TransferCharges } from '@interstellas/sdk';
import { ArrowLeft, Send } from 'lucide-react';
import { type ReactElement, useEffect, useRef } from 'react';
import { readAmount } from '../../lib/amounts.ts';
import { formatMoney } from '../../lib/money.ts';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { Card, CardBody, CardFooter } from '../../ui/card.tsx';
import { Copyable } from '../../ui/copyable.tsx';
import { DescriptionList } from '../../ui/description-list.tsx';
import { BigMoney } from '../../ui/money.tsx';
import type { TransferValues } from './transfer-values.ts';
import { nameOfPayer, type Payer } from './use-payer.ts';
import type { SendingProblem } from './use-send-transfer.ts';

interface ReviewStepProps {
  readonly values: TransferValues;
  readonly payer: Payer;
  readonly holder: AccountHolder;
  readonly charges: TransferCharges | undefined;
  readonly problem: SendingProblem | undefined;
  readonly isSending: boolean;
  readonly onBack: () => void;
  readonly onSend: () => void;
}

export function ReviewStep(props: ReviewStepProps): ReactElement {
  const { values, holder, problem, isSending, onBack, onSend } = props;
  const amount = readAmount(values.amount) ?? 0n;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <Card>
      <CardBody className="flex flex-col gap-5 py-5">
        <div>
          <h2 ref={heading} tabIndex={-1} className="text-base text-muted outline-none">
            You send <span className="sr-only">{formatMoney(amount)} </span>to{' '}
            <span className="font-semibold text-ink">{holder.name}</span>
          </h2>
          <BigMoney kobo={amount} />
        </div>
        <Facts {...props} />
        {problem === undefined ? null : <NotSent problem={problem} />}
      </CardBody>
      <CardFooter className="justify-between">
        <Button onClick={onBack} disabled={isSending}>
          <ArrowLeft aria-hidden />
          Back
        </Button>
        <Button variant="primary" busy={isSending} onClick={onSend}>
          <Send aria-hidden />
          {problem?.isUncertain ? 'Send the same again' : `Send ${formatMoney(amount)}`}
        </Button>
      </CardFooter>
    </Card>
  );
}

function Facts({ values, payer, holder, charges }: ReviewStepProps): ReactElement {
  return (
    <DescriptionList
      facts={[
        {
          term: 'From',
          value: (
            <>
              {nameOfPayer(payer.owner)} <span className="font-mono text-sm text-muted">{values.payer}</span>
            </>
          ),
        },
        { term: 'Receiver', value: holder.name },
        { term: 'Bank', value: holder.bankName },
        { term: 'Account number', value: <span className="font-mono text-sm">{values.accountNumber}</span> },
        charges && {
          term: 'Debited in all',
          value: `${formatMoney(charges.totalAmount)}, of which ${formatMoney(charges.transactionCharge)} are charges`,
        },
        { term: 'Narration', value: values.narration },
        {
          term: 'Reference',
          value: <Copyable value={values.reference} label="reference" className="text-sm text-ink" />,
        },
        values.isAnonymous && { term: 'Anonymous', value: 'The receiver does not see who pays.' },
      ]}
    />
  );
}

function NotSent({ problem }: { readonly problem: SendingProblem }): ReactElement {
  const { isUncertain, message, requestId } = problem;
  return (
    <Callout
      tone={isUncertain ? 'warn' : 'bad'}
      isAlert
      title={isUncertain ? 'No certain answer: the transfer may have been taken' : message}
    >
      {isUncertain
        ? 'Send the same again. Its reference makes sure that the money moves once, and you see what has become of it.'
        : 'Nothing was sent.'}
      {requestId === undefined ? null : <Copyable value={requestId} label="request id" />}
    </Callout>
  );
}
