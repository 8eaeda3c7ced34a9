/** The routes of webhooks: where notifications go, with which secrets, and what became of them. */

import { Type } from 'typebox';
import { routesFor } from '../http/route.ts';
import type { BusinessId, ClientId, WebhookEventId } from '../platform/ids.ts';
import type { Webhooks } from './operations/webhooks.ts';
import {
  DEFAULT_OVERLAP_SECONDS,
  Endpoint,
  Event,
  EventDetails,
  EventPath,
  EventQuery,
  ResendRangeBody,
  ResentRange,
  RevealedSecrets,
  RotatedSecrets,
  RotateSecretBody,
  toDetails,
  toEndpoint,
  toEvent,
  toRange,
  toUpdated,
  toWanted,
  UpdatedEndpoint,
  UpdateUrlBody,
} from './schema.ts';

const route = routesFor<{ readonly webhooks: Webhooks }>();
const TAG = 'Webhooks';
const PATH = '/clients/settings/webhook';
const MANAGE = { kind: 'business', permission: 'webhooks:manage', approved: true } as const;
const READ = { kind: 'business', permission: 'webhooks:read', approved: true } as const;

export const webhookRoutes = [
  route.envelope({
    id: 'webhooks.update-url',
    method: 'PATCH',
    path: '/clients/settings/update-webhook-url',
    access: MANAGE,
    tag: TAG,
    summary: 'Set the webhook address',
    description:
      'Where notifications of the business are sent from now on, one address; whatever waits goes there too. The answer to the first call, and no later one, shows the two secrets by which the receiver knows our requests. Refused with `webhook.url_refused` when the address leads to something else than a server on the public Internet. The contacts of the account are told by mail.',
    body: UpdateUrlBody,
    output: UpdatedEndpoint,
    status: 200,
    message: 'Webhook Url updated successfully',
    faults: ['webhook.url_refused'],
    handle: async ({ webhooks }, { principal, body, actor }) =>
      toUpdated(await webhooks.settings.setUrl({ ...target(principal), url: body.webhookUrl, actor: actor() })),
  }),
  route.envelope({
    id: 'webhooks.get',
    method: 'GET',
    path: PATH,
    access: READ,
    tag: TAG,
    summary: 'Get the webhook',
    description: 'The address and how it is doing; never the secrets.',
    output: Endpoint,
    status: 200,
    message: 'Webhook retrieved successfully',
    faults: ['webhook.not_found'],
    handle: async ({ webhooks }, { principal }) => toEndpoint(await webhooks.settings.get(principal.businessId)),
  }),
  route.envelope({
    id: 'webhooks.delete',
    method: 'DELETE',
    path: PATH,
    access: MANAGE,
    tag: TAG,
    summary: 'Delete the webhook',
    description:
      'Nothing is sent any more, and the secrets are gone. Events are kept for 30 days all the same; those that were waiting become `unsent`.',
    output: Type.Null(),
    status: 200,
    message: 'Webhook deleted successfully',
    faults: ['webhook.not_found'],
    handle: async ({ webhooks }, { principal, actor }) => {
      await webhooks.settings.remove({ ...target(principal), actor: actor() });
      return null;
    },
  }),
  route.envelope({
    id: 'webhooks.pause',
    method: 'POST',
    path: `${PATH}/pause`,
    access: MANAGE,
    tag: TAG,
    summary: 'Pause the webhook',
    description: 'Nothing is sent until it is enabled again; what happens meanwhile waits. Harmless to repeat.',
    output: Endpoint,
    status: 200,
    message: 'Webhook paused successfully',
    faults: ['webhook.not_found'],
    handle: async ({ webhooks }, { principal, actor }) =>
      toEndpoint(await webhooks.settings.pause({ ...target(principal), actor: actor() })),
  }),
  route.envelope({
    id: 'webhooks.enable',
    method: 'POST',
    path: `${PATH}/enable`,
    access: MANAGE,
    tag: TAG,
    summary: 'Enable the webhook',
    description:
      'After a pause, or after it was disabled because of failures: what has waited is sent. Harmless to repeat.',
    output: Endpoint,
    status: 200,
    message: 'Webhook enabled successfully',
    faults: ['webhook.not_found'],
    handle: async ({ webhooks }, { principal, actor }) =>
      toEndpoint(await webhooks.settings.enable({ ...target(principal), actor: actor() })),
  }),
  route.envelope({
    id: 'webhooks.reveal-secret',
    method: 'POST',
    path: `${PATH}/reveal-secret`,
    access: { ...MANAGE, recent: true },
    tag: TAG,
    summary: 'Show the secrets of the webhook',
    description: 'Only shortly after a sign-in. Every call is an audit event.',
    output: RevealedSecrets,
    status: 200,
    message: 'Secrets retrieved successfully',
    faults: ['webhook.not_found'],
    handle: ({ webhooks }, { principal, actor }) => webhooks.settings.reveal({ ...target(principal), actor: actor() }),
  }),
  route.envelope({
    id: 'webhooks.rotate-secret',
    method: 'POST',
    path: `${PATH}/rotate-secret`,
    access: { ...MANAGE, recent: true },
    tag: TAG,
    summary: 'Rotate the signing secret',
    description:
      'Makes a new signing secret. Until the overlap ends (24 hours unless said otherwise) `webhook-signature` holds two signatures, of the new secret and of the old one. A second rotation within the overlap ends the oldest secret at once. `authKey: true` replaces `AUTH-KEY` too, without an overlap.',
    body: RotateSecretBody,
    output: RotatedSecrets,
    status: 201,
    message: 'Secret rotated successfully',
    faults: ['webhook.not_found'],
    creates: true,
    handle: ({ webhooks }, { principal, body, actor, unit }) =>
      unit(async (transaction) => {
        const { overlapSeconds = DEFAULT_OVERLAP_SECONDS, authKey: replacesAuthKey = false } = body;
        const order = { ...target(principal), actor: actor(), overlapSeconds, replacesAuthKey };
        const { authKey, signingSecret, oldSecretEndsAt } = await webhooks.settings.rotate(transaction, order);
        return { authKey, signingSecret, oldSecretEndsAt: oldSecretEndsAt?.toISOString() ?? null };
      }),
  }),
  route.envelope({
    id: 'webhooks.test',
    method: 'POST',
    path: `${PATH}/test`,
    access: MANAGE,
    tag: TAG,
    summary: 'Send a test event',
    description:
      'An event of type `webhook.test`, sent like all others. It has none of the fields of a payment, so that nobody takes it for one. `GET /clients/settings/webhook/events/{id}` tells what became of it.',
    output: Event,
    status: 201,
    message: 'Test event created successfully',
    faults: ['webhook.not_found', 'webhook.not_active'],
    creates: true,
    handle: ({ webhooks }, { principal, actor, unit }) =>
      unit(async (transaction) =>
        toEvent(await webhooks.history.test(transaction, { ...target(principal), actor: actor() })),
      ),
  }),
  route.list({
    id: 'webhooks.events.list',
    method: 'GET',
    path: `${PATH}/events`,
    access: READ,
    tag: TAG,
    summary: 'List webhook events',
    description: 'What there was to tell in the last 30 days, newest first, and how telling went.',
    query: EventQuery,
    output: Event,
    status: 200,
    message: 'Webhook events retrieved successfully',
    faults: ['request.unprocessable'],
    handle: async ({ webhooks }, { principal, page, query }) => {
      const { items, ...total } = await webhooks.history.list(principal.businessId, toWanted(query), page);
      return { items: items.map(toEvent), ...total };
    },
  }),
  route.envelope({
    id: 'webhooks.events.get',
    method: 'GET',
    path: `${PATH}/events/{id}`,
    access: READ,
    tag: TAG,
    summary: 'Get a webhook event',
    description: 'With its body and every attempt to deliver it.',
    params: EventPath,
    output: EventDetails,
    status: 200,
    message: 'Webhook event retrieved successfully',
    faults: ['webhook_event.not_found'],
    handle: async ({ webhooks }, { principal, params }) =>
      toDetails(await webhooks.history.get(principal.businessId, params.id as WebhookEventId)),
  }),
  route.envelope({
    id: 'webhooks.events.resend',
    method: 'POST',
    path: `${PATH}/events/{id}/resend`,
    access: MANAGE,
    tag: TAG,
    summary: 'Send a webhook event again',
    description: 'At once, and from the beginning of the schedule, whatever became of it; with the same `webhook-id`.',
    params: EventPath,
    output: Event,
    status: 201,
    message: 'Webhook event is sent again',
    faults: ['webhook_event.not_found', 'webhook.not_found', 'webhook.not_active'],
    creates: true,
    handle: ({ webhooks }, { principal, params, actor, unit }) =>
      unit(async (transaction) => {
        const order = { ...target(principal), actor: actor(), id: params.id as WebhookEventId };
        return toEvent(await webhooks.history.resend(transaction, order));
      }),
  }),
  route.envelope({
    id: 'webhooks.events.resend-range',
    method: 'POST',
    path: `${PATH}/events/resend`,
    access: MANAGE,
    tag: TAG,
    summary: 'Send the webhook events of a time again',
    description:
      'The oldest first, 1,000 at a call: where `nextFrom` comes back, go on from there. Events that wait for an attempt already are left to it.',
    body: ResendRangeBody,
    output: ResentRange,
    status: 201,
    message: 'Webhook events are sent again',
    faults: ['request.unprocessable', 'webhook.not_found', 'webhook.not_active'],
    creates: true,
    handle: ({ webhooks }, { principal, body, actor, unit }) =>
      unit(async (transaction) => {
        const order = { ...target(principal), actor: actor(), wanted: toRange(body) };
        const { count, nextFrom } = await webhooks.history.resendRange(transaction, order);
        return { count, nextFrom: nextFrom?.toISOString() ?? null };
      }),
  }),
];

function target({ clientId, businessId }: { readonly clientId: ClientId; readonly businessId: BusinessId }) {
  return { clientId, businessId };
}
