/** Where the business is told about its money: the address, its secrets, a test, and how to check what arrives. */

import type { Webhook } from '@interstellas/sdk';
import { type ReactElement, useState } from 'react';
import { usePermissions } from '../../lib/use-permissions.ts';
import { Callout } from '../../ui/callout.tsx';
import { Card, Section } from '../../ui/card.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { LinesSkeleton } from '../../ui/skeleton.tsx';
import { DocsLink } from '../../ui/text-link.tsx';
import { DeleteWebhook } from './delete-webhook.tsx';
import { EndpointCard } from './endpoint-card.tsx';
import { type FreshSecrets, FreshSecretsDialog } from './fresh-secrets-dialog.tsx';
import { SecretsCard } from './secrets-card.tsx';
import { TestCard } from './test-card.tsx';
import { UrlForm } from './url-form.tsx';
import { useWebhook } from './use-webhook.ts';
import { VerificationSnippets } from './verification-snippets.tsx';
import { WebhookFrame } from './webhook-frame.tsx';

export function WebhooksPage(): ReactElement {
  return (
    <WebhookFrame>
      <Settings />
    </WebhookFrame>
  );
}

function Settings(): ReactElement {
  const webhook = useWebhook();
  const [fresh, setFresh] = useState<FreshSecrets>();
  const { may } = usePermissions();
  const mayManage = may('webhooks:manage');
  return (
    <>
      {mayManage ? null : (
        <Callout className="mb-4">
          Your role sees webhooks. To set the address, see its secrets or send events it takes the permission
          webhooks:manage.
        </Callout>
      )}
      <QueryView query={webhook} skeleton={<SettingsSkeleton />}>
        {(set) =>
          set === null ? (
            <NoAddress mayManage={mayManage} onFresh={setFresh} />
          ) : (
            <Configured webhook={set} mayManage={mayManage} />
          )
        }
      </QueryView>
      <FreshSecretsDialog fresh={fresh} onClose={() => setFresh(undefined)} />
    </>
  );
}

interface NoAddressProps {
  readonly mayManage: boolean;
  readonly onFresh: (fresh: FreshSecrets) => void;
}

function NoAddress({ mayManage, onFresh }: NoAddressProps): ReactElement {
  return (
    <div className="flex flex-col gap-8">
      <Card className="p-5 sm:p-6">
        <h2 className="text-lg font-semibold">{mayManage ? 'Set the address' : 'No address is set'}</h2>
        <p className="mt-1 mb-4 max-w-prose text-muted">
          Events of the last 30 days wait as “unsent”, and can be sent once there is an address.
        </p>
        {mayManage ? <UrlForm url="" submit="Set the address" onFresh={onFresh} className="max-w-xl" /> : null}
      </Card>
      <Verification />
    </div>
  );
}

interface ConfiguredProps {
  readonly webhook: Webhook;
  readonly mayManage: boolean;
}

function Configured({ webhook, mayManage }: ConfiguredProps): ReactElement {
  return (
    <div className="flex flex-col gap-8">
      <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-2">
        <EndpointCard webhook={webhook} mayManage={mayManage} className="lg:col-span-2" />
        {mayManage ? <SecretsCard webhook={webhook} /> : null}
        {mayManage ? <TestCard isActive={webhook.state === 'active'} /> : null}
      </div>
      <Verification />
      {mayManage ? <DeleteWebhook webhook={webhook} /> : null}
    </div>
  );
}

function Verification(): ReactElement {
  return (
    <Section
      title="Check that it is from us"
      description={
        <>
          Answer any 2xx within 15 seconds, act afterwards, and do nothing the second time: the same event may come
          twice. <DocsLink page="webhooks#know-that-it-is-from-us">More about it</DocsLink>
        </>
      }
    >
      <VerificationSnippets />
    </Section>
  );
}

function SettingsSkeleton(): ReactElement {
  return (
    <div className="grid grid-cols-1 gap-4 lg:grid-cols-2">
      <Card className="p-5 lg:col-span-2">
        <LinesSkeleton rows={3} />
      </Card>
      <Card className="p-5">
        <LinesSkeleton rows={4} />
      </Card>
      <Card className="p-5">
        <LinesSkeleton rows={4} />
      </Card>
    </div>
  );
}
