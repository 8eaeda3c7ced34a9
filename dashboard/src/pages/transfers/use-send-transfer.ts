/** Sends the transfer of a form, once: the reference sees to that however often it is sent. */

import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import type { AccountOwner } from '../../components/use-account-owner.ts';
import { applyFieldErrors, hasCode, isWorthRetrying, type Problem, problemOf } from '../../lib/errors.ts';
import { moneyKeys } from '../../lib/money-keys.ts';
import { useAction } from '../../lib/use-action.ts';
import { useBusiness } from '../../lib/use-business.ts';
import { FIELDS_OF_THE_API, sendTransfer, type TransferValues } from './transfer-values.ts';

/** Where a refusal belongs that names no field. */
const fieldOfCode: Readonly<Record<string, keyof TransferValues>> = {
  'account.insufficient_funds': 'amount',
  'limit.transfer_exceeded': 'amount',
  'limit.daily_exceeded': 'amount',
  'receiver.amount_refused': 'amount',
  'receiver.limit_exceeded': 'amount',
  'receiver.not_found': 'accountNumber',
  'receiver.closed': 'accountNumber',
  'receiver.same_as_payer': 'accountNumber',
  'bank.unknown': 'bankCode',
  'bank.disabled': 'bankCode',
  'payer.not_found': 'payer',
  'transfer.reference_conflict': 'reference',
};

export interface SendingProblem extends Problem {
  /** Nobody knows whether the transfer was taken: it must be sent again, and never anew. */
  readonly isUncertain: boolean;
}

export interface Sending {
  readonly isSending: boolean;
  readonly problem: SendingProblem | undefined;
  send(values: TransferValues): void;
  forget(): void;
}

/** @param onFieldRefused when a field of the form is at fault, which then says why. */
export function useSendTransfer(
  form: UseFormReturn<TransferValues>,
  payer: AccountOwner | undefined,
  onFieldRefused: () => void,
): Sending {
  const business = useBusiness();
  const navigate = useNavigate();
  const [problem, setProblem] = useState<SendingProblem>();
  const action = useAction({
    act: (values: TransferValues) => sendTransfer(business.client, values, payer ?? { kind: 'business' }),
    silent: true,
    invalidates: moneyKeys(business.id),
    onSuccess: ({ retrievalReference }) =>
      void navigate({
        to: '/b/$businessId/transfers/$reference',
        params: { businessId: business.id, reference: retrievalReference },
      }),
    onError(error) {
      const code = Object.keys(fieldOfCode).find((known) => hasCode(error, known));
      const field = code === undefined ? undefined : fieldOfCode[code];
      if (field !== undefined) form.setError(field, { type: 'server', message: problemOf(error).message });
      if (field !== undefined || applyFieldErrors(form, error, FIELDS_OF_THE_API)) return onFieldRefused();
      const isUncertain = isWorthRetrying(error) && !hasCode(error, 'rate.limited', 'rail.unavailable');
      setProblem({ ...problemOf(error), isUncertain });
    },
  });
  return {
    isSending: action.isPending,
    problem,
    send(values) {
      if (action.isPending) return;
      setProblem(undefined);
      action.mutate(values);
    },
    forget: () => setProblem(undefined),
  };
}
