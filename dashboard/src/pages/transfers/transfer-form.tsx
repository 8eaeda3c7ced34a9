/** The form of a transfer and its two steps. What was typed stays when one goes back from the review. */

import type { ReactElement } from 'react';
import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { type UseFormReturn, useForm, useWatch } from 'react-hook-form';
import { useHolder } from '../../components/use-holder.ts';
import { readAmount } from '../../lib/amounts.ts';
import { focusFirstError } from '../../lib/focus-error.ts';
import { newReference } from '../../lib/references.ts';
import { useAbout } from '../../lib/use-session.ts';
import { Stepper } from '../../ui/timeline.tsx';
import { leftAfter, useCharges } from './charges.tsx';
import { DetailsStep } from './details-step.tsx';
import { ReviewStep } from './review-step.tsx';
import { MagicNumberHints, TransferSummary } from './transfer-summary.tsx';
import type { TransferValues } from './transfer-values.ts';
import { usePayer } from './use-payer.ts';
import { useSendTransfer } from './use-send-transfer.ts';

type Start = Pick<TransferValues, 'payer' | 'accountNumber' | 'bankCode'>;

export function TransferForm(start: Start): ReactElement {
  const about = useAbout();
  const [isReview, setReview] = useState(false);
  const element = useRef<HTMLFormElement>(null);
  const form = useTransferForm(start);
  const values = useWatch({ control: form.control }) as TransferValues;
  const payer = usePayer(values.payer);
  const holder = useHolder(values.bankCode, values.accountNumber);
  const charges = useCharges(readAmount(values.amount));
  const send = useSendTransfer(form, payer.owner, () => {
    flushSync(() => setReview(false));
    focusFirstError(element.current);
  });

  function review(): void {
    const left = leftAfter(payer.balance, charges.data);
    if (charges.data?.amount === String(readAmount(values.amount)) && left !== undefined && left < 0n) {
      form.setError('amount', { message: 'There is not enough on the account for this and its charges.' });
    } else if (holder.data !== undefined && !holder.isError) {
      setReview(true);
      return;
    } else if (holder.error === null) {
      form.setError('accountNumber', { message: 'Wait until the bank has said whose account this is.' });
    }
    focusFirstError(element.current);
  }

  return (
    <>
      <Stepper label="Steps of the transfer" steps={['Details', 'Review']} current={isReview ? 1 : 0} />
      <div className="grid gap-6 items-start lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="min-w-0">
          <form
            ref={element}
            noValidate
            hidden={isReview}
            onSubmit={form.handleSubmit(review, () => focusFirstError(element.current))}
          >
            <DetailsStep form={form} values={values} payer={payer} holder={holder} />
          </form>
          {isReview && holder.data !== undefined ? (
            <ReviewStep
              values={values}
              payer={payer}
              holder={holder.data}
              charges={charges.data}
              problem={send.problem}
              isSending={send.isSending}
              onBack={() => {
                send.forget();
                setReview(false);
              }}
              onSend={() => send.send(values)}
            />
          ) : null}
        </div>
        <aside aria-label="Cost" className="flex min-w-0 flex-col gap-4">
          <TransferSummary charges={readAmount(values.amount) === undefined ? undefined : charges.data} payer={payer} />
          {about?.environment === 'sandbox' && !isReview ? (
            <MagicNumberHints onChoose={(number) => form.setValue('accountNumber', number)} />
          ) : null}
        </aside>
      </div>
    </>
  );
}

function useTransferForm(start: Start): UseFormReturn<TransferValues> {
  const [reference] = useState(() => newReference('transfer'));
  return useForm<TransferValues>({
    defaultValues: { ...start, amount: '', narration: '', reference, isAnonymous: false },
    shouldFocusError: false,
  });
}
