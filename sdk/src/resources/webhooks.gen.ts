/** The methods of `client.webhooks`. Generated from the routes by "npm run generate": edit those, not this file. */

import type { CallOptions, Caller, CreateOptions } from '../caller.ts';
import type { List } from '../pages.ts';
import { path } from '../path.ts';
import type {
  ResentWebhookEvents,
  RotatedWebhookSecrets,
  UpdatedWebhook,
  Webhook,
  WebhookDelivery,
  WebhookDeliveryDetails,
  WebhookEventListQuery,
  WebhookEventResendRangeInput,
  WebhookRotateSecretInput,
  WebhookSecrets,
  WebhookUpdateUrlInput,
} from '../types.gen.ts';

export const webhooks = ({ send, list }: Caller) => ({
  /**
   * Set the webhook address.
   *
   * Where notifications of the business are sent from now on, one address; whatever waits goes there too. The answer to
   * the first call, and no later one, shows the two secrets by which the receiver knows our requests. Refused with
   * `webhook.url_refused` when the address leads to something else than a server on the public Internet. The contacts
   * of the account are told by mail.
   *
   * Needs the permission `webhooks:manage` and an approved business.
   *
   * `PATCH /api/v1/clients/settings/update-webhook-url`, in the reference at `/docs/reference` of the server.
   */
  updateUrl: (input: WebhookUpdateUrlInput, options?: CallOptions): Promise<UpdatedWebhook> =>
    send({ method: 'PATCH', path: '/clients/settings/update-webhook-url', access: 'business', body: input }, options),

  /**
   * Get the webhook.
   *
   * The address and how it is doing; never the secrets.
   *
   * Needs the permission `webhooks:read` and an approved business.
   *
   * `GET /api/v1/clients/settings/webhook`, in the reference at `/docs/reference` of the server.
   */
  get: (options?: CallOptions): Promise<Webhook> =>
    send({ method: 'GET', path: '/clients/settings/webhook', access: 'business' }, options),

  /**
   * Delete the webhook.
   *
   * Nothing is sent any more, and the secrets are gone. Events are kept for 30 days all the same; those that were
   * waiting become `unsent`.
   *
   * Needs the permission `webhooks:manage` and an approved business.
   *
   * `DELETE /api/v1/clients/settings/webhook`, in the reference at `/docs/reference` of the server.
   */
  delete: (options?: CallOptions): Promise<null> =>
    send({ method: 'DELETE', path: '/clients/settings/webhook', access: 'business' }, options),

  /**
   * Pause the webhook.
   *
   * Nothing is sent until it is enabled again; what happens meanwhile waits. Harmless to repeat.
   *
   * Needs the permission `webhooks:manage` and an approved business.
   *
   * `POST /api/v1/clients/settings/webhook/pause`, in the reference at `/docs/reference` of the server.
   */
  pause: (options?: CallOptions): Promise<Webhook> =>
    send({ method: 'POST', path: '/clients/settings/webhook/pause', access: 'business' }, options),

  /**
   * Enable the webhook.
   *
   * After a pause, or after it was disabled because of failures: what has waited is sent. Harmless to repeat.
   *
   * Needs the permission `webhooks:manage` and an approved business.
   *
   * `POST /api/v1/clients/settings/webhook/enable`, in the reference at `/docs/reference` of the server.
   */
  enable: (options?: CallOptions): Promise<Webhook> =>
    send({ method: 'POST', path: '/clients/settings/webhook/enable', access: 'business' }, options),

  /**
   * Show the secrets of the webhook.
   *
   * Only shortly after a sign-in. Every call is an audit event.
   *
   * Needs the permission `webhooks:manage` and an approved business, and a sign-in within the last 15 minutes.
   *
   * `POST /api/v1/clients/settings/webhook/reveal-secret`, in the reference at `/docs/reference` of the server.
   */
  revealSecret: (options?: CallOptions): Promise<WebhookSecrets> =>
    send({ method: 'POST', path: '/clients/settings/webhook/reveal-secret', access: 'business' }, options),

  /**
   * Rotate the signing secret.
   *
   * Makes a new signing secret. Until the overlap ends (24 hours unless said otherwise) `webhook-signature` holds two
   * signatures, of the new secret and of the old one. A second rotation within the overlap ends the oldest secret at
   * once. `authKey: true` replaces `AUTH-KEY` too, without an overlap.
   *
   * Needs the permission `webhooks:manage` and an approved business, and a sign-in within the last 15 minutes.
   *
   * `POST /api/v1/clients/settings/webhook/rotate-secret`, in the reference at `/docs/reference` of the server.
   */
  rotateSecret: (input: WebhookRotateSecretInput = {}, options?: CreateOptions): Promise<RotatedWebhookSecrets> =>
    send(
      {
        method: 'POST',
        path: '/clients/settings/webhook/rotate-secret',
        access: 'business',
        creates: true,
        body: input,
      },
      options,
    ),

  /**
   * Send a test event.
   *
   * An event of type `webhook.test`, sent like all others. It has none of the fields of a payment, so that nobody takes
   * it for one. `GET /clients/settings/webhook/events/{id}` tells what became of it.
   *
   * Needs the permission `webhooks:manage` and an approved business.
   *
   * `POST /api/v1/clients/settings/webhook/test`, in the reference at `/docs/reference` of the server.
   */
  test: (options?: CreateOptions): Promise<WebhookDelivery> =>
    send({ method: 'POST', path: '/clients/settings/webhook/test', access: 'business', creates: true }, options),

  events: {
    /**
     * List webhook events.
     *
     * What there was to tell in the last 30 days, newest first, and how telling went.
     *
     * Needs the permission `webhooks:read` and an approved business.
     *
     * `GET /api/v1/clients/settings/webhook/events`, in the reference at `/docs/reference` of the server.
     */
    list: (query: WebhookEventListQuery = {}, options?: CallOptions): List<WebhookDelivery> =>
      list({ method: 'GET', path: '/clients/settings/webhook/events', access: 'business', query }, options),

    /**
     * Get a webhook event.
     *
     * With its body and every attempt to deliver it.
     *
     * Needs the permission `webhooks:read` and an approved business.
     *
     * `GET /api/v1/clients/settings/webhook/events/{id}`, in the reference at `/docs/reference` of the server.
     */
    get: (id: string, options?: CallOptions): Promise<WebhookDeliveryDetails> =>
      send({ method: 'GET', path: path`/clients/settings/webhook/events/${id}`, access: 'business' }, options),

    /**
     * Send a webhook event again.
     *
     * At once, and from the beginning of the schedule, whatever became of it; with the same `webhook-id`.
     *
     * Needs the permission `webhooks:manage` and an approved business.
     *
     * `POST /api/v1/clients/settings/webhook/events/{id}/resend`, in the reference at `/docs/reference` of the server.
     */
    resend: (id: string, options?: CreateOptions): Promise<WebhookDelivery> =>
      send(
        {
          method: 'POST',
          path: path`/clients/settings/webhook/events/${id}/resend`,
          access: 'business',
          creates: true,
        },
        options,
      ),

    /**
     * Send the webhook events of a time again.
     *
     * The oldest first, 1,000 at a call: where `nextFrom` comes back, go on from there. Events that wait for an attempt
     * already are left to it.
     *
     * Needs the permission `webhooks:manage` and an approved business.
     *
     * `POST /api/v1/clients/settings/webhook/events/resend`, in the reference at `/docs/reference` of the server.
     */
    resendRange: (input: WebhookEventResendRangeInput, options?: CreateOptions): Promise<ResentWebhookEvents> =>
      send(
        {
          method: 'POST',
          path: '/clients/settings/webhook/events/resend',
          access: 'business',
          creates: true,
          body: input,
        },
        options,
      ),
  },
});
