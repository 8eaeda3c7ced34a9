/** The way to every page: beside it on a wide screen, in a sheet on a phone. */

import { Link } from '@tanstack/react-router';
import { BookOpen } from 'lucide-react';
import { type ReactElement, useEffect, useRef } from 'react';
import { cn } from '../../lib/cn.ts';
import type { Business } from '../../lib/use-business.ts';
import { useScrollEdges } from '../../lib/use-scroll-edges.ts';
import { Brand } from '../../ui/brand.tsx';
import { BusinessSwitcher } from './business-switcher.tsx';
import type { Destination } from './navigation.ts';
import { useDestinations } from './use-destinations.ts';
import { useShellBusiness } from './use-shell-business.ts';

const itemLook = [
  'flex h-7.5 items-center gap-2.5 rounded-md px-2.5 text-base text-muted transition-colors duration-75',
  'hover:bg-pressed/60 hover:text-ink focus-visible:-outline-offset-2 max-lg:h-10',
  'data-[status=active]:bg-pressed/70 data-[status=active]:font-medium data-[status=active]:text-ink',
  '[&_svg]:size-4 [&_svg]:shrink-0 data-[status=active]:[&_svg]:text-accent-ink',
].join(' ');

export function Sidebar({ onNavigate }: { readonly onNavigate?: () => void }): ReactElement {
  const business = useShellBusiness();
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="shrink-0 px-4 pt-4 pb-3">
        <Link to="/" className="inline-block rounded-md" aria-label="Interstellas, home">
          <Brand />
        </Link>
      </div>
      <div className="shrink-0 px-3 pb-2">
        <BusinessSwitcher />
      </div>
      <Pages business={business} onNavigate={onNavigate} />
      <div className="shrink-0 border-t px-3 py-2">
        <a href="/docs/" target="_blank" rel="noreferrer" className={itemLook}>
          <BookOpen aria-hidden />
          Documentation
        </a>
      </div>
    </div>
  );
}

interface PagesProps {
  readonly business: Business | undefined;
  readonly onNavigate: (() => void) | undefined;
}

/** Fades out where there is more of it; it begins where the entry of this page can be seen. */
function Pages({ business, onNavigate }: PagesProps): ReactElement {
  const nav = useRef<HTMLElement>(null);
  const { above, below } = useScrollEdges(nav);
  const isKnown = business !== undefined;
  useEffect(() => {
    if (isKnown) nav.current?.querySelector('[aria-current="page"]')?.scrollIntoView({ block: 'nearest' });
  }, [isKnown]);
  return (
    <nav
      ref={nav}
      aria-label="Main"
      className={cn(
        'min-h-0 flex-1 scroll-py-12 overflow-y-auto px-3 pt-1 pb-4 [scrollbar-width:thin]',
        above && 'mask-t-from-[calc(100%-3rem)]',
        below && 'mask-b-from-[calc(100%-3rem)]',
      )}
    >
      <div>{business === undefined ? null : <BusinessNavigation business={business} onNavigate={onNavigate} />}</div>
    </nav>
  );
}

interface BusinessNavigationProps {
  readonly business: Business;
  readonly onNavigate: (() => void) | undefined;
}

function BusinessNavigation({ business, onNavigate }: BusinessNavigationProps): ReactElement {
  const { groups } = useDestinations(business);
  return (
    <>
      {groups.map(({ heading, items }) => (
        <div key={heading ?? ''} className="mb-3.5 last:mb-0">
          {heading === undefined ? null : <p className="px-2.5 pb-1 text-xs font-medium text-faint">{heading}</p>}
          <ul className="flex flex-col gap-px">
            {items.map((item) => (
              <li key={item.label}>
                <Item item={item} business={business} onNavigate={onNavigate} />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </>
  );
}

interface ItemProps extends BusinessNavigationProps {
  readonly item: Destination;
}

function Item({ item, business, onNavigate }: ItemProps): ReactElement {
  const { icon: Icon, label, to, exact } = item;
  return (
    <Link
      to={to as '/b/$businessId'}
      params={{ businessId: business.id }}
      activeOptions={{ exact: exact === true, includeSearch: false }}
      onClick={onNavigate}
      className={itemLook}
    >
      <Icon aria-hidden strokeWidth={1.75} />
      {label}
    </Link>
  );
}
