/** The way to other banks in production: what a partner says counts only if it is whole, signed and about what was asked. */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Fault } from '../../src/faults/index.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { createIds } from '../../src/platform/ids.ts';
import { createLog } from '../../src/platform/log.ts';
import { systemRandom } from '../../src/platform/random.ts';
import { createCodes } from '../../src/rail/codes.ts';
import { createSessionIds, type Rail, type RailOrder } from '../../src/rail/index.ts';
import { createPartnerRail } from '../../src/rail/partner.ts';
import { startTestApp, type TestApp } from '../harness/app.ts';
import { RAIL_SECRET, type RailPartner, startRailPartner, type Trouble } from '../harness/rail-partner.ts';

const ACCOUNT = { bankCode: '000013', accountNumber: '0117170332' };
const UNKNOWN = { state: 'unknown', responseCode: '' };
const TROUBLES: readonly Trouble[] = [
  ...(['hang', 'cut', 'error', 'garbage', 'redirect', 'endless', 'unsigned', 'foreign', 'stale', 'replayed'] as const),
];

const sessionIds = createSessionIds({ clock: systemClock, random: systemRandom, nipCode: '090262' });

const newOrder = (): RailOrder => ({
  sessionId: sessionIds.next(),
  amountKobo: 9_007_199_254_740_993n,
  payer: { accountName: 'Ankara Textiles', accountNumber: '9000000015' },
  receiver: { ...ACCOUNT, accountName: 'EFE WEST' },
  narration: 'Rent, “quoted” ₦',
});

/** One that is not as patient as those of a server. */
function impatientRail(url: string, secrets: readonly string[] = [RAIL_SECRET], patienceMs = 5000): Rail {
  return createPartnerRail({
    url,
    secrets: secrets.map((secret) => Buffer.from(secret, 'hex')),
    codes: createCodes(),
    clock: systemClock,
    ids: createIds(systemClock, systemRandom),
    log: createLog({ level: 'silent', write: () => undefined }),
    timeoutsMs: { enquiry: patienceMs, send: patienceMs, status: patienceMs },
  });
}

const isUnavailable = (error: unknown) => error instanceof Fault && error.code === 'rail.unavailable';

