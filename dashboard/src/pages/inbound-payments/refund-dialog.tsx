/** Sends a payment back to the account that it came from, after showing both. */

import type { InboundPayment } from '@interstellas/sdk';
import type { ReactElement } from 'react';
import { useForm } from 'react-hook-form';
import { useBankName } from '../../components/use-bank-name.ts';
import { useAction } from '../../lib/use-action.ts';
import { useBusiness } from '../../lib/use-business.ts';
import { businessKey } from '../../lib/use-read.ts';
import { useSubmitKey } from '../../lib/use-submit-key.ts';
import { Button } from '../../ui/button.tsx';
import { FormProblem } from '../../ui/callout.tsx';
import { DescriptionList } from '../../ui/description-list.tsx';
import { Dialog, DialogClose, DialogContent } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { Money } from '../../ui/money.tsx';

export interface DecisionDialogProps {
  readonly payment: InboundPayment;
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}

export function RefundDialog({ payment, open, onOpenChange }: DecisionDialogProps): ReactElement {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent
        size="sm"
        title="Refund the payment"
        description="The whole amount goes back to the account that paid, free of charge."
      >
        <RefundForm payment={payment} onDone={() => onOpenChange(false)} />
      </DialogContent>
    </Dialog>
  );
}

interface RefundFormProps {
  readonly payment: InboundPayment;
  readonly onDone: () => void;
}

function RefundForm({ payment, onDone }: RefundFormProps): ReactElement {
  const business = useBusiness();
  const key = useSubmitKey();
  const form = useForm({ defaultValues: { narration: '' } });
  const refund = useAction({
    act: ({ narration }: { readonly narration: string }) =>
      business.client.inboundPayments.refund(
        payment.transactionId,
        narration.trim() === '' ? {} : { narration: narration.trim() },
        { idempotencyKey: key.current() },
      ),
    form,
    done: 'The refund is on its way',
    invalidates: ['inbound-payments', 'transactions', 'virtual-accounts', 'account'].map((noun) =>
      businessKey(business.id, noun),
    ),
    onSuccess() {
      key.renew();
      onDone();
    },
  });
  const { errors } = form.formState;
  return (
    <form
      noValidate
      className="flex flex-col gap-4"
      onSubmit={form.handleSubmit((values) => (refund.isPending ? undefined : refund.mutate(values)))}
    >
      <FormProblem message={errors.root?.message} />
      <Destination payment={payment} />
      <Field
        label="Narration"
        optional
        hint="Shown to the payer, such as what to do instead."
        error={errors.narration?.message}
      >
        <Input maxLength={100} autoComplete="off" {...form.register('narration')} />
      </Field>
      <div className="flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
        <DialogClose asChild>
          <Button>Cancel</Button>
        </DialogClose>
        <Button type="submit" variant="primary" busy={refund.isPending}>
          Refund <Money kobo={payment.totalAmount} />
        </Button>
      </div>
    </form>
  );
}

function Destination({ payment }: { readonly payment: InboundPayment }): ReactElement {
  const bankName = useBankName();
  return (
    <DescriptionList
      className="rounded-lg border bg-subtle/50 px-4 py-3"
      facts={[
        { term: 'Amount', value: <Money kobo={payment.totalAmount} className="font-medium" /> },
        { term: 'To', value: payment.payerName || 'Unknown payer' },
        { term: 'Account number', value: <span className="font-mono text-sm">{payment.payerAccountNumber}</span> },
        { term: 'Bank', value: bankName(payment.payerBankCode) },
      ]}
    />
  );
}
