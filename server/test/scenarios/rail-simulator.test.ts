/** Other banks in a sandbox: each magic number goes its documented way, for the rail alone and for a transfer over HTTP. */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Jobs } from '../../src/platform/jobs.ts';
import { systemRandom } from '../../src/platform/random.ts';
import { createSessionIds, type RailOrder, type RailStatus, type Simulator } from '../../src/rail/index.ts';
import { createSimulator } from '../../src/rail/simulator.ts';
import { startTestApp, type TestApp } from '../harness/app.ts';
import { expectOk } from '../harness/client.ts';
import { createTeller, type Teller } from './transfers.fixture.ts';

let app: TestApp;

/** The simulated banks of the app, with somebody else who listens, and jobs that wait until they are done by hand. */
function listenIn() {
  const heard: (RailStatus & { readonly sessionId: string })[] = [];
  const waiting: (() => Promise<void>)[] = [];
  const jobs: Pick<Jobs, 'queue'> = {
    queue: (_name, handle) => ({
      add: async (_transaction, data, delaySeconds = 0) => {
        assert.ok(delaySeconds > 0);
        waiting.push(() => handle(data));
      },
    }),
  };
  const listener = {
    received: async () => undefined,
    settled: async (sessionId: string, status: RailStatus) => void heard.push({ sessionId, ...status }),
  };
  const { clock, database, log } = app.app;
  const simulator = createSimulator({ clock, database, log, listener, jobs: jobs as Jobs });
  const said = (sessionId: string) =>
    heard.filter((one) => one.sessionId === sessionId).map(({ state, responseCode }) => `${state} ${responseCode}`);
  const doJobs = async () => {
    for (const job of waiting.splice(0)) await job();
  };
  return { simulator, said, doJobs };
}

function newOrder(accountNumber: string): RailOrder {
  const sessionIds = createSessionIds({ clock: app.clock, random: systemRandom, nipCode: '090262' });
  return {
    sessionId: sessionIds.next(),
    amountKobo: 450_000n,
    payer: { accountName: 'Ankara Textiles', accountNumber: '9000000015' },
    receiver: { bankCode: '000013', accountNumber, accountName: 'EFE WEST' },
    narration: 'Rent',
  };
}

