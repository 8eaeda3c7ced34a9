/** Ends one's own membership. */

import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useAction } from '../../lib/use-action.ts';
import { useBusiness } from '../../lib/use-business.ts';
import { sessionQuery } from '../../lib/use-session.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';

export function LeaveDialog({ onClose }: { readonly onClose: () => void }): ReactElement {
  const { id, name, client } = useBusiness();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const leave = useAction({
    act: () => client.members.leave({ businessId: id }),
    done: `You have left ${name}.`,
    onSuccess: () => {
      queries.removeQueries({ queryKey: sessionQuery.queryKey });
      void navigate({ to: '/' });
    },
  });
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={`Leave ${name}?`}
      description="You lose your access at once. To come back takes an invitation of somebody who stays."
      confirm="Leave the business"
      typeToConfirm={name}
      busy={leave.isPending}
      onConfirm={() => leave.mutate()}
    />
  );
}
