/** Turns while something is under way; silent to screen readers, whose users are told by `aria-busy`. */

import { LoaderCircle } from 'lucide-react';
import type { ReactElement } from 'react';
import { cn } from '../lib/cn.ts';

export function Spinner({ className }: { readonly className?: string }): ReactElement {
  return <LoaderCircle aria-hidden className={cn('size-4 animate-spin', className)} />;
}
