/** Links inside text: within the dashboard, and out to the documentation. */

import { createLink } from '@tanstack/react-router';
import type { AnchorHTMLAttributes, ReactElement, ReactNode, Ref } from 'react';
import { cn } from '../lib/cn.ts';

const look = 'rounded-sm font-medium text-accent-ink underline-offset-4 hover:underline';

interface AnchorProps extends AnchorHTMLAttributes<HTMLAnchorElement> {
  readonly ref?: Ref<HTMLAnchorElement>;
}

function Anchor({ className, ...rest }: AnchorProps): ReactElement {
  return <a className={cn(look, className)} {...rest} />;
}

export const TextLink = createLink(Anchor);

export interface DocsLinkProps {
  /** Below `/docs/`, such as `errors#rate.limited`. */
  readonly page: string;
  readonly children: ReactNode;
  readonly className?: string;
}

/** Opens beside the dashboard, so that nobody loses a half-filled form. */
export function DocsLink({ page, children, className }: DocsLinkProps): ReactElement {
  return (
    <a href={`/docs/${page}`} target="_blank" rel="noreferrer" className={cn(look, className)}>
      {children}
    </a>
  );
}
