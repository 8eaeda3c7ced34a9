/** What happened to something, step by step; and the steps of a form that is filled in turn. */

import { Check } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { cn } from '../lib/cn.ts';
import type { Tone } from './badge.tsx';
import { Time } from './time.tsx';

export interface TimelineStep {
  readonly id: string;
  readonly title: ReactNode;
  readonly detail?: ReactNode;
  /** Absent while it has not happened. */
  readonly at?: string | null;
  readonly tone?: Tone;
}

const dots: Readonly<Record<Tone, string>> = {
  neutral: 'bg-edge',
  outline: 'bg-edge',
  good: 'bg-good',
  warn: 'bg-warn',
  bad: 'bg-bad',
  info: 'bg-info',
  accent: 'bg-accent',
};

export function Timeline({ steps }: { readonly steps: readonly TimelineStep[] }): ReactElement {
  return (
    <ol className="flex flex-col">
      {steps.map((step) => (
        <li key={step.id} className="group relative flex gap-3 pb-5 last:pb-0">
          <span aria-hidden className="absolute top-4 bottom-0 left-[5px] w-px bg-line group-last:hidden" />
          <span
            aria-hidden
            className={cn(
              'relative mt-[5px] size-[11px] shrink-0 rounded-full border-2 border-surface ring-1 ring-line',
              step.at === undefined || step.at === null ? 'bg-surface' : dots[step.tone ?? 'neutral'],
            )}
          />
          <div className="min-w-0 flex-1">
            <div className="flex flex-wrap items-baseline justify-between gap-x-4">
              <p className="font-medium">{step.title}</p>
              {step.at ? <Time at={step.at} form="second" className="text-sm text-muted" /> : null}
            </div>
            {step.detail ? <div className="mt-0.5 text-sm text-muted">{step.detail}</div> : null}
          </div>
        </li>
      ))}
    </ol>
  );
}

export interface StepperProps {
  readonly steps: readonly string[];
  /** Index of the step one is at; `steps.length` when all are done. */
  readonly current: number;
  readonly label: string;
}

export function Stepper({ steps, current, label }: StepperProps): ReactElement {
  return (
    <ol aria-label={label} className="mb-6 flex flex-wrap items-center gap-x-2 gap-y-2 text-sm">
      {steps.map((step, index) => (
        <li key={step} aria-current={index === current ? 'step' : undefined} className="flex items-center gap-2">
          <span
            className={cn(
              'figures flex size-5.5 items-center justify-center rounded-full border text-xs font-semibold',
              index < current && 'border-accent bg-accent text-on-accent',
              index === current && 'border-accent text-accent-ink',
              index > current && 'text-faint',
            )}
          >
            {index < current ? <Check aria-hidden className="size-3" strokeWidth={3} /> : index + 1}
          </span>
          <span className={cn('font-medium', index === current ? 'text-ink' : 'text-muted')}>
            {step}
            {index < current ? <span className="sr-only"> (done)</span> : null}
          </span>
          {index < steps.length - 1 ? <span aria-hidden className="mx-1 h-px w-6 bg-edge max-sm:hidden" /> : null}
        </li>
      ))}
    </ol>
  );
}
