/** What comes back from a real server: data, lists of any length, files both ways, and errors that say everything. */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startTestApp, type TestApp } from '../../server/test/harness/app.ts';
import type { Person } from '../../server/test/harness/client.ts';
import { jpeg, pdf } from '../../server/test/harness/multipart.ts';
import { BVN, createRegistrar } from '../../server/test/scenarios/registration.fixture.ts';
import {
  ConflictError,
  Interstellas,
  InterstellasError,
  NotFoundError,
  PermissionError,
  ValidationError,
  type VirtualAccount,
} from '../src/index.ts';

describe('the answers of a server', () => {
  let app: TestApp;
  let person: Person;
  let client: Interstellas;
  const urls: URL[] = [];
  before(async () => {
    app = await startTestApp();
    person = await app.newPerson();
    client = clientOf(person);
  });
  after(() => app.stop());

  const clientOf = ({ email, password, key, businessId }: Person) =>
    new Interstellas({
      baseUrl: app.origin,
      email,
      password,
      secretKey: key,
      businessId,
      fetch: (input, init) => {
        urls.push(new URL(String(input)));
        return fetch(input, init);
      },
    });

  /** An id of the same form, which nothing has. */
  const otherThan = (id: string) => id.replace(/.$/, (last) => (last === '0' ? '1' : '0'));

  const open = (reference: string) =>
    client.virtualAccounts.create({ firstName: 'Ada', lastName: 'Obi', type: 'permanent', reference });

  describe('that are lists', () => {
    before(async () => {
      for (let number = 0; number < 13; number += 1) await open(`order-${number}`);
    });

    const references = (accounts: readonly VirtualAccount[]) => accounts.map(({ clientRef }) => clientRef);
    const newestFirst = Array.from({ length: 13 }, (_, index) => `order-${12 - index}`);

    it('are a page when awaited: its items, and where it is among all', async () => {
      const { items, pagination } = await client.virtualAccounts.list({ limit: 5, page: 2 });
      assert.deepEqual(references(items), newestFirst.slice(5, 10));
      assert.deepEqual([pagination.totalCount, pagination.hasNextPage, pagination.nextPage], [13, true, 3]);
    });

    it('are every item when iterated over, once and in order, also when some are added meanwhile', async () => {
      const seen: VirtualAccount[] = [];
      for await (const account of client.virtualAccounts.list({ limit: 3, status: 'active' })) {
        seen.push(account);
        if (seen.length === 4) await client.virtualAccounts.close((await open('late')).id);
      }
      assert.deepEqual(references(seen), newestFirst);
    });

    it('take as few requests as there can be, and none for what is not read', async () => {
      urls.length = 0;
      const seen: VirtualAccount[] = [];
      for await (const account of client.virtualAccounts.list({ status: 'active' })) seen.push(account);
      assert.equal(seen.length, 13);
      assert.deepEqual(
        urls.map(({ searchParams }) => [searchParams.get('status'), searchParams.get('limit')]),
        [
          ['active', null],
          ['active', '100'],
        ],
      );
      urls.length = 0;
      for await (const account of client.virtualAccounts.list({ limit: 2 })) {
        assert.equal(account.type, 'permanent');
        break;
      }
      assert.equal(urls.length, 1);
    });

    it('are rejected as a whole when a page is refused', async () => {
      await assert.rejects(client.virtualAccounts.list({ limit: 1000 }), ValidationError);
      await assert.rejects(async () => {
        for await (const account of client.virtualAccounts.list({ limit: 1000 })) assert.fail(account.id);
      }, ValidationError);
    });
  });

  it('that are refusals say which, where, why, and where it is explained', async () => {
    await open('twice');
    await assert.rejects(open('twice'), (error: unknown) => {
      assert.ok(error instanceof ConflictError && error instanceof InterstellasError);
      assert.equal(error.code, 'virtual-account.reference_taken');
      assert.equal(error.status, 409);
      assert.match(error.requestId ?? '', /^req_/);
      assert.equal(error.documentation, `${app.origin}/docs/errors#virtual-account.reference_taken`);
      assert.ok(error.message.length > 10 && error.errors.length > 0);
      return true;
    });
    const empty = { firstName: '', lastName: '', type: 'permanent', reference: 'x' } as const;
    await assert.rejects(client.virtualAccounts.create(empty), (error: unknown) => {
      assert.ok(error instanceof ValidationError);
      assert.deepEqual([...new Set(error.errors.map(({ field }) => field))].sort(), ['firstName', 'lastName']);
      return true;
    });
    const { id } = await open('there');
    await assert.rejects(client.virtualAccounts.get(otherThan(id)), NotFoundError);
    const stranger = await app.newPerson();
    await assert.rejects(client.businesses.details({ businessId: stranger.businessId }), PermissionError);
  });

  it('that are files come with name and type, as text or bytes; and files go up as Blobs', async () => {
    const owner = await app.newPerson();
    const own = clientOf(owner);
    const otp = await createRegistrar(app).codeFor(owner);
    const [photo, certificate] = [new Uint8Array(jpeg()), new Uint8Array(pdf())];
    await own.businesses.completeRegistration({
      businessId: owner.businessId,
      bvn: BVN,
      residentialAddress: '12 Broad Street, Lagos Island',
      stateId: 'state_lagos',
      otp,
      password: owner.password,
      photoId: new File([photo], 'me.jpg', { type: 'image/jpeg' }),
      businessDocuments: [new Blob([certificate]), new Blob([certificate])],
    });
    const { photoIdUrl, businessDocumentsUrls } = await own.businesses.details();
    assert.equal(businessDocumentsUrls.length, 2);
    const idOf = (url: string) => url.split('/').at(-1) ?? '';
    const download = await own.businesses.document(idOf(photoIdUrl));
    assert.equal(download.contentType, 'image/jpeg');
    assert.deepEqual(new Uint8Array(await (await download.blob()).arrayBuffer()), photo);
    const document = await own.businesses.document(idOf(businessDocumentsUrls[0] ?? ''));
    assert.deepEqual(new Uint8Array(await document.arrayBuffer()), certificate);

    const { accountNumber } = await own.businesses.accountDetails();
    const statement = await own.transactions.statement({ accountNumber, from: '2026-01-01', to: '2026-02-01' });
    assert.equal(statement.contentType, 'text/csv');
    assert.match(statement.fileName ?? '', /\.csv$/);
    assert.match(await statement.text(), /closing/i);
    await assert.rejects(own.businesses.document(otherThan(idOf(photoIdUrl))), NotFoundError);
  });

  it('that have a standard form of their own come as they are', async () => {
    const anybody = new Interstellas({ baseUrl: app.origin });
    assert.ok((await anybody.jwks.read()).keys.length > 0);
    assert.equal((await anybody.openapi.read()).openapi, '3.1.0');
    assert.equal((await anybody.health.live()).state, 'live');
    assert.match(await (await anybody.metrics.read()).text(), /^# HELP/m);
  });
});
