/** The head of every page: where one is, the page's name as its only h1, a sentence, and its actions. */

import { useRouterState } from '@tanstack/react-router';
import { ChevronRight } from 'lucide-react';
import { Fragment, type ReactElement, type ReactNode, useEffect, useRef } from 'react';
import { cn } from '../lib/cn.ts';
import { pageFocus } from '../lib/page-focus.ts';

export interface PageHeaderProps {
  readonly title: ReactNode;
  readonly description?: ReactNode;
  /** Buttons; the chief one last. */
  readonly actions?: ReactNode;
  /** Links to the pages above, such as `<TextLink to="…">Transactions</TextLink>`. */
  readonly breadcrumbs?: readonly ReactNode[];
  /** A badge beside the name. */
  readonly status?: ReactNode;
  readonly className?: string;
}

export function PageHeader(props: PageHeaderProps): ReactElement {
  const { title, description, actions, breadcrumbs = [], status, className } = props;
  return (
    <header className={cn('mb-6 flex flex-wrap items-start justify-between gap-x-6 gap-y-4', className)}>
      <div className="min-w-0 flex-1 basis-64">
        {breadcrumbs.length > 0 ? <Breadcrumbs items={breadcrumbs} /> : null}
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
          <PageTitle>{title}</PageTitle>
          {status}
        </div>
        {description ? <p className="mt-1 max-w-prose text-base text-muted">{description}</p> : null}
      </div>
      {actions ? <div className="flex shrink-0 flex-wrap items-center gap-2">{actions}</div> : null}
    </header>
  );
}

/** The h1, which takes the focus after a navigation. */
export function PageTitle({
  children,
  className,
}: {
  readonly children: ReactNode;
  readonly className?: string;
}): ReactElement {
  const heading = useRef<HTMLHeadingElement>(null);
  const path = useRouterState({ select: (state) => state.resolvedLocation?.pathname });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the path is what makes a heading new
  useEffect(() => pageFocus.take(heading.current), [path]);
  return (
    <h1 ref={heading} tabIndex={-1} className={cn('text-xl font-semibold outline-none', className)}>
      {children}
    </h1>
  );
}

function Breadcrumbs({ items }: { readonly items: readonly ReactNode[] }): ReactElement {
  return (
    <nav aria-label="Breadcrumbs" className="mb-1.5 flex items-center gap-1.5 text-sm text-muted">
      {items.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the way up a page does not change its order
        <Fragment key={index}>
          {item}
          <ChevronRight aria-hidden className="size-3.5 text-faint last:hidden" />
        </Fragment>
      ))}
    </nav>
  );
}
