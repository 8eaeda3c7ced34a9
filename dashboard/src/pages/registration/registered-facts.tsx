/** What was sent with the registration, and its documents to be fetched again. */

import type { Business } from '@interstellas/sdk';
import { Download } from 'lucide-react';
import type { ReactElement } from 'react';
import { saveBlob } from '../../lib/download.ts';
import { useAction } from '../../lib/use-action.ts';
import { useBusiness } from '../../lib/use-business.ts';
import { Button } from '../../ui/button.tsx';
import { Card, CardBody, CardHeader } from '../../ui/card.tsx';
import { Copyable } from '../../ui/copyable.tsx';
import { DescriptionList } from '../../ui/description-list.tsx';
import { Time } from '../../ui/time.tsx';

interface BusinessProps {
  readonly business: Business;
}

export function RegisteredFacts({ business }: BusinessProps): ReactElement {
  return (
    <Card>
      <CardHeader title="Registration" description="To correct something, write to the bank." />
      <CardBody>
        <DescriptionList
          facts={[
            { term: 'Name', value: business.businessName },
            { term: 'Business id', value: <Copyable value={business.id} label="business id" className="text-ink" /> },
            {
              term: 'Client account',
              value: <Copyable value={business.clientId} label="client id" className="text-ink" />,
            },
            {
              term: 'BVN of the owner',
              value: (
                <span className="font-mono text-sm">
                  <span aria-hidden>•••••••</span>
                  <span className="sr-only">ends in </span>
                  {business.bvn.slice(-4)}
                </span>
              ),
            },
            { term: 'Address of the owner', value: business.residentialAddress },
            { term: 'State', value: business.state.name },
            { term: 'Created', value: <Time at={business.createdAt} /> },
          ]}
        />
      </CardBody>
    </Card>
  );
}

export function Documents({ business }: BusinessProps): ReactElement {
  return (
    <Card>
      <CardHeader title="Documents" description="As they were sent. Their names are not kept." />
      <CardBody>
        <ul className="divide-y">
          <Document name="Government id" url={business.photoIdUrl} />
          {business.businessDocumentsUrls.map((url, index) => (
            <Document key={url} name={`Document ${index + 1}`} url={url} />
          ))}
        </ul>
      </CardBody>
    </Card>
  );
}

function Document({ name, url }: { readonly name: string; readonly url: string }): ReactElement {
  const { client } = useBusiness();
  const id = url.slice(url.lastIndexOf('/') + 1);
  const fetchIt = useAction({
    act: async () => {
      const file = await client.businesses.document(id);
      saveBlob(await file.blob(), file.fileName ?? id);
    },
  });
  return (
    <li className="flex items-center justify-between gap-3 py-2 first:pt-0 last:pb-0">
      <span className="min-w-0">{name}</span>
      <Button size="sm" busy={fetchIt.isPending} aria-label={`Download: ${name}`} onClick={() => fetchIt.mutate()}>
        <Download aria-hidden />
        Download
      </Button>
    </li>
  );
}
