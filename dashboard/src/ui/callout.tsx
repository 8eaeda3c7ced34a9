/** A sentence that must not be overlooked, with its colour and its icon. */

import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { cn } from '../lib/cn.ts';

const tones = {
  info: { look: 'border-info/30 bg-info-soft text-info-ink', Icon: Info },
  good: { look: 'border-good/30 bg-good-soft text-good-ink', Icon: CircleCheck },
  warn: { look: 'border-warn/40 bg-warn-soft text-warn-ink', Icon: TriangleAlert },
  bad: { look: 'border-bad/30 bg-bad-soft text-bad-ink', Icon: CircleAlert },
} as const;

export interface CalloutProps {
  readonly tone?: keyof typeof tones;
  readonly title?: ReactNode;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
  readonly className?: string;
  /** Read out when it appears: for what a click brought about. */
  readonly isAlert?: boolean;
}

export function Callout({ tone = 'info', title, children, action, className, isAlert }: CalloutProps): ReactElement {
  const { look, Icon } = tones[tone];
  return (
    <div
      role={isAlert ? 'alert' : undefined}
      className={cn(
        'flex flex-wrap items-start gap-x-3 gap-y-2 rounded-lg border px-4 py-3 text-base',
        look,
        className,
      )}
    >
      <Icon aria-hidden className="mt-[3px] size-4 shrink-0" />
      <div className="min-w-0 flex-1 basis-48">
        {title ? <p className="font-medium">{title}</p> : null}
        {children ? <div className={cn(title && 'mt-0.5', 'opacity-95')}>{children}</div> : null}
      </div>
      {action ? <div className="shrink-0">{action}</div> : null}
    </div>
  );
}

/** The problem of a form that belongs to none of its fields: `<FormProblem message={errors.root?.message} />`. */
export function FormProblem({ message }: { readonly message: string | undefined }): ReactElement | null {
  if (message === undefined) return null;
  return (
    <Callout tone="bad" isAlert>
      {message}
    </Callout>
  );
}
