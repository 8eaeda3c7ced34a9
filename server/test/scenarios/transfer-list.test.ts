/** The list of what a business has sent. */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startTestApp, type TestApp } from '../harness/app.ts';
import { expectOk, type Person } from '../harness/client.ts';
import { createTeller, type Teller } from './transfers.fixture.ts';

const PATH = 'clients/business/transfers';

describe('the list of transfers', () => {
  let app: TestApp;
  let teller: Teller;
  let payer: Person & { readonly accountNumber: string };
  const references = ['a', 'b', 'c', 'd', 'e'].map((name) => `list-${name}`);

  before(async () => {
    app = await startTestApp();
    teller = createTeller(app);
    payer = await teller.payer();
    for (const retrievalReference of references) expectOk(await teller.send(payer, { retrievalReference }));
    for (const reference of references) await teller.settled(payer, reference);
  });
  after(() => app.stop());

  const list = async (query = '', person: Person = payer) =>
    expectOk(await app.call('GET', `${PATH}?${query}`, person));
  const listed = async (query = '', person: Person = payer): Promise<string[]> =>
    (await list(query, person)).data.map((item: { retrievalReference: string }) => item.retrievalReference);

  it('has every one, newest first, as each is found by its reference', async () => {
    const { data, pagination } = await list();
    assert.deepEqual(
      data.map(({ retrievalReference }: { retrievalReference: string }) => retrievalReference),
      references.toReversed(),
    );
    assert.deepEqual([pagination['totalCount'], pagination['isTotalExact']], [5, true]);
    for (const { id, kind, ...item } of data) {
      assert.equal(id, item.reference);
      assert.equal(kind, 'transfer');
      assert.deepEqual(item, await teller.find(payer, item.retrievalReference));
    }
  });

  it('gives each of them once, page by page', async () => {
    const seen: string[] = [];
    let cursor: unknown = '';
    while (cursor !== null) {
      const { data, pagination } = await list(`limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`);
      seen.push(...data.map((item: { retrievalReference: string }) => item.retrievalReference));
      cursor = pagination['nextCursor'];
    }
    assert.deepEqual(seen, references.toReversed());
  });

  it('finds by state, reference and time', async () => {
    const [first = ''] = references;
    await app.sql`
      update transfer set status = 'failed', completed_at = now()
      where business_id = ${payer.businessId} and reference = ${first}`;
    assert.deepEqual(await listed('status=failed'), [first]);
    assert.equal((await listed('status=failed&retrievalReference=list-b')).length, 0);
    assert.deepEqual(await listed('retrievalReference=list-c'), ['list-c']);
    const { createdAt } = await teller.find(payer, 'list-d');
    const later = await listed(`from=${createdAt}`);
    assert.ok(later.includes('list-d') && !later.includes(first));
    assert.ok(!(await listed(`to=${createdAt}`)).includes('list-d'));
    for (const query of ['status=lost', 'from=2026-02-30', 'to=yesterday'])
      assert.equal((await app.call('GET', `${PATH}?${query}`, payer)).body.code, 'request.invalid', query);
  });

  it('shows nothing of others', async () => {
    assert.deepEqual(await listed('', await app.newPerson()), []);
  });
});
