/** A choice out of many, found by typing: banks, states, customers. */

import { Check, ChevronsUpDown } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { cn } from '../lib/cn.ts';
import { Command, CommandEmpty, CommandInput, CommandItem, CommandList } from './command.tsx';
import { useFieldControl } from './field.tsx';
import { controlLook } from './input.tsx';
import { Popover, PopoverContent, PopoverTrigger } from './popover.tsx';

export interface ComboboxOption {
  readonly value: string;
  readonly label: string;
  readonly hint?: string;
}

export interface ComboboxProps {
  readonly options: readonly ComboboxOption[];
  readonly value: string | undefined;
  readonly onChange: (value: string) => void;
  readonly placeholder?: string;
  readonly searchPlaceholder?: string;
  readonly empty?: string;
  readonly disabled?: boolean;
  readonly className?: string;
  readonly 'aria-label'?: string;
}

export function Combobox(props: ComboboxProps): ReactElement {
  const { options, value, onChange, placeholder = 'Choose…', searchPlaceholder = 'Search…', disabled } = props;
  const control = useFieldControl();
  const [isOpen, setOpen] = useState(false);
  const chosen = options.find((option) => option.value === value);
  return (
    <Popover open={isOpen} onOpenChange={setOpen}>
      <PopoverTrigger
        {...control}
        role="combobox"
        aria-expanded={isOpen}
        aria-label={props['aria-label']}
        disabled={disabled}
        className={cn(controlLook, 'flex h-9 items-center justify-between gap-2 text-left', props.className)}
      >
        <span className={cn('truncate', chosen === undefined && 'text-faint')}>{chosen?.label ?? placeholder}</span>
        <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-faint" />
      </PopoverTrigger>
      <PopoverContent
        aria-label={props['aria-label'] ?? placeholder}
        className="w-(--radix-popover-trigger-width) min-w-56 p-0"
      >
        <Command>
          <CommandInput placeholder={searchPlaceholder} />
          <CommandList>
            <CommandEmpty>{props.empty ?? 'Nothing found.'}</CommandEmpty>
            {options.map((option) => (
              <CommandItem
                key={option.value}
                value={`${option.label} ${option.value}`}
                onSelect={() => {
                  onChange(option.value);
                  setOpen(false);
                }}
              >
                <span className="min-w-0 flex-1 truncate">{option.label}</span>
                {option.hint ? <span className="text-sm text-faint">{option.hint}</span> : null}
                {option.value === value ? <Check aria-hidden className="text-accent-ink" /> : null}
              </CommandItem>
            ))}
          </CommandList>
        </Command>
      </PopoverContent>
    </Popover>
  );
}
