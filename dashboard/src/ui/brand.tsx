/** The mark and the name. */

import type { ReactElement } from 'react';
import { cn } from '../lib/cn.ts';

export function BrandMark({ className }: { readonly className?: string }): ReactElement {
  return (
    <svg aria-hidden viewBox="0 0 32 32" className={cn('size-7 shrink-0', className)}>
      <rect width="32" height="32" rx="8" className="fill-accent" />
      <path
        fill="#fff"
        d="M14.5 6c.9 5.9 3.6 8.6 9.5 9.5-5.9.9-8.6 3.6-9.5 9.5-.9-5.9-3.6-8.6-9.5-9.5 5.9-.9 8.6-3.6 9.5-9.5Z"
      />
      <circle cx="24.5" cy="8" r="2.5" fill="#fff" fillOpacity="0.75" />
    </svg>
  );
}

export function Brand({ className }: { readonly className?: string }): ReactElement {
  return (
    <span className={cn('inline-flex items-center gap-2.5 text-lg font-semibold tracking-tight', className)}>
      <BrandMark />
      Interstellas
    </span>
  );
}
