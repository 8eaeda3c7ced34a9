/** Above each page: the menu on phones, the search, and who is signed in. */

import { Menu as MenuIcon, Search } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { BrandMark } from '../../ui/brand.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog, DialogTrigger, SheetContent } from '../../ui/dialog.tsx';
import { AccountMenu } from './account-menu.tsx';
import { Sidebar } from './sidebar.tsx';

const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent);

export function TopBar({ onSearch }: { readonly onSearch: () => void }): ReactElement {
  const [isOpen, setOpen] = useState(false);
  return (
    <header className="sticky top-(--bar) z-20 flex h-14 shrink-0 items-center gap-2 border-b bg-canvas/90 px-4 backdrop-blur-md sm:px-6 lg:px-8">
      <Dialog open={isOpen} onOpenChange={setOpen}>
        <DialogTrigger asChild>
          <Button variant="ghost" size="icon" aria-label="Open the menu" className="-ml-2 lg:hidden">
            <MenuIcon aria-hidden />
          </Button>
        </DialogTrigger>
        <SheetContent side="left" title="Menu" bare className="max-w-72 bg-sidebar">
          <Sidebar onNavigate={() => setOpen(false)} />
        </SheetContent>
      </Dialog>
      <BrandMark className="size-6 lg:hidden" />
      <button
        type="button"
        onClick={onSearch}
        aria-keyshortcuts={isMac ? 'Meta+K' : 'Control+K'}
        className="flex h-8 items-center gap-2 rounded-md border bg-surface px-2.5 text-sm text-muted transition-colors hover:bg-subtle hover:text-ink max-sm:ml-auto max-sm:size-9 max-sm:justify-center max-sm:border-0 max-sm:bg-transparent max-sm:px-0 sm:w-60"
      >
        <Search aria-hidden className="size-4 shrink-0" />
        <span className="max-sm:sr-only">Go to…</span>
        <kbd
          aria-hidden
          className="ml-auto rounded-sm border bg-canvas px-1.5 font-sans text-2xs text-faint max-sm:hidden"
        >
          {isMac ? '⌘ K' : 'Ctrl K'}
        </kbd>
      </button>
      <div className="flex items-center gap-3 sm:ml-auto">
        <AccountMenu />
      </div>
    </header>
  );
}
