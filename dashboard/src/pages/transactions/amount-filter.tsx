/** The filter by amount: from, to, or both; typed in naira, held in the address in kobo. */

import { type ReactElement, type SubmitEvent, useState } from 'react';
import { formatMoney, parseNaira } from '../../lib/money.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { FilterButton } from '../../ui/filter-button.tsx';
import { MoneyInput } from '../../ui/input.tsx';

interface Amounts {
  readonly amount?: string;
  readonly minimumAmount?: string;
  readonly maximumAmount?: string;
}

export interface AmountFilterProps {
  readonly amounts: Amounts;
  readonly onChange: (amounts: Required<Amounts>) => void;
}

export function AmountFilter({ amounts, onChange }: AmountFilterProps): ReactElement {
  const [isOpen, setOpen] = useState(false);
  return (
    <FilterButton label="Amount" value={describe(amounts)} none="Any amount" open={isOpen} onOpenChange={setOpen}>
      <Bounds
        amounts={amounts}
        onChange={(next) => {
          onChange(next);
          setOpen(false);
        }}
      />
    </FilterButton>
  );
}

function describe({ amount, minimumAmount, maximumAmount }: Amounts): string | undefined {
  if (amount !== undefined) return formatMoney(amount);
  if (minimumAmount !== undefined && minimumAmount === maximumAmount) return formatMoney(minimumAmount);
  if (minimumAmount !== undefined && maximumAmount !== undefined) {
    return `${formatMoney(minimumAmount)} – ${formatMoney(maximumAmount)}`;
  }
  if (minimumAmount !== undefined) return `From ${formatMoney(minimumAmount)}`;
  return maximumAmount === undefined ? undefined : `Up to ${formatMoney(maximumAmount)}`;
}

function Bounds({ amounts, onChange }: AmountFilterProps): ReactElement {
  const { amount, minimumAmount = amount, maximumAmount = amount } = amounts;
  const [least, setLeast] = useState(inNaira(minimumAmount));
  const [most, setMost] = useState(inNaira(maximumAmount));
  const [from, to] = [koboOf(least), koboOf(most)];
  const isBackwards = typeof from === 'bigint' && typeof to === 'bigint' && to < from;
  const isWrong = from === 'wrong' || to === 'wrong' || isBackwards;

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    if (!isWrong) onChange({ amount: '', minimumAmount: String(from ?? ''), maximumAmount: String(to ?? '') });
  }

  return (
    <form onSubmit={submit} className="flex w-64 flex-col gap-3 p-3.5">
      <Field label="At least" error={from === 'wrong' ? notAnAmount : undefined}>
        <MoneyInput autoFocus value={least} onChange={(event) => setLeast(event.target.value)} />
      </Field>
      <Field label="At most" error={mostError(to, isBackwards)}>
        <MoneyInput value={most} onChange={(event) => setMost(event.target.value)} />
      </Field>
      <Button type="submit" variant="primary" size="sm" disabled={isWrong}>
        Show these amounts
      </Button>
    </form>
  );
}

const notAnAmount = 'Enter naira, such as 5,000 or 20.50.';

function mostError(to: ReturnType<typeof koboOf>, isBackwards: boolean): string | undefined {
  if (to === 'wrong') return notAnAmount;
  return isBackwards ? 'This is less than the least.' : undefined;
}

function inNaira(kobo: string | undefined): string {
  return kobo === undefined ? '' : formatMoney(kobo, { symbol: false });
}

function koboOf(naira: string): bigint | 'wrong' | undefined {
  if (naira.trim() === '') return undefined;
  const kobo = parseNaira(naira);
  return kobo === undefined || kobo === 0n ? 'wrong' : kobo;
}
