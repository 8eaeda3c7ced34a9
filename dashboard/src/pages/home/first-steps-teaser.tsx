/** The way to the first call, for whoever has not made one: it goes away by itself once a key was used. */

import { Rocket } from 'lucide-react';
import type { ReactElement } from 'react';
import { cn } from '../../lib/cn.ts';
import { useBusiness } from '../../lib/use-business.ts';
import { usePermissions } from '../../lib/use-permissions.ts';
import { useRead } from '../../lib/use-read.ts';
import { ButtonLink } from '../../ui/button.tsx';

export function FirstStepsTeaser({ className }: { readonly className?: string }): ReactElement | null {
  const { id: businessId } = useBusiness();
  const { may } = usePermissions();
  const keys = useRead(['keys', 'any-used'], (client, options) => client.keys.list({ limit: 20 }, options), {
    enabled: may('keys:read'),
  });
  const isNewcomer = keys.data?.items.every((key) => key.lastUsed === null) ?? false;
  if (!isNewcomer) return null;
  return (
    <section
      aria-label="First steps"
      className={cn(
        'flex flex-wrap items-center gap-x-4 gap-y-3 rounded-lg border border-accent/25 bg-accent-soft px-5 py-4',
        className,
      )}
    >
      <span className="flex size-9 shrink-0 items-center justify-center rounded-lg bg-accent text-on-accent">
        <Rocket aria-hidden className="size-4.5" />
      </span>
      <div className="min-w-0 flex-1 basis-56">
        <h2 className="font-semibold">Make your first call</h2>
        <p className="text-sm text-muted">
          Copy a snippet with your own ids, run it, and watch it arrive. It takes two minutes.
        </p>
      </div>
      <ButtonLink variant="primary" to="/b/$businessId/first-steps" params={{ businessId }}>
        Start
      </ButtonLink>
    </section>
  );
}
