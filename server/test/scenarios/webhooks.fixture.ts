/** What the tests of webhooks share: a business with an address of its own, events, and what became of them. */

import assert from 'node:assert/strict';
import type { RequestListener } from 'node:http';
import type { BusinessId } from '../../src/platform/ids.ts';
import type { WebhookEvent } from '../../src/webhooks/index.ts';
import type { Means } from '../guarantees/means.ts';
import type { TestApp } from '../harness/app.ts';
import { type Answer, expectOk, type Person } from '../harness/client.ts';
import { until } from '../harness/until.ts';
import { startWebhookReceiver, type WebhookReceiver } from '../harness/webhook-receiver.ts';

export const WEBHOOK = 'clients/settings/webhook';

export interface Shop extends WebhookReceiver {
  readonly person: Person;
  /** As the first call showed them. */
  readonly authKey: string;
  readonly signingSecret: string;
  /** From now on the receiver answers so. */
  answers(listener: RequestListener): void;
  call(method: string, path: string, body?: unknown): Promise<Answer>;
  emit(fields?: WebhookEvent['fields'], more?: Partial<WebhookEvent>): Promise<void>;
  /** Its events, newest first. */
  events(query?: string): Promise<readonly EventView[]>;
  /** The newest event with its attempts, the last one first. */
  latest(): Promise<EventView & { readonly body: string; readonly attemptLog: readonly AttemptView[] }>;
  /** Waits until the newest event has ended so many attempts. */
  attempted(count: number): Promise<readonly AttemptView[]>;
}

export interface EventView {
  readonly id: string;
  readonly type: string;
  readonly state: string;
  readonly sequence: number;
  readonly attempts: number;
  readonly objectId: string;
  readonly occurredAt: string;
  readonly nextAttemptAt: string | null;
}

export interface AttemptView {
  readonly number: number;
  readonly status: number | null;
  readonly error: string | null;
  readonly requestHeaders: Readonly<Record<string, string>>;
  readonly responseHead: string | null;
  readonly nextAttemptAt: string | null;
}

export const answerWith =
  (status: number, headers: Record<string, string> = {}, body = ''): RequestListener =>
  (_request, response) =>
    void response.writeHead(status, headers).end(body);

export const neverAnswer: RequestListener = () => undefined;

/** A person's business whose notifications come to a receiver of its own. */
export async function openShop(app: TestApp, person: Person): Promise<Shop> {
  let answer: RequestListener = answerWith(200);
  const receiver = await startWebhookReceiver((request, response) => answer(request, response));
  const call: Shop['call'] = (method, path, body) => app.call(method, path, { ...person, body });
  const { data } = expectOk(await call('PATCH', 'clients/settings/update-webhook-url', { webhookUrl: receiver.url }));
  const events: Shop['events'] = async (query = '') => expectOk(await call('GET', `${WEBHOOK}/events${query}`)).data;
  const latest: Shop['latest'] = async () => {
    const [event] = await events();
    assert.ok(event, 'there is an event');
    return expectOk(await call('GET', `${WEBHOOK}/events/${event.id}`)).data;
  };
  return {
    ...receiver,
    person,
    authKey: data.authKey,
    signingSecret: data.signingSecret,
    answers(listener) {
      answer = listener;
    },
    call,
    emit: (fields, more) => emit(app, person, fields, more),
    events,
    latest,
    async attempted(count) {
      await until(`${count} attempts have ended`, async () => (await latest()).attemptLog.length >= count);
      return (await latest()).attemptLog;
    },
  };
}

/** Shops that are closed with the app that they belong to. */
export function openShops(app: TestApp, means: Pick<Means, 'newPerson'>) {
  const shops: Shop[] = [];
  const add = (shop: Shop): Shop => {
    shops.push(shop);
    return shop;
  };
  return {
    add,
    open: async (): Promise<Shop> => add(await openShop(app, await means.newPerson())),
    async close(): Promise<void> {
      for (const shop of shops) shop.stop();
      await app.stop();
    },
  };
}

/** Tells the business of a payment. */
export function emit(
  app: TestApp,
  { businessId }: Person,
  fields: WebhookEvent['fields'] = PAYMENT,
  more: Partial<WebhookEvent> = {},
): Promise<void> {
  const { database, ids, webhooks } = app.app;
  return database.transaction((transaction) =>
    webhooks.emit(transaction, {
      businessId: businessId as BusinessId,
      type: 'payment.received',
      objectId: ids.next('transaction'),
      fields,
      ...more,
    }),
  );
}

export const PAYMENT = {
  transactionReference: 'txn_1',
  virtualAccountRef: 'order-1',
  transactionDate: '2026-07-01T08:15:30.000Z',
  amount: 450_000,
  charge: 0,
  availableBalance: 450_000,
};
