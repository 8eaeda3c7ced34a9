/** What a key is limited to holds from the next request on, everywhere, and no key gives more than it has. */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createMeans, type Means } from '../guarantees/means.ts';
import { startTestApp, type TestApp } from '../harness/app.ts';
import { expectOk, type Person } from '../harness/client.ts';
import { until } from '../harness/until.ts';
import { keyCalls, keyEvents, outcomes } from './keys.fixture.ts';

describe('the settings of a key', () => {
  let app: TestApp;
  let means: Means;
  let person: Person;
  before(async () => {
    app = await startTestApp();
    means = createMeans(app);
    person = await means.newPerson();
  });
  after(() => app.stop());
  const { act, change, create, first, list, use } = keyCalls(() => app);

  it('are listed without the secret, which only the answer shows that made it', async () => {
    const owner = await means.newPerson();
    const limits = {
      scopes: ['accounts:read', 'businesses:read'],
      businessIds: [owner.businessId],
      addresses: ['10.0.0.0/8', '2001:db8::/32', '192.0.2.7'],
      expiresAt: '2098-01-01T00:00:00.000Z',
    };
    const wanted = { ...limits, addresses: ['10.1.2.3/8', '2001:0DB8::1/32', '192.0.2.7/32', '10.9.9.9/8'] };
    const { data: made } = expectOk(await create(owner, { name: ' Reports ', ...wanted, extra: 'ignored' }));
    assert.match(made.secretKey, /^sk_test_[0-9A-Za-z]{38}$/);
    const [shown] = await list(owner);
    const { secretKey, ...rest } = made;
    assert.deepEqual(shown, { ...rest, lastUsed: null });
    assert.deepEqual({ ...shown, ...limits, name: 'Reports' }, shown);
    assert.equal(shown?.['hint'], `sk_test_…${secretKey.slice(-4)}`);
    assert.equal(shown?.['environment'], 'sandbox');
    assert.ok(!JSON.stringify(await list(owner)).includes(secretKey.slice(8, 24)));
  });

  it('are refused when they make no sense, every value named', async () => {
    const stranger = await means.newPerson();
    const answers: string[] = [];
    for (const businessId of [stranger.businessId, 'biz_01jz5k3v8e4tq2m7wn9xh6r0bcd5fg']) {
      const wrong = {
        scopes: ['keys:read', 'keys:everything'],
        businessIds: [person.businessId, businessId],
        addresses: ['10.0.0.0/8', '10.0.0.0/33', 'example.com'],
        expiresAt: '2001-01-01T00:00:00Z',
      };
      const answer = await create(person, { name: 'Wrong', ...wrong });
      assert.deepEqual([answer.status, answer.body.code], [422, 'request.unprocessable']);
      const fields = answer.body.errors.map(({ field }) => field);
      assert.deepEqual(fields, ['scopes.1', 'businessIds.1', 'addresses.1', 'addresses.2', 'expiresAt']);
      answers.push(JSON.stringify(answer.body.errors));
    }
    assert.equal(answers[0], answers[1], "somebody else's business looks like one that does not exist");
    for (const none of [{ scopes: [] }, { businessIds: [] }, { addresses: [] }, { expiresAt: 'tomorrow' }])
      assert.equal((await create(person, { name: 'None', ...none })).status, 422);
    assert.equal((await create(person, { name: 'None', scopes: 'keys:read' })).status, 400);
    assert.ok((await list(person)).every(({ name }) => name !== 'Wrong' && name !== 'None'));
  });

  it('count on the very next request: scope, business, address and expiry', async () => {
    const owner = await means.newPerson();
    const { data: key } = expectOk(await create(owner, { name: 'Changing' }));
    const changes = [
      [{ scopes: ['accounts:read'] }, 'key.scope_insufficient'],
      [{ scopes: null, businessIds: [await means.newBusiness(owner, true)] }, 'business.forbidden'],
      [{ businessIds: null, addresses: ['192.0.2.0/24'] }, 'key.address_forbidden'],
      [{ addresses: null, expiresAt: new Date(app.clock.now() + 60_000).toISOString() }, 'credentials.key_expired'],
    ] as const;
    for (const [body, code] of changes) {
      assert.equal((await use(owner, key.secretKey)).status, 200, `before ${code}`);
      expectOk(await change(owner, key.id, body));
      if (code === 'credentials.key_expired') app.clock.advance(61);
      assert.equal((await use(owner, key.secretKey)).body.code, code);
      if (code !== 'credentials.key_expired')
        expectOk(await change(owner, key.id, { scopes: null, businessIds: null, addresses: null, expiresAt: null }));
    }
    const late = await change(owner, key.id, { expiresAt: null });
    assert.deepEqual([late.status, late.body.code], [409, 'key.inactive'], 'a key that is over stays over');
  });

  it('count on every other process within a second', async () => {
    const other = await startTestApp({ beside: app });
    try {
      const { data: key } = expectOk(await create(person, { name: 'Everywhere' }));
      const there = () => other.call('GET', 'clients/business/details', { ...person, key: key.secretKey });
      assert.equal((await there()).status, 200);
      expectOk(await change(person, key.id, { scopes: ['accounts:read'] }));
      await until('the other process knows', async () => (await there()).status === 403, 1000);
      expectOk(await act(person, key.id, 'deactivate'));
      await until('the other process knows', async () => (await there()).status === 401, 1000);
    } finally {
      await other.stop();
    }
  });

  it('are recorded as they were and as they became, and not at all when nothing changed', async () => {
    const owner = await means.newPerson();
    const { data: key } = expectOk(await create(owner, { name: 'Audited', scopes: ['keys:read'] }));
    expectOk(await change(owner, key.id, { name: 'Renamed', scopes: ['keys:read'] }));
    expectOk(await change(owner, key.id, { name: 'Renamed' }));
    expectOk(await change(owner, key.id, {}));
    const events = (await keyEvents(app, owner)).filter(({ action }) => action === 'keys.update');
    assert.equal(events.length, 1);
    assert.match(events[0]?.text ?? '', /Audited.*Renamed/s);
    assert.ok(!events[0]?.text.includes('scopes'), 'only what changed');
  });

  it('have names that are unique among active keys, also when two people choose one at once', async () => {
    const owner = await means.newPerson();
    const answers = await Promise.all(['Till', 'till', 'TILL', 'Till'].map((name) => create(owner, { name })));
    assert.deepEqual(outcomes(answers), { won: 1, codes: ['key.name_taken'] });
    const key = answers.find(({ status }) => status === 201)?.body.data;
    const other = await first(owner);
    assert.equal((await change(owner, other.id, { name: 'tILL' })).body.code, 'key.name_taken');
    expectOk(await change(owner, key.id, { name: 'TILL' }));
    expectOk(await act(owner, key.id, 'deactivate'));
    expectOk(await change(owner, other.id, { name: 'Till' }));
  });

  it('belong to at most ten active keys, also when five people take the last place at once', async () => {
    const owner = await means.newPerson();
    for (let count = 2; count <= 9; count += 1) expectOk(await create(owner, { name: `Key ${count}` }));
    const race = await Promise.all([1, 2, 3, 4, 5].map((n) => create(owner, { name: `Racer ${n}` })));
    assert.deepEqual(outcomes(race), { won: 1, codes: ['key.limit_reached'] });
    const { data: rotated } = expectOk(await act(owner, (await first(owner)).id, 'rotate'));
    assert.equal((await create(owner, { name: 'One more' })).body.code, 'key.limit_reached');
    expectOk(await act({ token: owner.token }, rotated.id, 'deactivate'));
    expectOk(await create({ token: owner.token }, { name: 'One more' }));
  });

  it('cannot be piled up by rotating again and again: old keys that still work are limited too', async () => {
    const owner = await means.newPerson();
    let { id } = await first(owner);
    for (let count = 0; count < 10; count += 1) id = expectOk(await act(owner, id, 'rotate')).data.id;
    assert.equal((await act(owner, id, 'rotate')).body.code, 'key.limit_reached');
    expectOk(await act(owner, id, 'rotate', { overlapSeconds: 0 }));
  });

  describe('that limit a key', () => {
    const LIMITS = {
      scopes: ['keys:manage', 'keys:read'],
      addresses: ['127.0.0.0/8'],
      expiresAt: '2090-01-01T00:00:00Z',
    };
    const WIDER: readonly object[] = [
      { scopes: null },
      { scopes: ['keys:manage', 'accounts:read'] },
      { addresses: null },
      { addresses: ['126.0.0.0/7'] },
      { addresses: ['127.0.0.0/8', '::1'] },
      { expiresAt: null },
      { expiresAt: '2090-01-01T00:00:01Z' },
    ];

    it('limit what the key can give: it makes, widens and rotates nothing beyond them', async () => {
      const owner = await means.newPerson();
      const full = await first(owner);
      const { data: own } = expectOk(await create(owner, { name: 'Own', ...LIMITS }));
      const { data: other } = expectOk(await create(owner, { name: 'Other', ...LIMITS }));
      const limited = { ...owner, key: own.secretKey };
      for (const wider of WIDER) {
        for (const answer of [
          await create(limited, { name: 'Wider', ...LIMITS, ...wider }),
          await change(limited, own.id, wider),
          await change(limited, other.id, { name: 'Wider', ...wider }),
        ]) {
          assert.deepEqual([answer.status, answer.body.code], [403, 'key.scope_insufficient'], JSON.stringify(wider));
          assert.equal(answer.body.errors[0]?.field, Object.keys(wider)[0]);
        }
      }
      assert.equal((await act(limited, full.id, 'rotate')).body.code, 'key.scope_insufficient');
      expectOk(await act(owner, full.id, 'rotate'));
      assert.equal((await act(limited, full.id, 'cancel-rotation')).body.code, 'key.scope_insufficient');
    });

    it('keep it from reading a primary key that has more: only one that has as much is shown it', async () => {
      const owner = await means.newPerson();
      const limits: object[] = [
        { scopes: ['keys:read'] },
        { addresses: ['127.0.0.1'] },
        { expiresAt: '2090-01-01T00:00:00Z' },
      ];
      const reveal = (key: string) => app.call('GET', 'clients/settings/get-keys', { ...owner, key });
      for (const limit of limits) {
        const { data: narrow } = expectOk(await create(owner, { name: JSON.stringify(limit), ...limit }));
        const answer = await reveal(narrow.secretKey);
        assert.deepEqual([answer.status, answer.body.code], [403, 'key.scope_insufficient'], JSON.stringify(limit));
        assert.ok(!answer.text.includes(owner.key));
      }
      const { data: equal } = expectOk(await create(owner, { name: 'Equal' }));
      assert.equal(expectOk(await reveal(equal.secretKey)).data.secretKey, owner.key);
      const { data: reader } = expectOk(await create(owner, { name: 'Reader', scopes: ['keys:read'] }));
      expectOk(await change(owner, (await first(owner)).id, { scopes: ['keys:read'] }));
      assert.equal(expectOk(await reveal(reader.secretKey)).data.secretKey, owner.key, 'a primary key as narrow');
    });

    it('leave it what lies within them: narrower keys, its own rotation, a name, and killing any key', async () => {
      const owner = await means.newPerson();
      const { data: own } = expectOk(await create(owner, { name: 'Own', ...LIMITS }));
      const limited = { ...owner, key: own.secretKey };
      const narrower = { scopes: ['keys:read'], addresses: ['127.0.0.1'], expiresAt: '2089-01-01T00:00:00Z' };
      expectOk(await create(limited, { name: 'Narrower', ...narrower }));
      expectOk(await change(limited, (await first(owner)).id, { name: 'Full' }));
      const { data: successor } = expectOk(await act(limited, own.id, 'rotate'));
      assert.deepEqual(successor.scopes, LIMITS.scopes);
      expectOk(await act(limited, (await first(owner)).id, 'deactivate', { force: true }));
    });

    it('of scopes are no permissions: without the role they open nothing', async () => {
      const visitor = await means.newPerson();
      await means.addMember(visitor, person, 'developer');
      const { data: key } = expectOk(
        await create(person, { name: 'Everything', scopes: ['keys:manage', 'keys:read'] }),
      );
      const by = { token: visitor.token, businessId: person.businessId, key: key.secretKey };
      assert.equal((await create(by, { name: 'Mine', scopes: ['keys:read'] })).body.code, 'permission.denied');
      assert.ok((await list(by)).length > 0);
    });
  });
});
