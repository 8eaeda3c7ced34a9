/** One session: the device, from where, since when. */

import type { Session } from '@interstellas/sdk';
import { Laptop, type LucideIcon, Smartphone, SquareTerminal } from 'lucide-react';
import type { ReactElement } from 'react';
import { client } from '../../lib/client.ts';
import { useAction } from '../../lib/use-action.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Time } from '../../ui/time.tsx';
import { type DeviceKind, deviceOf } from './device-words.ts';

const icons: Readonly<Record<DeviceKind, LucideIcon>> = {
  phone: Smartphone,
  computer: Laptop,
  program: SquareTerminal,
};

export function SessionRow({ session }: { readonly session: Session }): ReactElement {
  const { words, kind } = deviceOf(session.userAgent);
  const Icon = icons[kind];
  return (
    <li className="flex items-center gap-4 px-5 py-3.5">
      <Icon aria-hidden className="size-5 shrink-0 text-muted max-sm:self-start" strokeWidth={1.75} />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 font-medium">
          <span title={session.userAgent}>{words}</span>
          {session.isCurrent ? <Badge tone="good">This session</Badge> : null}
        </p>
        <p className="mt-0.5 flex flex-wrap gap-x-1.5 text-sm text-muted">
          <span className="font-mono text-xs leading-5">{session.address}</span>
          <span aria-hidden>·</span>
          <span>
            signed in <Time at={session.createdAt} form="distance" />
          </span>
          <span aria-hidden className="max-sm:hidden">
            ·
          </span>
          <span className="max-sm:hidden">
            ends <Time at={session.expiresAt} />
          </span>
        </p>
      </div>
      {session.isCurrent ? null : <EndButton id={session.id} device={words} />}
    </li>
  );
}

interface EndButtonProps {
  readonly id: string;
  readonly device: string;
}

function EndButton({ id, device }: EndButtonProps): ReactElement {
  const end = useAction({
    act: () => client.auth.sessions.end(id),
    done: `The session of ${device} was ended.`,
    invalidates: [['sessions']],
  });
  return (
    <Button size="sm" busy={end.isPending} onClick={() => end.mutate()} aria-label={`End the session of ${device}`}>
      End
    </Button>
  );
}
