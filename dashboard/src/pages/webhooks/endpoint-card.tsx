/** The address, whether it is sent to, and what to do when it is not. */

import type { Webhook } from '@interstellas/sdk';
import { type ReactElement, useState } from 'react';
import { useAction } from '../../lib/use-action.ts';
import { useBusiness } from '../../lib/use-business.ts';
import { businessKey } from '../../lib/use-read.ts';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { Card, CardBody, CardHeader } from '../../ui/card.tsx';
import { Copyable } from '../../ui/copyable.tsx';
import { DescriptionList } from '../../ui/description-list.tsx';
import { Dialog, DialogContent } from '../../ui/dialog.tsx';
import { Elapsed } from '../../ui/running-time.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { Time } from '../../ui/time.tsx';
import { UrlForm } from './url-form.tsx';
import { wordsOfDisabled } from './words.ts';

export interface EndpointCardProps {
  readonly webhook: Webhook;
  readonly mayManage: boolean;
  readonly className?: string;
}

export function EndpointCard({ webhook, mayManage, className }: EndpointCardProps): ReactElement {
  const [isChanging, setChanging] = useState(false);
  return (
    <Card className={className ?? ''}>
      <CardHeader
        title={
          <span className="flex items-center gap-2.5">
            Address <StatusBadge status={webhook.state} />
          </span>
        }
        actions={mayManage ? <Actions webhook={webhook} onChange={() => setChanging(true)} /> : undefined}
      />
      <CardBody className="flex flex-col gap-4">
        <Standing webhook={webhook} />
        <DescriptionList
          facts={[
            {
              term: 'Events go to',
              value: <Copyable value={webhook.url} label="webhook address" className="text-sm text-ink" />,
            },
            { term: 'Set', value: <Time at={webhook.createdAt} /> },
            { term: 'Last changed', value: <Time at={webhook.updatedAt} /> },
          ]}
        />
      </CardBody>
      <Dialog open={isChanging} onOpenChange={setChanging}>
        <DialogContent
          title="Change the address"
          description="It takes the next events, and those that wait. The secrets stay. The owners of the account get a letter."
        >
          <UrlForm url={webhook.url} submit="Change the address" onSaved={() => setChanging(false)} />
        </DialogContent>
      </Dialog>
    </Card>
  );
}

function Standing({ webhook }: { readonly webhook: Webhook }): ReactElement | null {
  if (webhook.state === 'disabled') {
    return (
      <Callout tone="bad" title="Nothing is sent any more">
        {wordsOfDisabled(webhook.disabledReason)} Events that happen meanwhile wait. Mend your server, then enable the
        webhook, and they are sent.
      </Callout>
    );
  }
  if (webhook.state === 'paused') {
    return (
      <Callout tone="warn" title="Paused">
        Nothing is sent. Events wait until you enable the webhook again.
      </Callout>
    );
  }
  if (webhook.failingSince === null) return null;
  return (
    <Callout
      tone="warn"
      title={
        <>
          Failing for <Elapsed at={webhook.failingSince} />
        </>
      }
    >
      Since <Time at={webhook.failingSince} /> no event was taken. Each is tried again for about three days. After three
      days of nothing but failure the webhook is disabled.
    </Callout>
  );
}

interface ActionsProps {
  readonly webhook: Webhook;
  readonly onChange: () => void;
}

function Actions({ webhook, onChange }: ActionsProps): ReactElement {
  const { id, client } = useBusiness();
  const isActive = webhook.state === 'active';
  const toggle = useAction({
    act: () => (isActive ? client.webhooks.pause() : client.webhooks.enable()),
    done: isActive ? 'Paused. Events wait.' : 'Enabled. Events that waited are sent now.',
    invalidates: [businessKey(id, 'webhooks')],
  });
  return (
    <>
      <Button variant={isActive ? 'secondary' : 'primary'} busy={toggle.isPending} onClick={() => toggle.mutate()}>
        {isActive ? 'Pause' : 'Enable'}
      </Button>
      <Button onClick={onChange}>Change</Button>
    </>
  );
}
