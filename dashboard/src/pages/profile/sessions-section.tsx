/** Where one is signed in: each session can be ended, or all but this one. */

import type { Session } from '@interstellas/sdk';
import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { client } from '../../lib/client.ts';
import { useAction } from '../../lib/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { Card, SettingsRow } from '../../ui/card.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { TableSkeleton } from '../../ui/skeleton.tsx';
import { SessionRow } from './session-row.tsx';

/** More than anybody recognises; "End all others" ends those that are not shown too. */
const most = 100;

export function SessionsSection(): ReactElement {
  const sessions = useQuery({
    queryKey: ['sessions'],
    queryFn: async ({ signal }) => (await client.auth.sessions.list({ limit: most }, { signal })).items,
  });
  return (
    <SettingsRow
      title="Sessions"
      description="Where you are signed in. If you do not recognise one, end it and change your password."
    >
      <Card>
        <QueryView query={sessions} skeleton={<TableSkeleton rows={2} columns={2} />}>
          {(items) => <SessionList sessions={items} />}
        </QueryView>
      </Card>
    </SettingsRow>
  );
}

function SessionList({ sessions }: { readonly sessions: readonly Session[] }): ReactElement {
  const current = sessions.filter(({ isCurrent }) => isCurrent);
  const others = sessions.filter(({ isCurrent }) => !isCurrent);
  return (
    <>
      <ul className="divide-y" aria-label="Sessions">
        {[...current, ...others].map((session) => (
          <SessionRow key={session.id} session={session} />
        ))}
      </ul>
      {others.length > 0 ? <EndOthers /> : null}
    </>
  );
}

function EndOthers(): ReactElement {
  const [isAsking, setAsking] = useState(false);
  const end = useAction({
    act: () => client.auth.sessions.endOthers(),
    done: ({ endedCount }) => (endedCount === 1 ? 'One session was ended.' : `${endedCount} sessions were ended.`),
    invalidates: [['sessions']],
    onSuccess: () => setAsking(false),
  });
  return (
    <div className="flex justify-end border-t px-5 py-3">
      <Button variant="danger-quiet" onClick={() => setAsking(true)}>
        End all others
      </Button>
      <ConfirmDialog
        open={isAsking}
        onOpenChange={setAsking}
        title="End all other sessions?"
        description="Every browser and program that is signed in as you has to sign in again. This session stays."
        confirm="End all others"
        busy={end.isPending}
        onConfirm={() => end.mutate()}
      />
    </div>
  );
}
