/** Shows what `toast()` of lib/toasts.ts says, in the corner, read out politely. */

import { CircleAlert, CircleCheck, Info, X } from 'lucide-react';
import { Toast as Radix } from 'radix-ui';
import type { ReactElement } from 'react';
import { cn } from '../lib/cn.ts';
import { useStore } from '../lib/store.ts';
import { dismissToast, type Toast, toasts } from '../lib/toasts.ts';
import { Copyable } from './copyable.tsx';

const icons = { good: CircleCheck, bad: CircleAlert, plain: Info };
const colours = { good: 'text-good', bad: 'text-bad', plain: 'text-muted' };

export function Toaster(): ReactElement {
  const shown = useStore(toasts);
  return (
    <Radix.Provider swipeDirection="right" duration={5000}>
      {shown.map((one) => (
        <One key={one.id} toast={one} />
      ))}
      <Radix.Viewport className="fixed right-0 bottom-0 z-60 flex w-full max-w-sm flex-col gap-2 p-4 outline-none" />
    </Radix.Provider>
  );
}

function One({ toast }: { readonly toast: Toast }): ReactElement {
  const Icon = icons[toast.tone];
  return (
    <Radix.Root
      type={toast.tone === 'bad' ? 'foreground' : 'background'}
      duration={toast.tone === 'bad' ? 12_000 : 5000}
      onOpenChange={(open) => (open ? undefined : dismissToast(toast.id))}
      className="flex items-start gap-3 rounded-lg bg-raised p-3.5 text-ink shadow-raised duration-150 data-[state=closed]:animate-out data-[state=closed]:fade-out-0 data-[state=open]:animate-in data-[state=open]:fade-in-0 data-[state=open]:slide-in-from-bottom-2 data-[swipe=move]:translate-x-(--radix-toast-swipe-move-x)"
    >
      <Icon aria-hidden className={cn('mt-[3px] size-4 shrink-0', colours[toast.tone])} />
      <div className="min-w-0 flex-1">
        <Radix.Title className="font-medium">{toast.title}</Radix.Title>
        {toast.detail === undefined ? null : (
          <Radix.Description className="mt-0.5 text-sm text-muted">{toast.detail}</Radix.Description>
        )}
        {toast.requestId === undefined ? null : <Copyable value={toast.requestId} label="request id" />}
      </div>
      <Radix.Close
        aria-label="Dismiss"
        className="flex size-6 items-center justify-center rounded-sm text-faint hover:text-ink"
      >
        <X aria-hidden className="size-4" />
      </Radix.Close>
    </Radix.Root>
  );
}
