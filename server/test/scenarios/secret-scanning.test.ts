/** Keys found in public: only a signed report counts, it counts once, and their owners are told. */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { mintKey } from '../../src/keys/rules.ts';
import { systemRandom } from '../../src/platform/random.ts';
import { createMeans, type Means } from '../guarantees/means.ts';
import { startTestApp, type TestApp } from '../harness/app.ts';
import { type Answer, expectOk } from '../harness/client.ts';
import { PARTNER_SETTINGS, signReport } from '../harness/scanning-partner.ts';
import { keyCalls, keyEvents } from './keys.fixture.ts';

const URL = 'https://github.com/bello/shop/blob/main/.env';

interface Reported {
  readonly token: string;
  readonly type?: string;
  readonly url?: string | null;
  readonly source?: string;
}

async function report(app: TestApp, tokens: readonly Reported[]): Promise<Answer> {
  const full = tokens.map((one) => ({ type: 'interstellas_secret_key', url: URL, source: 'content', ...one }));
  // As GitHub spaces it, which is not as we would.
  const body = JSON.stringify(full, null, 1);
  return app.call('POST', 'secret-scanning/report', { body, headers: Object.fromEntries(signReport(body)) });
}

describe('a report of leaked keys', () => {
  let app: TestApp;
  let means: Means;
  before(async () => {
    app = await startTestApp({ settings: PARTNER_SETTINGS });
    means = createMeans(app);
  });
  after(() => app.stop());
  const { act, create, first, list, use } = keyCalls(() => app);

  it('kills the key on the next request, the last one too, and tells the owner and the audit where it was found', async () => {
    const owner = await means.newPerson();
    assert.equal((await use(owner, owner.key)).status, 200);
    const answer = await report(app, [{ token: owner.key }]);
    assert.equal(answer.status, 200, answer.text);
    assert.deepEqual(JSON.parse(answer.text), [
      { token_raw: owner.key, token_type: 'interstellas_secret_key', label: 'true_positive' },
    ]);
    assert.equal((await use(owner, owner.key)).body.code, 'credentials.key_deactivated');
    const [key] = await list({ token: owner.token });
    assert.equal(key?.status, 'deactivated');
    assert.ok(key?.['leakedAt']);
    const letter = await app.mailTo(owner.email, /found in public/);
    assert.ok(letter.text.includes(URL));
    const events = (await keyEvents(app, owner)).filter(({ action }) => action === 'secret-scanning.report');
    assert.equal(events.length, 1);
    assert.ok(events[0]?.text.includes(URL));
    for (const text of [letter.text, events[0]?.text ?? '']) assert.ok(!text.includes(owner.key.slice(8, 24)));
  });

  it('counts once, however often and however many at once it comes', async () => {
    const owner = await means.newPerson();
    const answers = await Promise.all(
      [1, 2, 3, 4].map(() => report(app, [{ token: owner.key }, { token: owner.key }])),
    );
    for (const answer of answers) assert.equal(answer.status, 200);
    const events = (await keyEvents(app, owner)).filter(({ action }) => action === 'secret-scanning.report');
    assert.equal(events.length, 1);
  });

  it('says of every token whether it was a key of ours: none that was invented, mistyped, public or of elsewhere', async () => {
    const owner = await means.newPerson();
    const { data: ended } = expectOk(await create(owner, { name: 'Ended' }));
    expectOk(await act(owner, ended.id, 'deactivate'));
    const { publicKey } = await first(owner);
    const wrong = owner.key.slice(0, -1) + (owner.key.endsWith('0') ? '1' : '0');
    const invented = (environment: 'sandbox' | 'production') => mintKey({ kind: 'secret', environment }, systemRandom);
    const tokens = [invented('sandbox'), wrong, String(publicKey), invented('production'), 'x', '', ended.secretKey];
    const answer = await report(
      app,
      tokens.map((token) => ({ token, type: 'any', url: null })),
    );
    const labels = (answer.body as unknown as { label: string }[]).map(({ label }) => label);
    assert.deepEqual(labels, [...Array.from({ length: 6 }, () => 'false_positive'), 'true_positive']);
    assert.equal((await use(owner, owner.key)).status, 200);
  });

  it('does nothing without a signature of exactly these bytes by a key that is believed', async () => {
    const owner = await means.newPerson();
    const body = JSON.stringify([{ token: owner.key, type: 'key', url: URL, source: 'content' }]);
    const [identifier = ['', ''], signature = ['', '']] = signReport(body);
    const forged = [
      {},
      Object.fromEntries([signature]),
      Object.fromEntries([identifier]),
      Object.fromEntries([[identifier[0], 'another'], signature]),
      Object.fromEntries([identifier, [signature[0], '']]),
      Object.fromEntries([identifier, [signature[0], 'AAAA']]),
      Object.fromEntries([identifier, [signature[0], signature[1].replace(/.{6}$/, 'AAAAA=')]]),
      Object.fromEntries(signReport(`${body} `)),
      Object.fromEntries(signReport(body.replace(owner.key, 'x'))),
    ];
    for (const headers of forged) {
      const answer = await app.call('POST', 'secret-scanning/report', { body, headers });
      assert.deepEqual([answer.status, answer.body.code], [403, 'secret_scanning.signature_invalid']);
    }
    assert.equal((await use(owner, owner.key)).status, 200);
  });

  it('is bounded, and what it says of the place is kept without control characters and without the key', async () => {
    const owner = await means.newPerson();
    const url = `https://paste.example/\u0000\u001b[31m\ud800?key=${owner.key}&${'a'.repeat(5000)}`;
    assert.equal((await report(app, [{ token: owner.key, url }])).status, 200);
    const events = (await keyEvents(app, owner)).filter(({ action }) => action === 'secret-scanning.report');
    const { text = '' } = events[0] ?? {};
    assert.match(text, /paste\.example.*sk_test_…\w{4}&aaa/);
    assert.ok(!text.includes(owner.key.slice(8, 24)));
    assert.ok(text.length < 2500);
    assert.equal(
      (
        await report(
          app,
          Array.from({ length: 501 }, () => ({ token: 'x' })),
        )
      ).status,
      422,
    );
    assert.equal((await report(app, [{ token: 'x'.repeat(256) }])).status, 422);
    assert.equal((await report(app, [])).status, 200);
  });

  it('only flags the key where that is the policy, and is refused where nobody is believed', async () => {
    const flags = await startTestApp({
      beside: app,
      settings: { ...PARTNER_SETTINGS, INTERSTELLAS_SECRET_SCANNING_POLICY: 'flag' },
    });
    const deaf = await startTestApp({ beside: app });
    try {
      const owner = await means.newPerson();
      const refused = await report(deaf, [{ token: owner.key }]);
      assert.deepEqual([refused.status, refused.body.code], [404, 'secret_scanning.not_configured']);
      assert.equal((await report(flags, [{ token: owner.key }])).status, 200);
      assert.equal((await use(owner, owner.key)).status, 200);
      const key = await first(owner);
      assert.equal(key.status, 'active');
      assert.ok(key['leakedAt']);
      assert.match((await app.mailTo(owner.email, /found in public/)).text, /still works/);
    } finally {
      await flags.stop();
      await deaf.stop();
    }
  });
});
