/** Ends the webhook, with its secrets. */

import type { Webhook } from '@interstellas/sdk';
import { type ReactElement, useState } from 'react';
import { useAction } from '../../lib/use-action.ts';
import { useBusiness } from '../../lib/use-business.ts';
import { businessKey } from '../../lib/use-read.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';

export function DeleteWebhook({ webhook }: { readonly webhook: Webhook }): ReactElement {
  const { id, client } = useBusiness();
  const [isAsking, setAsking] = useState(false);
  const remove = useAction({
    act: () => client.webhooks.delete(),
    done: 'The webhook is deleted.',
    invalidates: [businessKey(id, 'webhooks')],
    onSuccess: () => setAsking(false),
  });
  return (
    <Card className="flex-row flex-wrap items-center justify-between gap-4 px-5 py-4">
      <div className="min-w-0 flex-1 basis-64">
        <h2 className="font-semibold">Delete the webhook</h2>
        <p className="text-muted">Nothing is sent any more. A new address comes with new secrets.</p>
      </div>
      <Button variant="danger-quiet" onClick={() => setAsking(true)}>
        Delete
      </Button>
      <ConfirmDialog
        open={isAsking}
        onOpenChange={setAsking}
        title="Delete the webhook?"
        description={`${webhook.url} gets no more events, and those that wait become failed. Its secrets are void. To stop for a while, pause it instead.`}
        confirm="Delete the webhook"
        busy={remove.isPending}
        onConfirm={() => remove.mutate()}
      />
    </Card>
  );
}
