/** A surface with a border; and a section, which is a heading with what belongs under it. */

import type { ComponentProps, ReactElement, ReactNode } from 'react';
import { useId } from 'react';
import { cn } from '../lib/cn.ts';

export function Card({ className, ...rest }: ComponentProps<'div'>): ReactElement {
  return <div className={cn('flex min-w-0 flex-col rounded-lg border bg-surface', className)} {...rest} />;
}

export interface CardHeaderProps {
  readonly title: ReactNode;
  readonly description?: ReactNode;
  readonly actions?: ReactNode;
  readonly className?: string;
}

export function CardHeader({ title, description, actions, className }: CardHeaderProps): ReactElement {
  return (
    <div className={cn('flex flex-wrap items-start justify-between gap-x-4 gap-y-2 px-5 pt-4', className)}>
      <div className="min-w-0">
        <h2 className="text-base font-semibold">{title}</h2>
        {description ? <p className="mt-0.5 text-sm text-muted">{description}</p> : null}
      </div>
      {actions ? <div className="flex shrink-0 items-center gap-2">{actions}</div> : null}
    </div>
  );
}

export function CardBody({ className, ...rest }: ComponentProps<'div'>): ReactElement {
  return <div className={cn('px-5 py-4', className)} {...rest} />;
}

/** Closes a card off with its actions: a form's Save, a list's "View all". */
export function CardFooter({ className, ...rest }: ComponentProps<'div'>): ReactElement {
  return (
    <div
      className={cn(
        'mt-auto flex flex-wrap items-center justify-end gap-2 rounded-b-lg border-t bg-canvas/60 px-5 py-3',
        className,
      )}
      {...rest}
    />
  );
}

export interface SectionProps {
  readonly title: ReactNode;
  readonly description?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
  readonly className?: string;
}

export function Section({ title, description, actions, children, className }: SectionProps): ReactElement {
  const id = useId();
  return (
    <section aria-labelledby={id} className={cn('min-w-0', className)}>
      <div className="mb-3 flex flex-wrap items-end justify-between gap-x-4 gap-y-2">
        <div className="min-w-0">
          <h2 id={id} className="text-lg font-semibold">
            {title}
          </h2>
          {description ? <p className="mt-0.5 max-w-prose text-base text-muted">{description}</p> : null}
        </div>
        {actions ? <div className="flex shrink-0 items-center gap-2">{actions}</div> : null}
      </div>
      {children}
    </section>
  );
}

/** A row of settings: words at the left, the form or list at the right. Stacks on phones. */
export function SettingsRow({ title, description, children }: SectionProps): ReactElement {
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      className="grid gap-x-10 gap-y-4 border-t py-8 first:border-t-0 first:pt-0 lg:grid-cols-3"
    >
      <div>
        <h2 id={id} className="text-base font-semibold">
          {title}
        </h2>
        {description ? <p className="mt-1 text-base text-muted">{description}</p> : null}
      </div>
      <div className="min-w-0 lg:col-span-2">{children}</div>
    </section>
  );
}
