/** One step of the way: its number, or a tick once it is done. */

import { Check } from 'lucide-react';
import { type ReactElement, type ReactNode, useId } from 'react';
import { cn } from '../../lib/cn.ts';

export interface StepProps {
  readonly number: number;
  readonly title: ReactNode;
  readonly isDone: boolean;
  readonly children: ReactNode;
}

export function Step({ number, title, isDone, children }: StepProps): ReactElement {
  const id = useId();
  return (
    <li className="group relative flex gap-4 pb-8 last:pb-0">
      <span aria-hidden className="absolute top-8 bottom-1 left-[13px] w-px bg-line group-last:hidden" />
      <span
        aria-hidden
        className={cn(
          'figures relative mt-px flex size-7 shrink-0 items-center justify-center rounded-full border text-sm font-semibold',
          isDone ? 'border-good/40 bg-good-soft text-good-ink' : 'border-edge bg-surface text-muted',
        )}
      >
        {isDone ? <Check className="size-4" strokeWidth={2.5} /> : number}
      </span>
      <section aria-labelledby={id} className="min-w-0 flex-1">
        <h2 id={id} className="text-lg leading-7 font-semibold">
          {title}
          {isDone ? <span className="sr-only"> (done)</span> : null}
        </h2>
        <div className="mt-1.5 flex flex-col gap-3">{children}</div>
      </section>
    </li>
  );
}
