/** A business is told what happens to its money: at least once, provably by us, and never more than it can bear. */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Webhook } from 'standardwebhooks';
import type { BusinessId } from '../../src/platform/ids.ts';
import { createMeans, type Means } from '../guarantees/means.ts';
import { startTestApp, type TestApp } from '../harness/app.ts';
import { expectOk } from '../harness/client.ts';
import { until } from '../harness/until.ts';
import { answerWith, emit, neverAnswer, openShop, openShops, PAYMENT, WEBHOOK } from './webhooks.fixture.ts';

const AT_ONCE_MS = 1500;

describe('a webhook event', () => {
  let app: TestApp;
  let means: Means;
  let shops: ReturnType<typeof openShops>;
  before(async () => {
    app = await startTestApp();
    means = createMeans(app);
    shops = openShops(app, means);
  });
  after(() => shops.close());
  const newShop = () => shops.open();

  it('comes at once, flat, with the documented fields first, AUTH-KEY and a signature that the standard library accepts', async () => {
    const shop = await newShop();
    // Whoever only looks from time to time is too late for one of these.
    for (const count of [1, 2, 3]) {
      await shop.emit();
      await until('it has come', () => shop.notifications.length === count, AT_ONCE_MS);
    }
    const { headers, rawBody, body } = shop.notifications.at(-1) ?? assert.fail();
    const event = await shop.latest();
    assert.deepEqual(Object.entries(body).slice(0, 6), Object.entries(PAYMENT));
    assert.deepEqual(Object.keys(body).slice(6), ['event', 'eventId', 'sequence', 'occurredAt']);
    assert.deepEqual(
      [body.event, body.eventId, body.sequence, body.occurredAt],
      ['payment.received', event.id, event.sequence, event.occurredAt],
    );
    assert.equal(headers['auth-key'], shop.authKey);
    assert.deepEqual(new Webhook(shop.signingSecret).verify(rawBody, headers as Record<string, string>), body);
    assert.match(headers['user-agent'] ?? '', /^Interstellas-Webhooks\//);
    assert.deepEqual([headers['content-type'], headers['accept-encoding']], ['application/json', 'identity']);
    assert.equal(rawBody, event.body);
    await until('that is written down', async () => (await shop.latest()).state === 'delivered');
    const { text } = await app.call('GET', '/metrics');
    assert.match(text, /^interstellas_webhook_attempts_total\{outcome="delivered"\} [1-9]/m);
  });

  it('exists if and when the transaction that it tells of commits', async () => {
    const shop = await newShop();
    const { database, ids, webhooks } = app.app;
    const event = {
      businessId: shop.person.businessId as BusinessId,
      type: 'payment.received' as const,
      objectId: ids.next('transaction'),
      fields: PAYMENT,
    };
    const failure = database.transaction(async (transaction) => {
      await webhooks.emit(transaction, event);
      throw new Error('rolled back');
    });
    await assert.rejects(failure, /rolled back/);
    await database.transaction(async (transaction) => {
      await webhooks.emit(transaction, event);
      assert.deepEqual(await shop.events(), []);
    });
    await until('the other has come', () => shop.notifications.length === 1, AT_ONCE_MS);
    assert.equal((await shop.events()).length, 1);
  });

  it('is tried ten times over 76 hours with the same id and the same bytes, and then given up', async () => {
    const shop = await newShop();
    shop.answers(answerWith(500, {}, 'try later'));
    await shop.emit();
    const waits = [5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400];
    for (const [index, wait] of waits.entries()) {
      const [attempt] = await shop.attempted(index + 1);
      const next = (Date.parse(attempt?.nextAttemptAt ?? '') - app.clock.now()) / 1000;
      assert.ok(
        next > wait * 0.89 - 3 && next < wait * 1.11,
        `attempt ${index + 2} comes after ${wait} s, not ${next}`,
      );
      assert.deepEqual(
        [attempt?.status, attempt?.error, attempt?.responseHead],
        [500, 'refused_by_status', 'try later'],
      );
      await app.hurryJobs();
    }
    const [last] = await shop.attempted(10);
    assert.equal(last?.nextAttemptAt, null);
    const event = await shop.latest();
    assert.deepEqual([event.state, event.attempts, event.nextAttemptAt], ['failed', 10, null]);
    assert.equal(new Set(shop.notifications.map(({ headers }) => headers['webhook-id'])).size, 1);
    assert.equal(new Set(shop.notifications.map(({ rawBody }) => rawBody)).size, 1);
    for (const { headers, rawBody } of shop.notifications)
      new Webhook(shop.signingSecret).verify(rawBody, headers as Record<string, string>);
  });

  it('is delivered by 2xx and by nothing else; a redirect is not followed', async () => {
    const shop = await newShop();
    const elsewhere = await newShop();
    for (const status of [200, 201, 204, 299]) {
      shop.answers(answerWith(status));
      await shop.emit();
      const [attempt] = await shop.attempted(1);
      assert.deepEqual([attempt?.status, attempt?.error, (await shop.latest()).state], [status, null, 'delivered']);
    }
    for (const status of [301, 302, 307, 308, 304, 400, 401, 404, 429, 503]) {
      shop.answers(answerWith(status, { Location: elsewhere.url }));
      await shop.emit();
      const [attempt] = await shop.attempted(1);
      const error = status < 400 ? 'redirected' : 'refused_by_status';
      assert.deepEqual([attempt?.status, attempt?.error, (await shop.latest()).state], [status, error, 'pending']);
    }
    assert.equal(elsewhere.notifications.length, 0);
  });

  it('waits as long as Retry-After says with 429 and 503, a day at most', async () => {
    const shop = await newShop();
    const cases: readonly [number, string, number][] = [
      [429, '120', 120],
      [503, new Date(app.clock.now() + 600_000).toUTCString(), 600],
      [429, '99999999', 86_400],
      [503, 'soon', 5],
      [500, '120', 5],
    ];
    for (const [status, value, wait] of cases) {
      shop.answers(answerWith(status, { 'Retry-After': value }));
      await shop.emit();
      const [attempt] = await shop.attempted(1);
      const next = (Date.parse(attempt?.nextAttemptAt ?? '') - app.clock.now()) / 1000;
      assert.ok(next > wait * 0.89 - 3 && next < wait * 1.11 + 1, `${status} ${value}: ${next}`);
      app.clock.advance(1);
    }
  });

  it('that was sent by a process that died before it wrote so down is sent again within seconds, with the same id', async () => {
    const shop = await newShop();
    shop.answers(neverAnswer);
    await shop.emit();
    await until('it is being sent', () => shop.notifications.length === 1, AT_ONCE_MS);
    // What a process that died leaves behind keeps others from it for so long, and lapses then.
    const [hold] = await app.sql`
      select extract(epoch from held_until - now())::float8 as seconds from webhook_delivery
      where business_id = ${shop.person.businessId}`;
    assert.ok(hold?.['seconds'] <= 15, `it is held for ${hold?.['seconds']} s`);
    await app.sql`update webhook_delivery set held_until = now() where business_id = ${shop.person.businessId}`;
    shop.answers(answerWith(200));
    await app.hurryJobs();
    await until('it has come again', () => shop.notifications.length === 2);
    await until('that is written down', async () => (await shop.latest()).state === 'delivered');
    assert.equal(new Set(shop.notifications.map(({ headers }) => headers['webhook-id'])).size, 1);
    assert.deepEqual(
      (await shop.latest()).attemptLog.map(({ number }) => number),
      [2],
    );
  });

  it('is kept where no address is set, and sent when it is asked for', async () => {
    const person = await means.newPerson();
    await emit(app, person);
    const shop = await openShop(app, person);
    shops.add(shop);
    assert.deepEqual(
      (await shop.events()).map(({ state }) => state),
      ['unsent'],
    );
    const from = new Date(app.clock.now() - 3_600_000).toISOString();
    const to = new Date(app.clock.now() + 3_600_000).toISOString();
    const range = expectOk(await shop.call('POST', `${WEBHOOK}/events/resend`, { from, to, state: 'unsent' }));
    assert.deepEqual(range.data, { count: 1, nextFrom: null });
    await until('it has come', () => shop.notifications.length === 1);
  });

  it('is one of a list that is counted up to a bound, and says so, since counting on would cost as much as there is', async () => {
    const person = await app.newPerson();
    await app.sql`
      with added as (
        insert into webhook_event (business_id, id, sequence, type, object_id, body, occurred_at)
        select ${person.businessId}, 'whe_' || lpad(i::text, 26, '0'), i, 'payment.received', 'txn', '{}', now()
        from generate_series(1, 10001) i returning business_id, id)
      insert into webhook_delivery (business_id, event_id, state) select business_id, id, 'unsent' from added`;
    const pageOf = async (query: string) => {
      const { pagination } = expectOk(await app.call('GET', `${WEBHOOK}/events${query}`, person));
      return [pagination['totalCount'], pagination['isTotalExact'], pagination['hasNextPage']];
    };
    assert.deepEqual(await pageOf(''), [10_000, false, true]);
    assert.deepEqual(await pageOf('?state=failed'), [0, true, false]);
  });

  it('is sent once when all goes well, by whichever process, with a few at a time in all of them', async () => {
    const second = await startTestApp({ beside: app });
    const shop = await newShop();
    let open = 0;
    let most = 0;
    shop.answers((_request, response) => {
      open += 1;
      most = Math.max(most, open);
      setTimeout(() => {
        open -= 1;
        response.end();
      }, 20);
    });
    await Promise.all([app, second].flatMap((one) => Array.from({ length: 15 }, () => emit(one, shop.person))));
    await until('all are delivered', async () => (await shop.events('?state=delivered&limit=100')).length === 30);
    assert.equal(new Set(shop.notifications.map(({ headers }) => headers['webhook-id'])).size, 30);
    assert.equal(shop.notifications.length, 30);
    assert.ok(most <= 4, `${most} at once`);
    await second.stop();
  });

  it('is not held up by the receiver of another business that hangs, however much waits for that one', async () => {
    const hanging = await Promise.all(Array.from({ length: 10 }, newShop));
    const shop = await newShop();
    for (const one of hanging) {
      one.answers(neverAnswer);
      await app.app.database.transaction(async (transaction) => {
        for (let count = 0; count < 40; count += 1)
          await app.app.webhooks.emit(transaction, {
            businessId: one.person.businessId as BusinessId,
            type: 'payment.received',
            objectId: `txn ${count}`,
            fields: PAYMENT,
          });
      });
    }
    await until('all hang', () => hanging.every(({ notifications }) => notifications.length > 0));
    await shop.emit();
    await until('the other has come', () => shop.notifications.length === 1, AT_ONCE_MS);
    assert.ok(hanging.every(({ notifications }) => notifications.length <= 4));
    for (const one of hanging) one.stop();
  });
});
