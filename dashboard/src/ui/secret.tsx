/**
 * A secret that is fetched when somebody asks to see it, lives in this component alone, and hides itself after a
 * minute. It is never put into the query cache, the address or storage.
 */

import { Eye, EyeOff } from 'lucide-react';
import { type ReactElement, useEffect, useState } from 'react';
import { cn } from '../lib/cn.ts';
import { Button } from './button.tsx';
import { CopyButton } from './copyable.tsx';

const shownSeconds = 60;

export interface SecretProps {
  readonly label: string;
  /** Shown while it is hidden: `sk_test_…a1B2`. */
  readonly hint?: string;
  /** Fetches it; undefined when the person turned back. Wrap the call in `attended`. */
  readonly reveal: () => Promise<string | undefined>;
  readonly className?: string;
}

export function Secret({ label, hint, reveal, className }: SecretProps): ReactElement {
  const [value, setValue] = useState<string>();
  const [isBusy, setBusy] = useState(false);

  useEffect(() => {
    if (value === undefined) return undefined;
    const timer = setTimeout(() => setValue(undefined), shownSeconds * 1000);
    return () => clearTimeout(timer);
  }, [value]);

  async function show(): Promise<void> {
    setBusy(true);
    try {
      setValue(await reveal());
    } finally {
      setBusy(false);
    }
  }

  const isShown = value !== undefined;
  return (
    <div className={cn('flex h-10 min-w-0 items-center gap-1 rounded-md border bg-canvas pr-1 pl-3', className)}>
      <code className={cn('min-w-0 flex-1 truncate font-mono text-sm', !isShown && 'text-muted')}>
        {value ?? hint ?? '••••••••••••••••••••'}
      </code>
      {isShown ? <CopyButton value={value} label={label} /> : null}
      <Button
        variant="ghost"
        size="sm"
        busy={isBusy}
        onClick={() => (isShown ? setValue(undefined) : void show())}
        aria-label={`${isShown ? 'Hide' : 'Reveal'} the ${label}`}
      >
        {isShown ? <EyeOff aria-hidden /> : <Eye aria-hidden />}
        {isShown ? 'Hide' : 'Reveal'}
      </Button>
    </div>
  );
}

export interface FreshSecretProps {
  readonly label: string;
  readonly value: string;
}

/** A secret that was just made and is on screen once, in a dialog that says so. */
export function FreshSecret({ label, value }: FreshSecretProps): ReactElement {
  return (
    <div className="flex items-center gap-1 rounded-md border bg-canvas py-1 pr-1 pl-3">
      <code className="min-w-0 flex-1 py-1 font-mono text-sm break-all select-all">{value}</code>
      <CopyButton value={value} label={label} word="Copy" />
    </div>
  );
}
