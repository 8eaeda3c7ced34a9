/** Long lists are counted up to a bound: below it the total is true, beyond it it says that there are more. */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type App, compose } from '../../src/compose.ts';
import type { ServerSecrets } from '../../src/platform/seal.ts';
import { startTestApp, type TestApp } from '../harness/app.ts';
import { createClient, expectOk, type Person, type TestClient } from '../harness/client.ts';
import { TEST_ROLE } from '../harness/cluster.ts';
import { ACCOUNTS, createPayments, PAYMENTS } from './inbound-payments.fixture.ts';
import { createTeller } from './transfers.fixture.ts';

const CUSTOMERS = 'clients/business/customers';
const TRANSFERS = 'clients/business/transfers';
const MOST_COUNTED = 2;

/** One more than is counted of each list; each with a filter that leaves no more than are counted. */
const LISTS = [
  [CUSTOMERS, 'name=efe'],
  [ACCOUNTS, 'type=permanent'],
  [PAYMENTS, 'status=credited'],
  [TRANSFERS, 'retrievalReference=order-1'],
] as const;

describe('the total of a list', () => {
  let app: TestApp;
  /** The same server, but one that counts no further than two. */
  let short: App;
  let shortClient: TestClient;
  let person: Person;

  before(async () => {
    app = await startTestApp();
    const { clock, config } = app;
    short = compose(config, {
      clock,
      databaseUrl: app.database.url,
      databaseRole: TEST_ROLE,
      log: app.app.log,
      mostCounted: MOST_COUNTED,
      secrets: config.secrets as ServerSecrets,
    });
    shortClient = createClient(`http://127.0.0.1:${await short.start()}`);
    const teller = createTeller(app);
    person = await teller.payer();
    for (let count = 0; count <= MOST_COUNTED; count += 1) expectOk(await teller.send(person));
    await openCustomers();
    const payments = createPayments(app);
    const accounts = [await payments.open(person), await payments.open(person), await payments.openSingleUse(person)];
    for (const { accountNumber } of accounts) await payments.pay(person, accountNumber, 1000);
  });
  after(async () => {
    await short.stop();
    await app.stop();
  });

  async function openCustomers(): Promise<void> {
    const efe = { firstName: 'Efe', lastName: 'West', phoneNo: '08030000009', dateOfBirth: '1990-01-02' };
    const ngozi = { ...efe, firstName: 'Ngozi', lastName: 'Bello', dateOfBirth: '1988-03-14' };
    for (const body of [
      { ...efe, bvn: '22298765432' },
      { ...efe, bvn: '22298765422' },
      { ...ngozi, bvn: '22212345678' },
    ])
      expectOk(await app.call('POST', CUSTOMERS, { ...person, body }));
  }

  const totalOf = async (client: TestClient, path: string, query: string) => {
    const { data, pagination } = expectOk(await client.call('GET', `${path}?${query}`, person));
    return [pagination['totalCount'], pagination['isTotalExact'], data.length];
  };

  for (const [path, filter] of LISTS) {
    it(`of ${path} is counted up to a bound, and says where there are more`, async () => {
      assert.deepEqual(await totalOf(shortClient, path, ''), [MOST_COUNTED, false, MOST_COUNTED + 1]);
      const { data, pagination } = expectOk(await shortClient.call('GET', `${path}?limit=2&page=2`, person));
      assert.deepEqual([data.length, pagination['hasNextPage']], [1, false], 'what is not counted is listed');
      assert.deepEqual(await totalOf(app, path, ''), [MOST_COUNTED + 1, true, MOST_COUNTED + 1]);
    });

    it(`of ${path} is exact where no more are left than are counted`, async () => {
      const left = path === TRANSFERS ? 1 : MOST_COUNTED;
      assert.deepEqual(await totalOf(shortClient, path, filter), [left, true, left]);
    });
  }
});
