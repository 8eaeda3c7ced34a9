/** What stands around every page of somebody who is signed in. */

import { Outlet } from '@tanstack/react-router';
import { type CSSProperties, type ReactElement, useState } from 'react';
import { useAbout } from '../../lib/use-session.ts';
import { OfflineBanner } from '../../ui/offline-banner.tsx';
import { CommandMenu } from './command-menu.tsx';
import { barHeight, EnvironmentBanner } from './environment-banner.tsx';
import { Sidebar } from './sidebar.tsx';
import { SkipLink } from './skip-link.tsx';
import { TopBar } from './top-bar.tsx';

export function Shell(): ReactElement {
  const [isSearching, setSearching] = useState(false);
  const bar = useAbout() === undefined ? '0px' : barHeight;
  return (
    <div className="flex min-h-dvh flex-col" style={{ '--bar': bar } as CSSProperties}>
      <SkipLink />
      <EnvironmentBanner />
      <OfflineBanner />
      <div className="flex min-w-0 flex-1">
        <aside
          aria-label="Sidebar"
          className="sticky top-(--bar) h-[calc(100dvh-var(--bar))] w-60 shrink-0 border-r bg-sidebar max-lg:hidden"
        >
          <Sidebar />
        </aside>
        <div className="flex min-w-0 flex-1 flex-col">
          <TopBar onSearch={() => setSearching(true)} />
          <main
            id="main"
            tabIndex={-1}
            className="outline-none mx-auto w-full max-w-6xl flex-1 px-4 pt-6 pb-20 sm:px-6 sm:pt-8 lg:px-8"
          >
            <Outlet />
          </main>
        </div>
      </div>
      <CommandMenu open={isSearching} onOpenChange={setSearching} />
    </div>
  );
}