describe('the partner', () => {
  let app: TestApp;
  let partner: RailPartner;
  before(async () => {
    partner = await startRailPartner();
    app = await startTestApp({
      settings: {
        INTERSTELLAS_ENVIRONMENT: 'production',
        INTERSTELLAS_TRUSTED_PROXIES: '127.0.0.1',
        ...partner.settings,
      },
    });
  });
  after(async () => {
    await app.stop();
    partner.stop();
  });

  it('is asked in signed messages, told amounts without loss, and moves the money of a session id once', async () => {
    const { rail } = app.app;
    const order = newOrder();
    assert.deepEqual(await rail.status(order.sessionId), { state: 'absent', responseCode: '25' });
    assert.deepEqual(await rail.send(order), { state: 'successful', responseCode: '00' });
    assert.deepEqual(await rail.send(order), { state: 'unknown', responseCode: '94' });
    assert.deepEqual(await rail.status(order.sessionId), { state: 'successful', responseCode: '00' });
    assert.deepEqual(await rail.nameEnquiry(ACCOUNT), {
      isFound: true,
      accountName: 'EFE WEST',
      bvn: '22123456789',
      kycLevel: '3',
    });
    assert.deepEqual(
      partner.asked.map(({ path }) => path),
      ['transfer-status', 'transfers', 'transfers', 'transfer-status', 'name-enquiries'].map((name) => `/bank/${name}`),
    );
    assert.ok(partner.asked.every(({ isSigned }) => isSigned));
    assert.equal(new Set(partner.asked.map(({ id }) => id)).size, 5);
    assert.deepEqual(partner.asked[1]?.body, {
      type: 'transfer',
      ...order,
      amountKobo: '9007199254740993',
    });
  });

  it('may use a new secret or the old one while they are replaced', async () => {
    const fresh = `${'a'.repeat(63)}1`;
    assert.equal((await impatientRail(partner.url, [fresh, RAIL_SECRET]).send(newOrder())).state, 'successful');
    assert.ok(partner.asked.at(-1)?.isSigned);
    assert.deepEqual(await impatientRail(partner.url, [fresh]).send(newOrder()), UNKNOWN);
  });

  for (const trouble of TROUBLES) {
    it(`that answers with trouble (${trouble}) is not believed: an order is neither done nor failed nor absent`, async () => {
      const rail = impatientRail(partner.url, [RAIL_SECRET], trouble === 'hang' ? 300 : 5000);
      const order = newOrder();
      // The answer that is replayed is one about the same order, and says that it was successful.
      await rail.send(order);
      await rail.status(order.sessionId);
      await rail.nameEnquiry(ACCOUNT);
      const asked = partner.asked.length;
      partner.next(trouble);
      assert.deepEqual(await rail.send(order), UNKNOWN);
      partner.next(trouble);
      assert.deepEqual(await rail.status(order.sessionId), UNKNOWN);
      partner.next(trouble);
      await assert.rejects(rail.nameEnquiry(ACCOUNT), isUnavailable);
      assert.equal(partner.asked.length, asked + 3, 'no redirect was followed, nothing was sent again');
    });
  }

  it('that cannot be reached is not believed either', async () => {
    const rail = impatientRail('http://127.0.0.1:9/bank');
    assert.deepEqual(await rail.send(newOrder()), UNKNOWN);
    assert.deepEqual(await rail.status(newOrder().sessionId), UNKNOWN);
    await assert.rejects(rail.nameEnquiry(ACCOUNT), isUnavailable);
  });

  const MISFITS: readonly (readonly [string, Record<string, unknown>])[] = [
    ['about another order', { sessionId: '000013260701091530123456789012' }],
    ['of another kind', { type: 'name-enquiry.answer' }],
    ['that repeats the question', { type: 'transfer' }],
    ['without a code', { responseCode: undefined }],
    ['with a code that is a number', { responseCode: 0 }],
    ['with a code that is none', { responseCode: '' }],
    ['with a list for a code', { responseCode: ['00'] }],
  ];
  for (const [what, fields] of MISFITS) {
    it(`that gives an answer ${what} has not said what became of an order`, async () => {
      const order = newOrder();
      partner.next(fields, { isReversed: false, ...fields });
      assert.deepEqual(await app.app.rail.send(order), UNKNOWN);
      assert.deepEqual(await app.app.rail.status(order.sessionId), UNKNOWN);
    });
  }

  it('is taken at its word about codes: in progress is unknown, a refusal is a failure, what nobody knows is unknown', async () => {
    const said = async (responseCode: string) => {
      partner.next({ responseCode });
      return app.app.rail.send(newOrder());
    };
    assert.deepEqual(await said('09'), { state: 'unknown', responseCode: '09' });
    assert.deepEqual(await said('91'), { state: 'unknown', responseCode: '91' });
    assert.deepEqual(await said('51'), { state: 'failed', responseCode: '51' });
    assert.deepEqual(await said('ZZ'), { state: 'unknown', responseCode: 'ZZ' });
    partner.next({ responseCode: '91', isReversed: true }, { responseCode: '00', isReversed: true });
    assert.deepEqual(await app.app.rail.status(newOrder().sessionId), { state: 'failed', responseCode: '91' });
    assert.deepEqual(await app.app.rail.status(newOrder().sessionId), { state: 'reversed', responseCode: '00' });
  });

  it('says whether an account exists; when it does not know, nobody else does', async () => {
    partner.next({ responseCode: '07', accountName: undefined });
    assert.deepEqual(await app.app.rail.nameEnquiry(ACCOUNT), { isFound: false, responseCode: '07' });
    const unclear = [{ responseCode: '91' }, { accountName: ' ' }, { accountName: undefined }, { accountNumber: '1' }];
    for (const fields of unclear) {
      partner.next(fields);
      await assert.rejects(app.app.rail.nameEnquiry(ACCOUNT), isUnavailable);
    }
  });

  it('is not shown in what the server logs: neither names nor accounts nor the secret', () => {
    for (const line of app.logLines)
      for (const word of ['EFE WEST', '0117170332', 'Ankara', RAIL_SECRET]) assert.ok(!line.includes(word), line);
    assert.ok(app.logLines.some((line) => line.includes('the rail did not answer')));
  });
});

describe('production without a partner', () => {
  let bare: TestApp;
  before(async () => {
    bare = await startTestApp({
      settings: { INTERSTELLAS_ENVIRONMENT: 'production', INTERSTELLAS_RAIL_URL: '', INTERSTELLAS_RAIL_SECRET: '' },
    });
  });
  after(() => bare.stop());

  it('reaches no other bank, takes no notices, and has nothing of the simulator', async () => {
    const { rail } = bare.app;
    await assert.rejects(rail.nameEnquiry(ACCOUNT), isUnavailable);
    assert.deepEqual(await rail.send(newOrder()), UNKNOWN);
    assert.deepEqual(await rail.status(newOrder().sessionId), UNKNOWN);
    assert.equal(rail.simulator, undefined);
  });
});
