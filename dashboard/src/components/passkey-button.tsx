/** The other way than the password, below an "or". Nothing in a browser that knows no passkeys. */

import { Fingerprint } from 'lucide-react';
import type { ReactElement } from 'react';
import { hasPasskeys } from '../lib/passkeys.ts';
import { Button } from '../ui/button.tsx';

export interface PasskeyButtonProps {
  readonly label?: string;
  readonly busy: boolean;
  readonly onClick: () => void;
}

export function PasskeyButton({ label = 'Use a passkey', busy, onClick }: PasskeyButtonProps): ReactElement | null {
  if (!hasPasskeys()) return null;
  return (
    <div className="flex flex-col gap-4">
      <p className="flex items-center gap-3 text-xs text-faint before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
        or
      </p>
      <Button size="lg" className="w-full" busy={busy} onClick={onClick}>
        <Fingerprint aria-hidden />
        {label}
      </Button>
    </div>
  );
}
