/** A filter that opens beside its button: the button says what is set. */

import { ChevronDown } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { cn } from '../lib/cn.ts';
import { controlLook } from './input.tsx';
import { Popover, PopoverContent, PopoverTrigger } from './popover.tsx';

export interface FilterButtonProps {
  /** What it narrows: the name of the button. */
  readonly label: string;
  /** What is set; undefined while nothing is. */
  readonly value: string | undefined;
  /** What it says while it narrows nothing: "Any amount". */
  readonly none: string;
  readonly icon?: ReactNode;
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly children: ReactNode;
}

export function FilterButton(props: FilterButtonProps): ReactElement {
  const { label, value, none, icon, open, onOpenChange, children } = props;
  return (
    <Popover open={open} onOpenChange={onOpenChange}>
      <PopoverTrigger
        aria-label={`${label}: ${value ?? none}`}
        className={cn(
          controlLook,
          'flex h-9 w-auto items-center gap-2 [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-faint',
          value !== undefined && 'border-accent-ink/50 bg-accent-soft text-accent-ink [&_svg]:text-accent-ink',
        )}
      >
        {icon}
        <span className="max-w-56 truncate">{value ?? none}</span>
        <ChevronDown aria-hidden />
      </PopoverTrigger>
      <PopoverContent aria-label={label} className="w-auto max-w-[calc(100vw-1.5rem)] p-0">
        {children}
      </PopoverContent>
    </Popover>
  );
}
