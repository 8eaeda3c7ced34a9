/** What stands around the pages of somebody who is not signed in: the name, one card in the middle, nothing else. */

import { Outlet } from '@tanstack/react-router';
import type { CSSProperties, ReactElement } from 'react';
import { useAbout } from '../../lib/use-session.ts';
import { Brand } from '../../ui/brand.tsx';
import { OfflineBanner } from '../../ui/offline-banner.tsx';
import { DocsLink } from '../../ui/text-link.tsx';
import { barHeight, EnvironmentBanner } from './environment-banner.tsx';
import { SkipLink } from './skip-link.tsx';

export function PublicLayout(): ReactElement {
  const about = useAbout();
  const bar = about === undefined ? '0px' : barHeight;
  return (
    <div className="flex min-h-dvh flex-col" style={{ '--bar': bar } as CSSProperties}>
      <SkipLink />
      <EnvironmentBanner />
      <OfflineBanner />
      <header className="flex h-16 items-center justify-between px-5 sm:px-8">
        <Brand />
        <DocsLink page="" className="text-sm text-muted">
          Documentation
        </DocsLink>
      </header>
      <main
        id="main"
        tabIndex={-1}
        className="outline-none flex w-full flex-1 flex-col items-center px-4 pt-[min(9vh,5rem)] pb-16"
      >
        <Outlet />
      </main>
      <footer className="px-5 py-5 text-center text-xs text-faint">
        {about === undefined ? 'Interstellas' : `Interstellas ${about.version}`}
      </footer>
    </div>
  );
}
