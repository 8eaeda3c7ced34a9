/** Keys are replaced without a moment of downtime, ended at once, and of two people who do it at once one wins. */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createMeans, type Means } from '../guarantees/means.ts';
import { startTestApp, type TestApp } from '../harness/app.ts';
import { expectOk, type Person } from '../harness/client.ts';
import { keyCalls, keyEvents, outcomes } from './keys.fixture.ts';

const DAY = 24 * 60 * 60;

describe('rotating a key', () => {
  let app: TestApp;
  let means: Means;
  let person: Person;
  before(async () => {
    app = await startTestApp();
    means = createMeans(app);
  });
  after(() => app.stop());
  const calls = keyCalls(() => app);
  const { act, create, first, list, reveal, use } = calls;
  const newPerson = async () => {
    person = await means.newPerson();
    return first(person);
  };
  /** After the clock was moved. */
  const signInAgain = async () => {
    person = { ...person, token: await means.openSession(person) };
  };

  it('gives a successor with the same settings that is primary, and both work until the overlap ends', async () => {
    const old = await newPerson();
    const limits = { addresses: ['127.0.0.0/8'], expiresAt: '2099-01-01T00:00:00.000Z' };
    expectOk(await calls.change(person, old.id, { name: 'Shop', ...limits }));
    const { data: rotated } = expectOk(await act(person, old.id, 'rotate', { overlapSeconds: 3000 }));
    assert.deepEqual(
      [rotated.name, rotated.addresses, rotated.expiresAt, rotated.isPrimary, rotated.status],
      ['Shop', limits.addresses, limits.expiresAt, true, 'active'],
    );
    assert.deepEqual([rotated.replaced.status, rotated.replaced.replacedById], ['rotating', rotated.id]);
    assert.equal(expectOk(await reveal(person)).data.secretKey, rotated.secretKey);
    for (const key of [person.key, rotated.secretKey]) assert.equal((await use(person, key)).status, 200);
    app.clock.advance(2990);
    for (const key of [person.key, rotated.secretKey]) assert.equal((await use(person, key)).status, 200);
    app.clock.advance(11);
    const late = await use(person, person.key);
    assert.deepEqual([late.status, late.body.code], [401, 'credentials.key_expired']);
    assert.equal((await use(person, rotated.secretKey)).status, 200);
    await signInAgain();
    const [newest, oldest] = await list({ token: person.token });
    assert.deepEqual([newest?.status, oldest?.status], ['active', 'expired']);
  });

  it('overlaps for a day unless said otherwise, for 30 days at most, and never beyond the expiry of the key', async () => {
    const old = await newPerson();
    const spanOf = (retiresAt: string) => Math.round((Date.parse(retiresAt) - app.clock.now()) / 1000);
    const { data } = expectOk(await act(person, old.id, 'rotate'));
    assert.ok(Math.abs(spanOf(data.replaced.retiresAt) - DAY) < 60);
    for (const overlapSeconds of [-1, 30 * DAY + 1, 0.5])
      assert.ok([400, 422].includes((await act(person, data.id, 'rotate', { overlapSeconds })).status));
    const expiresAt = new Date(app.clock.now() + 60_000).toISOString();
    expectOk(await calls.change(person, data.id, { expiresAt }));
    const again = expectOk(await act(person, data.id, 'rotate', { overlapSeconds: 30 * DAY })).data;
    assert.equal(again.replaced.retiresAt, expiresAt);
  });

  it('without an overlap ends the old key at once', async () => {
    const old = await newPerson();
    assert.equal((await use(person, person.key)).status, 200);
    const { data } = expectOk(await act(person, old.id, 'rotate', { overlapSeconds: 0 }));
    const refused = await use(person, person.key);
    assert.deepEqual([refused.status, refused.body.code], [401, 'credentials.key_deactivated']);
    assert.equal((await use(person, data.secretKey)).status, 200);
  });

  it('refuses neither key at any moment while it happens', async () => {
    const old = await newPerson();
    let isOver = false;
    const statuses = new Set<number>();
    const verify = async () => {
      while (!isOver) statuses.add((await use(person, person.key)).status);
    };
    const verifiers = [verify(), verify(), verify()];
    let id = old.id;
    for (let round = 0; round < 3; round += 1) {
      const { data } = expectOk(await act(person, id, 'rotate'));
      assert.equal((await use(person, data.secretKey)).status, 200, 'the new key works as soon as it is known');
      if (round < 2) expectOk(await act(person, id, 'cancel-rotation'));
      else id = data.id;
    }
    isOver = true;
    await Promise.all(verifiers);
    assert.deepEqual([...statuses], [200]);
  });

  it('five times at once has one winner', async () => {
    const old = await newPerson();
    const answers = await Promise.all(Array.from({ length: 5 }, () => act(person, old.id, 'rotate')));
    assert.deepEqual(outcomes(answers), { won: 1, codes: ['key.already_rotating'] });
    assert.equal((await list(person)).length, 2);
  });

  it('is taken back while the overlap lasts: the old key is as it was, and its successor is over', async () => {
    const old = await newPerson();
    const { data } = expectOk(await act(person, old.id, 'rotate'));
    assert.equal((await use(person, data.secretKey)).status, 200);
    const restored = expectOk(await act({ token: person.token }, old.id, 'cancel-rotation')).data;
    assert.deepEqual({ ...restored, lastUsed: null }, { ...old, lastUsed: null });
    assert.equal((await use(person, data.secretKey)).body.code, 'credentials.key_deactivated');
    assert.equal(expectOk(await reveal(person)).data.secretKey, person.key);
    const again = await act(person, old.id, 'cancel-rotation');
    assert.deepEqual([again.status, again.body.code], [409, 'key.not_rotating']);
  });

  it('is not taken back once the overlap is over, nor while the successor is itself being replaced', async () => {
    const old = await newPerson();
    const { data } = expectOk(await act(person, old.id, 'rotate', { overlapSeconds: 600 }));
    expectOk(await act(person, data.id, 'rotate', { overlapSeconds: 600 }));
    assert.equal((await act(person, old.id, 'cancel-rotation')).body.code, 'key.not_rotating');
    expectOk(await act(person, data.id, 'cancel-rotation'));
    app.clock.advance(601);
    assert.equal((await act({ token: person.token }, old.id, 'cancel-rotation')).body.code, 'key.not_rotating');
  });

  it('is refused for a key that is over, and for one that is not there', async () => {
    const old = await newPerson();
    const { data: other } = expectOk(await create(person, { name: 'Other' }));
    expectOk(await act(person, other.id, 'deactivate'));
    for (const [method, what] of [['rotate', 'inactive'] as const, ['cancel-rotation', 'not_rotating'] as const])
      assert.equal((await act(person, other.id, method)).body.code, `key.${what}`);
    const stranger = await means.newPerson();
    for (const what of ['rotate', 'cancel-rotation', 'deactivate']) {
      const answer = await act(stranger, old.id, what);
      assert.deepEqual([answer.status, answer.body.code], [404, 'key.not_found']);
    }
  });

  it('once per Idempotency-Key and key: another key in the path is another request', async () => {
    const old = await newPerson();
    const { data: other } = expectOk(await create(person, { name: 'Other' }));
    const rotate = (id: string) =>
      app.call('POST', `clients/settings/keys/${id}/rotate`, {
        ...person,
        body: {},
        headers: { 'Idempotency-Key': 'rotation' },
      });
    const [one, twin] = [await rotate(old.id), await rotate(old.id)];
    assert.equal(expectOk(one).data.secretKey, expectOk(twin).data.secretKey);
    assert.equal((await rotate(other.id)).body.code, 'idempotency.conflict');
  });

  describe('and deactivating', () => {
    it('counts on the very next request, with a sign-in of any age, and is harmless to repeat', async () => {
      await newPerson();
      const { data: other } = expectOk(await create(person, { name: 'Other' }));
      assert.equal((await use(person, other.secretKey)).status, 200);
      app.clock.advance(1000);
      const done = expectOk(await act(person, other.id, 'deactivate')).data;
      assert.equal(done.status, 'deactivated');
      assert.equal((await use(person, other.secretKey)).body.code, 'credentials.key_deactivated');
      assert.deepEqual(expectOk(await act(person, other.id, 'deactivate')).data, done);
    });

    it('lets no request in that began after it, however many are under way', async () => {
      await newPerson();
      const { data: other } = expectOk(await create(person, { name: 'Other' }));
      const flood = Array.from({ length: 20 }, () => use(person, other.secretKey));
      expectOk(await act(person, other.id, 'deactivate'));
      const later = await Promise.all(Array.from({ length: 20 }, () => use(person, other.secretKey)));
      assert.deepEqual(new Set(later.map(({ status }) => status)), new Set([401]));
      await Promise.all(flood);
    });

    it('does not lose the last key by accident: one that is limited, or about to end, is no other', async () => {
      const only = await newPerson();
      const isLast = async (id: string) => (await act(person, id, 'deactivate')).body.code === 'key.last_active';
      assert.ok(await isLast(only.id));
      const { data: limited } = expectOk(await create(person, { name: 'Reports', scopes: ['accounts:read'] }));
      assert.ok(await isLast(only.id), 'a limited key cannot do what the other does');
      const { data: successor } = expectOk(await act(person, only.id, 'rotate'));
      assert.ok(await isLast(successor.id), 'the old key ends with its overlap');
      expectOk(await act(person, only.id, 'deactivate'));
      person = { ...person, key: successor.secretKey };
      expectOk(await act(person, limited.id, 'deactivate'));
      const forced = expectOk(await act(person, successor.id, 'deactivate', { force: true }));
      assert.equal(forced.data.status, 'deactivated');
      const noKey = await reveal(person);
      assert.deepEqual([noKey.status, noKey.body.code], [404, 'key.not_found']);
      const { data: again } = expectOk(await create({ token: person.token }, { name: 'Again' }));
      assert.equal(again.isPrimary, true, 'nobody is locked out');
      assert.equal(expectOk(await reveal(person)).data.secretKey, again.secretKey);
    });

    it('two keys at once by two people leaves one', async () => {
      const one = await newPerson();
      const { data: other } = expectOk(await create(person, { name: 'Other' }));
      const answers = await Promise.all([one.id, other.id].map((id) => act({ token: person.token }, id, 'deactivate')));
      assert.deepEqual(outcomes(answers), { won: 1, codes: ['key.last_active'] });
    });

    it('hands the mark of the primary key to another that is not limited', async () => {
      const old = await newPerson();
      await create(person, { name: 'Reports', scopes: ['accounts:read'] });
      const { data: full } = expectOk(await create(person, { name: 'Second' }));
      await create(person, { name: 'Office', addresses: ['192.0.2.0/24'] });
      assert.equal(full.isPrimary, false);
      expectOk(await act(person, old.id, 'deactivate'));
      assert.equal(expectOk(await reveal(person)).data.secretKey, full.secretKey);
      assert.deepEqual(
        (await list({ token: person.token })).filter(({ isPrimary }) => isPrimary).map(({ id }) => id),
        [full.id],
      );
    });
  });

  it('needs a sign-in within 15 minutes, as making and changing a key does', async () => {
    const old = await newPerson();
    app.clock.advance(901);
    const answers = [
      await create(person, { name: 'Late' }),
      await calls.change(person, old.id, { name: 'Late' }),
      await act(person, old.id, 'rotate'),
      await act(person, old.id, 'cancel-rotation'),
    ];
    assert.deepEqual(outcomes(answers), { won: 0, codes: ['session.reauthentication_required'] });
  });

  it('and all the rest tells the owners by mail and the audit, in which no key stands', async () => {
    const old = await newPerson();
    const { data: made } = expectOk(await create(person, { name: 'Till' }));
    const { data: rotated } = expectOk(await act(person, old.id, 'rotate'));
    expectOk(await act(person, old.id, 'cancel-rotation'));
    expectOk(await calls.change(person, made.id, { name: 'Kiosk' }));
    expectOk(await act(person, made.id, 'deactivate'));
    const subjects = [
      /^New secret key: Till/,
      /^Secret key rotated/,
      /^Rotation cancelled/,
      /^Secret key changed: Kiosk/,
      /^Secret key deactivated: Kiosk/,
    ];
    const letters = await Promise.all(subjects.map((subject) => app.mailTo(person.email, subject)));
    const events = await keyEvents(app, person);
    const actions = ['keys.create', 'keys.rotate', 'keys.cancel-rotation', 'keys.update', 'keys.deactivate'];
    assert.deepEqual(
      events.map(({ action }) => action).filter((action) => action !== 'keys.reveal'),
      actions,
    );
    for (const text of [...letters.map((letter) => letter.text), ...events.map((event) => event.text)])
      for (const key of [person.key, made.secretKey, rotated.secretKey])
        assert.ok(!text.includes(key.slice(8, 24)), text);
    assert.match(letters[0]?.text ?? '', /sk_test_…\w{4}/);
  });
});
