/** A filter that is typed: it counts a moment after the last key, or at once with Enter. */

import { Search } from 'lucide-react';
import { type ComponentProps, type KeyboardEvent, type ReactElement, useEffect, useRef, useState } from 'react';
import { cn } from '../lib/cn.ts';
import { Input } from './input.tsx';

const settleMs = 400;

export interface FilterInputProps extends Omit<ComponentProps<'input'>, 'value' | 'onChange' | 'type'> {
  readonly value: string | undefined;
  readonly onChange: (value: string) => void;
  /** What it looks for: the name of the field and what stands in it while it is empty. */
  readonly label: string;
  /** For what is long, as an address is. */
  readonly wide?: boolean;
}

export function FilterInput(props: FilterInputProps): ReactElement {
  const { value = '', onChange, label, wide = false, className, ...rest } = props;
  const [typed, setTyped] = useState(value);
  const told = useRef(value);

  // Whoever clears the filters clears what was typed as well.
  useEffect(() => {
    if (told.current === value) return;
    told.current = value;
    setTyped(value);
  }, [value]);

  useEffect(() => {
    if (typed.trim() === told.current) return undefined;
    const timer = setTimeout(() => tell(typed), settleMs);
    return () => clearTimeout(timer);
  });

  function tell(text: string): void {
    const trimmed = text.trim();
    if (trimmed === told.current) return;
    told.current = trimmed;
    onChange(trimmed);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Enter') tell(typed);
  }

  return (
    <div className={cn('max-sm:w-full!', wide ? 'sm:w-80!' : 'sm:w-44!')}>
      <Input
        type="search"
        aria-label={label}
        placeholder={label}
        autoComplete="off"
        spellCheck={false}
        leading={<Search aria-hidden />}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={onKeyDown}
        className={cn(className)}
        {...rest}
      />
    </div>
  );
}
