/** Adds a payout account or changes one. The bank says whose it is before it is saved. */

import { type ReactElement, useRef } from 'react';
import { type UseFormReturn, useForm, useWatch } from 'react-hook-form';
import { PayeeFields } from '../../components/payee-fields.tsx';
import { useBanks } from '../../components/use-banks.ts';
import { ACCOUNT_NUMBER, useHolder } from '../../components/use-holder.ts';
import { hasCode, problemOf } from '../../lib/errors.ts';
import { focusFirstError } from '../../lib/focus-error.ts';
import { useAction } from '../../lib/use-action.ts';
import { useBusiness } from '../../lib/use-business.ts';
import { businessKey } from '../../lib/use-read.ts';
import { useSubmitKey } from '../../lib/use-submit-key.ts';
import { Button } from '../../ui/button.tsx';
import { FormProblem } from '../../ui/callout.tsx';
import { Dialog, DialogClose, DialogContent } from '../../ui/dialog.tsx';
import type { PayoutAccount } from './use-payouts.ts';

interface PayoutAccountDialogProps {
  readonly edited: PayoutAccount | 'new' | undefined;
  readonly onClose: () => void;
}

export function PayoutAccountDialog({ edited, onClose }: PayoutAccountDialogProps): ReactElement {
  const isNew = edited === 'new';
  return (
    <Dialog open={edited !== undefined} onOpenChange={(open) => (open ? undefined : onClose())}>
      <DialogContent
        title={isNew ? 'Add a payout account' : 'Change the payout account'}
        description={
          isNew
            ? 'An account of yours at another bank, which says whose it is.'
            : 'A schedule that pays to it goes on with the new details.'
        }
      >
        {edited === undefined ? null : (
          <PayoutAccountForm account={edited === 'new' ? undefined : edited} onSaved={onClose} />
        )}
      </DialogContent>
    </Dialog>
  );
}

interface Values {
  bankCode: string;
  accountNumber: string;
}

interface PayoutAccountFormProps {
  readonly account: PayoutAccount | undefined;
  readonly onSaved: () => void;
}

function PayoutAccountForm({ account, onSaved }: PayoutAccountFormProps): ReactElement {
  const element = useRef<HTMLFormElement>(null);
  const form = useForm<Values>({
    defaultValues: { bankCode: account?.bankCode ?? '', accountNumber: account?.accountNumber ?? '' },
    shouldFocusError: false,
  });
  const { bankCode = '', accountNumber = '' } = useWatch({ control: form.control });
  const holder = useHolder(bankCode, accountNumber);
  const save = useSave(form, account, onSaved);
  const { errors } = form.formState;
  form.register('bankCode', { validate: (code) => code !== '' || 'Choose the bank.' });
  form.register('accountNumber', {
    validate: (number) => ACCOUNT_NUMBER.test(number) || 'Enter the ten digits of the account number.',
  });

  function change(name: keyof Values, value: string): void {
    form.setValue(name, value);
    form.clearErrors(name);
    form.clearErrors('root');
  }

  function submit(values: Values): void {
    if (holder.data !== undefined && !save.isPending) save.mutate({ ...values, accountName: holder.data.name });
    else focusFirstError(element.current);
  }

  return (
    <form
      ref={element}
      noValidate
      className="flex flex-col gap-4"
      onSubmit={form.handleSubmit(submit, () => focusFirstError(element.current))}
    >
      <FormProblem message={errors.root?.message} />
      <PayeeFields
        bankCode={bankCode}
        accountNumber={accountNumber}
        onBank={(code) => change('bankCode', code)}
        onNumber={(number) => change('accountNumber', number)}
        bankError={errors.bankCode?.message}
        numberError={errors.accountNumber?.message}
        holder={holder}
      />
      <div className="flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
        <DialogClose asChild>
          <Button>Cancel</Button>
        </DialogClose>
        <Button type="submit" variant="primary" busy={save.isPending} disabled={holder.isFetching}>
          {account === undefined ? 'Add the account' : 'Save'}
        </Button>
      </div>
    </form>
  );
}

function useSave(form: UseFormReturn<Values>, account: PayoutAccount | undefined, onSaved: () => void) {
  const business = useBusiness();
  const banks = useBanks().data ?? [];
  const key = useSubmitKey();
  return useAction({
    act(values: Values & { readonly accountName: string }) {
      const bank = banks.find(({ code, nipCode }) => code === values.bankCode || nipCode === values.bankCode);
      const details = { ...values, bankName: bank?.name ?? values.bankCode };
      return account === undefined
        ? business.client.payouts.create(details, { idempotencyKey: key.current() })
        : business.client.payouts.update(account.id, details);
    },
    done: account === undefined ? 'The payout account was added' : 'The payout account was changed',
    form,
    invalidates: [businessKey(business.id, 'payouts')],
    onSuccess: onSaved,
    onError(error) {
      key.renew();
      if (hasCode(error, 'payout.exists')) form.setError('accountNumber', { message: problemOf(error).message });
    },
  });
}
