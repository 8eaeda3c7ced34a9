/** A business's webhook is its own: set, shown, replaced, paused, given up and taken up again, and nobody else's. */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Webhook } from 'standardwebhooks';
import { createMeans, type Means } from '../guarantees/means.ts';
import { startTestApp, type TestApp } from '../harness/app.ts';
import { expectOk, type Person } from '../harness/client.ts';
import { until } from '../harness/until.ts';
import { answerWith, emit, openShop, openShops, type Shop, WEBHOOK } from './webhooks.fixture.ts';

const DAY = 86_400;
const URL_PATH = 'clients/settings/update-webhook-url';

describe('a webhook', () => {
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
  const setUrl = (person: Person, webhookUrl: string) =>
    app.call('PATCH', URL_PATH, { ...person, body: { webhookUrl } });
  const view = async (shop: Shop) => expectOk(await shop.call('GET', WEBHOOK)).data;
  const came = (shop: Shop, count: number) => until(`${count} have come`, () => shop.notifications.length === count);
  const latest = (shop: Shop) => shop.notifications.at(-1) ?? assert.fail();
  const accepts = (secret: string, { headers, rawBody }: Shop['notifications'][number]) => {
    try {
      return new Webhook(secret).verify(rawBody, headers as Record<string, string>) !== undefined;
    } catch {
      return false;
    }
  };

  it('is set with the documented call, which shows the secrets once, and tells the contacts by mail', async () => {
    const person = await means.newPerson();
    const none = await app.call('GET', WEBHOOK, person);
    assert.deepEqual([none.status, none.body.code], [404, 'webhook.not_found']);
    const { status, body } = await setUrl(person, 'http://127.0.0.1:9/first?token=hidden');
    assert.deepEqual([status, body.message], [200, 'Webhook Url updated successfully']);
    assert.match(body.data.authKey, /^[0-9A-Za-z]{43}$/);
    assert.match(body.data.signingSecret, /^whsec_[0-9A-Za-z+/]{43}=$/);
    const again = expectOk(await setUrl(person, 'http://127.0.0.1:9/second')).data;
    assert.deepEqual([again.url, again.authKey, again.signingSecret], ['http://127.0.0.1:9/second', null, null]);
    const shown = expectOk(await app.call('GET', WEBHOOK, person)).data;
    assert.deepEqual(Object.keys(shown), [
      'url',
      'state',
      'disabledReason',
      'createdAt',
      'updatedAt',
      'failingSince',
      'oldSecretEndsAt',
    ]);
    const letter = await app.mailTo(person.email, /^Webhook address set: 127\.0\.0\.1/);
    assert.ok(!letter.text.includes('hidden'), 'what may be a secret in the address is not in the letter');
    const audit = expectOk(await app.call('GET', 'clients/audit-events?action=webhooks.update-url', person));
    const told = JSON.stringify(audit.data);
    assert.ok(!told.includes('hidden') && told.includes('/second'));
  });

  it('is one, and has one pair of secrets, when it is set for the first time by many at once', async () => {
    const person = await means.newPerson();
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, index) => setUrl(person, `http://127.0.0.1:9/${index}`)),
    );
    assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([200]));
    const shown = answers.filter(({ body }) => body.data.signingSecret !== null);
    assert.equal(shown.length, 1);
    const revealed = expectOk(await app.call('POST', `${WEBHOOK}/reveal-secret`, person)).data;
    assert.equal(revealed.signingSecret, shown[0]?.body.data.signingSecret);
  });

  it('shows its secrets shortly after a sign-in alone', async () => {
    const shop = await newShop();
    const { data } = expectOk(await shop.call('POST', `${WEBHOOK}/reveal-secret`));
    assert.deepEqual(data, { authKey: shop.authKey, signingSecret: shop.signingSecret });
    const token = await means.openSession(shop.person, 16 * 60);
    for (const path of ['reveal-secret', 'rotate-secret']) {
      const late = await app.call('POST', `${WEBHOOK}/${path}`, { ...shop.person, token, body: {} });
      assert.deepEqual([late.status, late.body.code], [403, 'session.reauthentication_required']);
    }
  });

  it('signs with the new secret and the old one until the overlap of a rotation ends', async () => {
    const shop = await newShop();
    const { data } = expectOk(await shop.call('POST', `${WEBHOOK}/rotate-secret`, {}));
    assert.equal(Math.round((Date.parse(data.oldSecretEndsAt) - app.clock.now()) / DAY / 1000), 1);
    assert.equal(data.authKey, shop.authKey);
    await shop.emit();
    await came(shop, 1);
    assert.match(latest(shop).headers['webhook-signature'] as string, /^v1,\S{44} v1,\S{44}$/);
    for (const secret of [data.signingSecret, shop.signingSecret]) assert.ok(accepts(secret, latest(shop)));
    await app.sql`
      update webhook_endpoint set old_secret_ends_at = ${new Date(app.clock.now() - 1)}
      where business_id = ${shop.person.businessId}`;
    await shop.emit();
    await came(shop, 2);
    assert.ok(accepts(data.signingSecret, latest(shop)) && !accepts(shop.signingSecret, latest(shop)));

    const second = expectOk(
      await shop.call('POST', `${WEBHOOK}/rotate-secret`, { overlapSeconds: 0, authKey: true }),
    ).data;
    assert.equal(second.oldSecretEndsAt, null);
    await shop.emit();
    await came(shop, 3);
    assert.ok(accepts(second.signingSecret, latest(shop)) && !accepts(data.signingSecret, latest(shop)));
    assert.equal(latest(shop).headers['auth-key'], second.authKey);
    assert.notEqual(second.authKey, shop.authKey);
  });

  it('that is paused is sent nothing, and what has waited when it is enabled', async () => {
    const shop = await newShop();
    expectOk(await shop.call('POST', `${WEBHOOK}/pause`));
    await shop.emit();
    const refused = await shop.call('POST', `${WEBHOOK}/test`);
    assert.deepEqual([refused.status, refused.body.code], [409, 'webhook.not_active']);
    await app.hurryJobs();
    assert.deepEqual([(await view(shop)).state, (await shop.latest()).state], ['paused', 'pending']);
    assert.equal(shop.notifications.length, 0);
    expectOk(await shop.call('POST', `${WEBHOOK}/enable`));
    await came(shop, 1);
  });

  it('that is deleted is sent nothing; its events can be sent to the next one, with new secrets', async () => {
    const shop = await newShop();
    expectOk(await shop.call('POST', `${WEBHOOK}/pause`));
    await shop.emit();
    expectOk(await shop.call('DELETE', WEBHOOK));
    assert.equal((await shop.latest()).state, 'unsent');
    const { data } = expectOk(await setUrl(shop.person, shop.url));
    assert.notEqual(data.signingSecret, shop.signingSecret);
    expectOk(await shop.call('POST', `${WEBHOOK}/events/${(await shop.latest()).id}/resend`));
    await came(shop, 1);
    assert.ok(accepts(data.signingSecret, latest(shop)));
  });

  it('is sent a test that nobody takes for a payment', async () => {
    const shop = await newShop();
    const { data } = expectOk(await shop.call('POST', `${WEBHOOK}/test`));
    await came(shop, 1);
    const { body } = latest(shop);
    assert.deepEqual([body.event, body.eventId], ['webhook.test', data.id]);
    assert.deepEqual(Object.keys(body), ['message', 'event', 'eventId', 'sequence', 'occurredAt']);
  });

  it('is disabled by 410 at once, with a letter; setting an address takes it up again', async () => {
    const shop = await newShop();
    shop.answers(answerWith(410));
    await shop.emit();
    await until('it is disabled', async () => (await view(shop)).state === 'disabled');
    assert.equal((await view(shop)).disabledReason, 'gone');
    assert.match((await app.mailTo(shop.person.email, /^Webhook disabled/)).text, /410/);
    await shop.emit();
    shop.answers(answerWith(200));
    await app.hurryJobs();
    assert.equal(shop.notifications.length, 1);
    expectOk(await setUrl(shop.person, shop.url));
    await came(shop, 3);
    assert.deepEqual([(await view(shop)).state, (await view(shop)).failingSince], ['active', null]);
  });

  it('is disabled after three days of nothing but failure, and not when anything was taken meanwhile', async () => {
    const person = await means.newPerson();
    const shop = await openShop(app, person);
    shops.add(shop);
    // Not over HTTP: sessions end while the days go by.
    const ended = async (count: number) =>
      until(`${count} attempts have ended`, async () => {
        const rows = await app.sql`select number from webhook_attempt where business_id = ${person.businessId}`;
        return rows.length === count;
      });
    const stored = async () => {
      const [row] = await app.sql<{ state: string; failingSince: Date | null }[]>`
        select state, failing_since as "failingSince" from webhook_endpoint where business_id = ${person.businessId}`;
      return row;
    };
    shop.answers(answerWith(500));
    await shop.emit();
    await ended(1);
    app.clock.advance(2 * DAY);
    shop.answers(answerWith(200));
    await app.hurryJobs();
    await ended(2);
    assert.equal((await stored())?.failingSince, null);
    shop.answers(answerWith(500));
    await shop.emit();
    await ended(3);
    app.clock.advance(3 * DAY - 60);
    await app.hurryJobs();
    await ended(4);
    assert.equal((await stored())?.state, 'active');
    app.clock.advance(120);
    await app.hurryJobs();
    await ended(5);
    assert.equal((await stored())?.state, 'disabled');
    assert.match((await app.mailTo(person.email, /^Webhook disabled/)).text, /three days/);
  });

  it('can have an event, or those of a time, sent again, with the same id', async () => {
    const shop = await newShop();
    for (let count = 0; count < 3; count += 1) await shop.emit();
    await until('all are delivered', async () => (await shop.events('?state=delivered')).length === 3);
    const [newest, , oldest] = await shop.events();
    expectOk(await shop.call('POST', `${WEBHOOK}/events/${oldest?.id}/resend`));
    await came(shop, 4);
    assert.equal(latest(shop).headers['webhook-id'], oldest?.id);
    const [from, to] = [-3_600_000, 3_600_000].map((ms) => new Date(app.clock.now() + ms).toISOString());
    await until('it is delivered', async () => (await shop.events('?state=delivered')).length === 3);
    const { data } = expectOk(await shop.call('POST', `${WEBHOOK}/events/resend`, { from, to }));
    assert.deepEqual(data, { count: 3, nextFrom: null });
    await came(shop, 7);
    assert.deepEqual(
      (await shop.events(`?objectId=${newest?.objectId}`)).map(({ id }) => id),
      [newest?.id],
    );
    assert.deepEqual(await shop.events(`?from=${to}`), []);
    for (const body of [
      { from: to, to: from },
      { from: '2026-01-01', to: '2026-03-01' },
      { from: '2026-02-31', to: '2026-03-01' },
    ])
      assert.equal((await shop.call('POST', `${WEBHOOK}/events/resend`, body)).status, 422);
  });

  it('and its events are nobody else’s', async () => {
    const shop = await newShop();
    const other = await newShop();
    await shop.emit();
    const { id } = await shop.latest();
    for (const [method, path] of [
      ['GET', `events/${id}`],
      ['POST', `events/${id}/resend`],
    ] as const) {
      const answer = await other.call(method, `${WEBHOOK}/${path}`);
      assert.deepEqual([answer.status, answer.body.code], [404, 'webhook_event.not_found']);
    }
    assert.deepEqual(await other.events(), []);
    assert.notEqual(other.authKey, shop.authKey);
  });

  it('keeps its secrets out of the log, the attempts and the answers, even when the receiver repeats them', async () => {
    const shop = await newShop();
    shop.answers((request, response) =>
      response.writeHead(400).end(`\u0000\u001b[31m${JSON.stringify(request.headers)}`),
    );
    await shop.emit();
    const [attempt] = await shop.attempted(1);
    assert.ok(attempt?.responseHead?.includes('[secret]'));
    const { headers } = latest(shop);
    const secrets = [shop.authKey, shop.signingSecret, String(headers['webhook-signature'])];
    const rows = await app.sql`select row_to_json(a)::text as text from webhook_attempt a`;
    const endpoints = await app.sql`select row_to_json(e)::text as text from webhook_endpoint e`;
    const texts = [...app.logLines, ...rows.map(({ text }) => text), ...endpoints.map(({ text }) => text)];
    texts.push((await shop.call('GET', WEBHOOK)).text, JSON.stringify(await shop.latest()));
    for (const secret of secrets) assert.ok(!texts.some((text) => text.includes(secret)));
    assert.ok(!/\p{Cc}/u.test(attempt?.responseHead ?? ''));
  });

  it('is told of what happened without one for 30 days', async () => {
    const person = await means.newPerson();
    await emit(app, person);
    const count = async () =>
      (await app.sql`select id from webhook_event where business_id = ${person.businessId}`).length;
    app.clock.advance(29 * DAY);
    await app.app.sweeper.run();
    assert.equal(await count(), 1);
    app.clock.advance(2 * DAY);
    await app.app.sweeper.run();
    assert.equal(await count(), 0);
  });
});
