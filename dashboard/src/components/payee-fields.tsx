/** To whom money goes: a bank, a number, and the name that the bank gives for it, to be read before anything is sent. */

import type { AccountHolder } from '@interstellas/sdk';
import type { UseQueryResult } from '@tanstack/react-query';
import { CircleCheck, UserRoundSearch } from 'lucide-react';
import type { ReactElement } from 'react';
import { cn } from '../lib/cn.ts';
import { Combobox } from '../ui/combobox.tsx';
import { Field } from '../ui/field.tsx';
import { Input } from '../ui/input.tsx';
import { Spinner } from '../ui/spinner.tsx';
import { useBanks } from './use-banks.ts';
import { holderProblem, isBankAtFault } from './use-holder.ts';

export interface PayeeFieldsProps {
  readonly bankCode: string;
  readonly accountNumber: string;
  readonly onBank: (bankCode: string) => void;
  readonly onNumber: (accountNumber: string) => void;
  readonly bankError: string | undefined;
  readonly numberError: string | undefined;
  readonly holder: UseQueryResult<AccountHolder>;
  readonly className?: string;
}

export function PayeeFields(props: PayeeFieldsProps): ReactElement {
  const { bankCode, accountNumber, onBank, onNumber, bankError, numberError, holder, className } = props;
  const problem = holderProblem(holder);
  const isBank = isBankAtFault(holder.error);
  return (
    <div className={cn('grid gap-4 sm:grid-cols-2', className)}>
      <Field label="Bank" error={bankError ?? (isBank ? problem : undefined)}>
        <BankCombobox value={bankCode} onChange={onBank} />
      </Field>
      <Field label="Account number" error={numberError ?? (isBank ? undefined : problem)}>
        <Input
          name="accountNumber"
          inputMode="numeric"
          autoComplete="off"
          placeholder="0123456789"
          className="font-mono"
          value={accountNumber}
          onChange={(event) => onNumber(event.target.value.replace(/\D/g, '').slice(0, 10))}
        />
      </Field>
      <Holder holder={holder} />
    </div>
  );
}

interface BankComboboxProps {
  readonly value: string;
  readonly onChange: (code: string) => void;
}

function BankCombobox({ value, onChange }: BankComboboxProps): ReactElement {
  const banks = useBanks();
  const known = banks.data ?? [];
  const chosen = known.find((bank) => bank.code === value || bank.nipCode === value);
  return (
    <Combobox
      options={known.map(({ code, name }) => ({ value: code, label: name, hint: code }))}
      value={chosen?.code}
      onChange={onChange}
      placeholder={banks.isPending ? 'Loading banks…' : 'Choose a bank'}
      searchPlaceholder="Name or code"
      empty={banks.isError ? 'The banks could not be loaded.' : 'No such bank.'}
    />
  );
}

function Holder({ holder }: { readonly holder: UseQueryResult<AccountHolder> }): ReactElement {
  const isAsking = holder.isFetching && holder.data === undefined;
  const isFound = holder.data !== undefined;
  return (
    <div
      role="status"
      className={cn(
        'flex min-h-14 items-center gap-3 rounded-lg border px-4 py-2.5 sm:col-span-2',
        isFound ? 'border-good/40 bg-good-soft text-good-ink' : 'border-dashed text-muted',
      )}
    >
      <HolderIcon isAsking={isAsking} isFound={isFound} />
      <HolderWords holder={holder} isAsking={isAsking} />
    </div>
  );
}

function HolderIcon({ isAsking, isFound }: { readonly isAsking: boolean; readonly isFound: boolean }): ReactElement {
  if (isAsking) return <Spinner />;
  if (isFound) return <CircleCheck aria-hidden className="size-5 shrink-0" />;
  return <UserRoundSearch aria-hidden className="size-5 shrink-0 text-faint" strokeWidth={1.75} />;
}

interface HolderWordsProps {
  readonly holder: UseQueryResult<AccountHolder>;
  readonly isAsking: boolean;
}

function HolderWords({ holder: { data, error }, isAsking }: HolderWordsProps): ReactElement {
  if (data !== undefined) {
    return (
      <div className="min-w-0">
        <p className="font-semibold">{data.name}</p>
        <p className="text-sm">{data.bankName}</p>
      </div>
    );
  }
  if (isAsking) return <p className="text-sm">Asking the bank whose account it is…</p>;
  if (error !== null) return <p className="text-sm">No name was found.</p>;
  return <p className="text-sm">The holder’s name appears here once the bank and the number are complete.</p>;
}
