/** A choice out of two to four that needs a sentence each. */

import { RadioGroup } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';
import { cn } from '../lib/cn.ts';
import { useFieldControl } from './field.tsx';

export interface RadioCard<Value extends string> {
  readonly value: Value;
  readonly title: ReactNode;
  readonly description?: ReactNode;
  readonly icon?: ReactNode;
  readonly disabled?: boolean;
}

export interface RadioCardsProps<Value extends string> {
  readonly options: readonly RadioCard<Value>[];
  readonly value: Value | undefined;
  readonly onChange: (value: Value) => void;
  readonly 'aria-label'?: string;
  readonly className?: string;
}

export function RadioCards<Value extends string>(props: RadioCardsProps<Value>): ReactElement {
  const { options, value, onChange, className } = props;
  const control = useFieldControl();
  return (
    <RadioGroup.Root
      {...control}
      aria-label={props['aria-label']}
      value={value ?? null}
      onValueChange={(next) => onChange(next as Value)}
      className={cn('grid gap-2 sm:grid-cols-2', className)}
    >
      {options.map((option) => (
        <RadioGroup.Item
          key={option.value}
          value={option.value}
          disabled={option.disabled ?? false}
          className="group flex items-start gap-3 rounded-lg border border-edge bg-surface p-3 text-left transition-colors duration-100 hover:bg-subtle disabled:opacity-50 data-[state=checked]:border-accent data-[state=checked]:bg-accent-soft/50 data-[state=checked]:ring-1 data-[state=checked]:ring-accent"
        >
          <span className="mt-1 flex size-4 shrink-0 items-center justify-center rounded-full border border-edge bg-surface group-data-[state=checked]:border-accent group-data-[state=checked]:bg-accent">
            <RadioGroup.Indicator className="size-1.5 rounded-full bg-white" />
          </span>
          <span className="min-w-0 flex-1">
            <span className="flex items-center gap-1.5 font-medium [&_svg]:size-4">
              {option.icon}
              {option.title}
            </span>
            {option.description ? <span className="mt-0.5 block text-sm text-muted">{option.description}</span> : null}
          </span>
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  );
}
