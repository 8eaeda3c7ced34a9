/** What the routes of webhooks need before they can be called: an address that is in use, and something to tell. */

import type { BusinessId, ClientId, UserId } from '../../src/platform/ids.ts';
import type { Caller, Draft } from './drafts.ts';

const NOWHERE = 'https://webhooks.invalid/';

export const WEBHOOK_PREPARATIONS: Readonly<Record<string, (caller: Caller) => Promise<Partial<Draft>>>> = {
  'webhooks.get': setAddress,
  'webhooks.delete': setAddress,
  'webhooks.pause': setAddress,
  'webhooks.enable': setAddress,
  'webhooks.reveal-secret': setAddress,
  'webhooks.rotate-secret': setAddress,
  'webhooks.test': setAddress,
  'webhooks.events.list': tellSomething,
  'webhooks.events.resend': setAddress,
  'webhooks.events.resend-range': setAddress,
};

async function setAddress({ app, person }: Caller): Promise<Partial<Draft>> {
  const { clientId, businessId, userId } = person;
  await app.app.webhooks.settings.setUrl({
    clientId: clientId as ClientId,
    businessId: businessId as BusinessId,
    actor: { userId: userId as UserId },
    url: NOWHERE,
  });
  return {};
}

async function tellSomething({ app, person }: Caller): Promise<Partial<Draft>> {
  const { database, ids, webhooks } = app.app;
  const businessId = person.businessId as BusinessId;
  await database.transaction((transaction) =>
    webhooks.emit(transaction, { businessId, type: 'payment.received', objectId: ids.next('transaction'), fields: {} }),
  );
  return {};
}