describe('the simulated rail', () => {
  before(async () => {
    app = await startTestApp();
  });
  after(() => app.stop());

  const words = ({ state, responseCode }: RailStatus) => `${state} ${responseCode}`;
  const laterOf = async (simulator: Simulator, { sessionId }: RailOrder) => {
    app.clock.advance(10);
    return words(await simulator.status(sessionId));
  };

  it('takes a session id once, however many send it at once, and knows it after a restart and in every process', async () => {
    const { simulator } = listenIn();
    const order = newOrder('0117170332');
    assert.equal(words(await simulator.status(order.sessionId)), 'absent 25');
    const answers = await Promise.all(Array.from({ length: 6 }, () => simulator.send(order)));
    assert.deepEqual(answers.map(words).sort(), ['successful 00', ...Array.from({ length: 5 }, () => 'unknown 94')]);
    assert.equal(words(await listenIn().simulator.status(order.sessionId)), 'successful 00');
    const rows = await app.sql`select from simulated_transfer where session_id = ${order.sessionId}`;
    assert.equal(rows.length, 1);
  });

  it('settles 0000000002, fails 0000000003 and reverses 0000000004 a few seconds later, and tells so once', async () => {
    const { simulator, said, doJobs } = listenIn();
    const story = async (accountNumber: string, first: string, last: string) => {
      const order = newOrder(accountNumber);
      assert.equal(words(await simulator.send(order)), first);
      assert.equal(words(await simulator.status(order.sessionId)), first);
      assert.deepEqual(said(order.sessionId), []);
      assert.equal(await laterOf(simulator, order), last);
      await doJobs();
      assert.deepEqual(said(order.sessionId), [last]);
    };
    await story('0000000002', 'unknown 09', 'successful 00');
    await story('0000000003', 'unknown 09', 'failed 91');
    await story('0000000004', 'successful 00', 'reversed 00');
  });

  it('never tells how 0000000005 ended: only whoever asks finds out', async () => {
    const { simulator, said, doJobs } = listenIn();
    const order = newOrder('0000000005');
    assert.equal(words(await simulator.send(order)), 'unknown 01');
    assert.equal(words(await simulator.status(order.sessionId)), 'unknown 01');
    assert.equal(await laterOf(simulator, order), 'successful 00');
    await doJobs();
    assert.deepEqual(said(order.sessionId), []);
  });

  it('tells the end of 0000000009 before it has answered, then twice more, then that it is in progress', async () => {
    const { simulator, said, doJobs } = listenIn();
    const order = newOrder('0000000009');
    const sent = simulator.send(order).then((answer) => {
      assert.deepEqual(said(order.sessionId), ['successful 00']);
      return answer;
    });
    assert.equal(words(await sent), 'unknown 09');
    assert.equal(words(await simulator.status(order.sessionId)), 'successful 00');
    await doJobs();
    const success = 'successful 00';
    assert.deepEqual(said(order.sessionId), [success, success, success, 'unknown 09']);
  });

  it('answers nothing, and does not reject, when its database does not', async () => {
    const { clock, log } = app.app;
    const broken = async () => {
      throw new Error('no database');
    };
    const sql = (): never => {
      throw new Error('no database');
    };
    const database = { ...app.app.database, transaction: broken, sql } as unknown as TestApp['app']['database'];
    const listener = { received: broken, settled: broken };
    const simulator = createSimulator({ clock, database, log, listener, jobs: app.app.jobs });
    assert.equal(words(await simulator.send(newOrder('0000000001'))), 'unknown ');
    assert.equal(words(await simulator.status(newOrder('0000000001').sessionId)), 'unknown ');
  });
});

describe('a transfer to a magic number', () => {
  let teller: Teller;
  before(async () => {
    app = await startTestApp();
    teller = createTeller(app);
  });
  after(() => app.stop());

  const ENDS = [
    ['0000000001', 'successful', '00'],
    ['0000000002', 'successful', '00'],
    ['0000000003', 'failed', '91'],
    ['0000000004', 'reversed', '00'],
    ['0000000005', 'successful', '00'],
    ['0000000006', 'failed', '06'],
    ['0000000007', 'failed', '61'],
    ['0000000008', 'failed', '08'],
    ['0000000009', 'successful', '00'],
    ['0117170332', 'successful', '00'],
  ] as const;

  it('goes the documented way to the end, and costs nothing where the money did not stay', async () => {
    const payer = await teller.payer();
    const orders: { reference: string; status: string; code: string; id: string }[] = [];
    for (const [reference, status, code] of ENDS) {
      const answer = await teller.send(payer, { receiverAccountNumber: reference, retrievalReference: reference });
      orders.push({ reference, status, code, id: expectOk(answer).data.reference });
    }
    app.clock.advance(10);
    for (const { reference, status, code, id } of orders) {
      const { responseCode } = await teller.becomes(payer, reference, status);
      assert.equal(responseCode, code, reference);
      const entries = await teller.entries(id);
      assert.equal('business' in entries, status === 'successful', reference);
      assert.equal('clearing' in entries, false, 'clearing is back at zero');
    }
    const paid = ENDS.filter(([, status]) => status === 'successful').length;
    assert.equal(await teller.balance(payer.accountNumber), 100_000_000n - BigInt(paid) * 451_075n);
  });

  it('to a number that is nobody’s is refused before anything is moved', async () => {
    const payer = await teller.payer();
    const answer = await teller.send(payer, { receiverAccountNumber: '0000000000' });
    assert.deepEqual([answer.status, answer.body.code], [422, 'receiver.not_found']);
    assert.equal(await teller.balance(payer.accountNumber), 100_000_000n);
  });
});
