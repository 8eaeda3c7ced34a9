/** An amount, always with its kobo, in figures that stand under each other. */

import type { ReactElement } from 'react';
import { cn } from '../lib/cn.ts';
import { formatMoney, type Kobo, type MoneyStyle, toKobo } from '../lib/money.ts';

export interface MoneyProps extends MoneyStyle {
  /** Whole kobo. */
  readonly kobo: Kobo;
  readonly className?: string;
}

export function Money({ kobo, className, ...style }: MoneyProps): ReactElement {
  return <span className={cn('figures whitespace-nowrap', className)}>{formatMoney(kobo, style)}</span>;
}

export interface SignedMoneyProps {
  /** Whole kobo, without a sign. */
  readonly kobo: Kobo;
  readonly direction: 'credit' | 'debit';
  readonly className?: string;
}

/** Money that came, green and with a plus, or went, with a minus. */
export function SignedMoney({ kobo, direction, className }: SignedMoneyProps): ReactElement {
  const size = toKobo(kobo) ?? 0n;
  const isCredit = direction === 'credit';
  return <Money kobo={isCredit ? size : -size} sign="always" className={cn(isCredit && 'text-good-ink', className)} />;
}

/** A balance in large: the kobo a little quieter. */
export function BigMoney({ kobo, className }: MoneyProps): ReactElement {
  const [naira, rest] = formatMoney(kobo).split('.');
  return (
    <span className={cn('figures text-3xl font-semibold tracking-tight whitespace-nowrap', className)}>
      {naira}
      {rest === undefined ? null : <span className="text-muted">.{rest}</span>}
    </span>
  );
}
