/** What the form of a transfer holds, what is wrong with it, and what is sent for it. Pure. */

import type { Transfer } from '@interstellas/sdk';
import type { AccountOwner } from '../../components/use-account-owner.ts';
import { ACCOUNT_NUMBER } from '../../components/use-holder.ts';
import { amountProblem, readAmount } from '../../lib/amounts.ts';
import type { Client } from '../../lib/client.ts';

export interface TransferValues {
  /** The number of the account that pays. */
  payer: string;
  bankCode: string;
  accountNumber: string;
  /** As it was typed, in naira. */
  amount: string;
  narration: string;
  reference: string;
  isAnonymous: boolean;
}

/** What the API calls otherwise. */
export const FIELDS_OF_THE_API = {
  payerAccountNumber: 'payer',
  receiverAccountNumber: 'accountNumber',
  receiverBankCode: 'bankCode',
  retrievalReference: 'reference',
} as const;

const mostCharacters = 100;
const control = /[\p{Cc}\p{Cs}]/u;

export const RULES = {
  amount: (text: string): string | undefined => amountProblem(text),
  bankCode: (code: string): string | undefined => (code === '' ? 'Choose the bank.' : undefined),
  accountNumber: (number: string): string | undefined =>
    ACCOUNT_NUMBER.test(number) ? undefined : 'Enter the ten digits of the account number.',
  narration: (text: string): string | undefined =>
    text.trim() === '' ? 'Say what it is for: both sides see it.' : textProblem(text),
  reference: (text: string): string | undefined => {
    if (text.trim() === '') return 'Enter a reference.';
    if (/^(refund|payout):/.test(text)) return 'References that begin with refund: or payout: are ours.';
    return textProblem(text);
  },
};

function textProblem(text: string): string | undefined {
  if (text.length > mostCharacters) return `No more than ${mostCharacters} characters.`;
  return control.test(text) ? 'No line breaks or other control characters.' : undefined;
}

/** Sends it from the account that pays, by the operation that is for that kind of account. */
export function sendTransfer(client: Client, values: TransferValues, payer: AccountOwner): Promise<Transfer> {
  const { accountNumber, bankCode, narration, reference, payer: payerAccountNumber } = values;
  const order = {
    amount: String(readAmount(values.amount) ?? 0n),
    receiverAccountNumber: accountNumber,
    receiverBankCode: bankCode,
    retrievalReference: reference,
    narration: narration.trim(),
  };
  if (payer.kind === 'business') {
    return values.isAnonymous ? client.transfers.anonymous(order) : client.transfers.fromBusinessAccount(order);
  }
  if (payer.kind === 'customer') return client.transfers.fromBusinessAccount({ ...order, payerAccountNumber });
  return client.transfers.fromVirtualAccount({ ...order, payerAccountNumber });
}
