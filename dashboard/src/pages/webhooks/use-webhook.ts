/** The webhook of the business, and one of its events; an event that is under way is looked at again and again. */

import type { Webhook, WebhookDeliveryDetails } from '@interstellas/sdk';
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { hasCode } from '../../lib/errors.ts';
import { useBusiness } from '../../lib/use-business.ts';
import { businessKey, useRead } from '../../lib/use-read.ts';
import { lookAgainMs } from './words.ts';

/** Null while no address is set. */
export function useWebhook(): UseQueryResult<Webhook | null> {
  return useRead(
    ['webhooks', 'settings'],
    async (client, options) => {
      try {
        return await client.webhooks.get(options);
      } catch (error) {
        if (hasCode(error, 'webhook.not_found')) return null;
        throw error;
      }
    },
    { everySeconds: 15 },
  );
}

export function useWebhookEvent(id: string): UseQueryResult<WebhookDeliveryDetails> {
  const business = useBusiness();
  return useQuery({
    queryKey: businessKey(business.id, 'webhooks', 'events', 'one', id),
    queryFn: ({ signal }) => business.client.webhooks.events.get(id, { signal }),
    refetchInterval: ({ state: { data } }) => (data === undefined ? false : lookAgainMs(data, Date.now())),
  });
}
