/** The words of the letters about webhooks. An address stands in them by its host: its path may be a secret. */

import { paragraphs, type Words } from '../mail/index.ts';

export function webhookDisabled({
  host,
  reason,
}: {
  readonly host: string;
  readonly reason: 'failing' | 'gone';
}): Words {
  const why =
    reason === 'gone'
      ? `The server at ${host} answered 410 Gone, which means that it wants no more notifications.`
      : `For three days the server at ${host} has taken none of our notifications.`;
  return {
    subject: `Webhook disabled: ${host}`,
    text: paragraphs(
      `${why} Nothing is sent there any more.`,
      'Nothing is lost: what happens meanwhile is kept for 30 days. `GET /clients/settings/webhook/events` shows what was tried and what was answered.',
      'When the server works again, call `POST /clients/settings/webhook/enable`, or set another address with `PATCH /clients/settings/update-webhook-url`: whatever waits is then sent. What was given up before can be sent again with `POST /clients/settings/webhook/events/resend`.',
    ),
  };
}

export function webhookMoved({
  host,
  address,
}: {
  readonly host: string;
  readonly address: string | undefined;
}): Words {
  const where = address === undefined ? '' : `, from the network address ${address}`;
  return {
    subject: `Webhook address set: ${host}`,
    text: paragraphs(
      `Notifications about the money of your business now go to ${host}. Somebody who may do so has set it${where}.`,
      'If you do not know of this, set the right address with `PATCH /clients/settings/update-webhook-url`, replace the secrets with `POST /clients/settings/webhook/rotate-secret`, and look at who is a member of your business.',
    ),
  };
}
