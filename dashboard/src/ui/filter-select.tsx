/** A filter that is one of a few values, or none of them. */

import type { ReactElement } from 'react';
import { cn } from '../lib/cn.ts';
import { type Option, Select } from './select.tsx';

const any = 'any';

export interface FilterSelectProps {
  /** What it narrows: the name of the control. */
  readonly label: string;
  /** What it says while it narrows nothing: "Any status". */
  readonly none: string;
  readonly options: readonly Option[];
  readonly value: string | undefined;
  /** Empty: nothing is narrowed. */
  readonly onChange: (value: string) => void;
}

export function FilterSelect({ label, none, options, value, onChange }: FilterSelectProps): ReactElement {
  return (
    <Select
      aria-label={label}
      options={[{ value: any, label: none }, ...options]}
      value={value ?? any}
      onChange={(next) => onChange(next === any ? '' : next)}
      className={cn('max-w-48', value !== undefined && 'border-accent-ink/50 bg-accent-soft text-accent-ink')}
    />
  );
}
