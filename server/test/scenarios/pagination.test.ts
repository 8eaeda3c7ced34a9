/** Lists come in pages, by number or by cursor, newest first, and say truthfully what comes before and after. */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startTestApp, type TestApp } from '../harness/app.ts';
import { type Answer, expectOk, type Person } from '../harness/client.ts';

const COUNT = 25;

describe('a list', () => {
  let app: TestApp;
  let person: Person;
  let newestFirst: string[];
  before(async () => {
    app = await startTestApp();
    person = await app.newPerson();
    const ids = [person.businessId];
    while (ids.length < COUNT) ids.push(await createBusiness());
    newestFirst = ids.toReversed();
  });
  after(() => app.stop());

  async function createBusiness(): Promise<string> {
    app.clock.advance(1);
    const body = { businessName: 'One of many', countryId: 'NG', isNewBusiness: false };
    const { token, key } = person;
    return expectOk(await app.call('POST', 'clients/business', { token, key, body })).data.business.id;
  }
  const list = (query: string): Promise<Answer> => app.call('GET', `clients/business${query}`, person);
  const idsOf = (answer: Answer): string[] => expectOk(answer).data.map(({ id }: { id: string }) => id);

  it('without a page named is its first ten, newest first, with all documented fields', async () => {
    const answer = await list('');
    assert.deepEqual(idsOf(answer), newestFirst.slice(0, 10));
    const { nextCursor, ...pagination } = answer.body.pagination;
    assert.deepEqual(pagination, {
      totalCount: COUNT,
      isTotalExact: true,
      hasNextPage: true,
      hasPreviousPage: false,
      nextPage: 2,
      previousPage: 0,
      limit: 10,
      lastPage: 3,
    });
    assert.equal(typeof nextCursor, 'string');
  });

  it('has every item on exactly one page, whatever the size of the pages', async () => {
    for (const limit of [1, 7, 10, 12, 25, 100]) {
      const lastPage = Math.ceil(COUNT / limit);
      const seen: string[] = [];
      for (let page = 1; page <= lastPage; page += limit === 1 ? 6 : 1) {
        const answer = await list(`?page=${page}&limit=${limit}`);
        seen.push(...idsOf(answer));
        const { hasNextPage, hasPreviousPage, nextPage, previousPage, nextCursor } = answer.body.pagination;
        const isLast = page === lastPage;
        assert.deepEqual(
          { hasNextPage, hasPreviousPage, nextPage, previousPage, isEnd: nextCursor === null },
          {
            hasNextPage: !isLast,
            hasPreviousPage: page > 1,
            nextPage: isLast ? 0 : page + 1,
            previousPage: page - 1,
            isEnd: isLast,
          },
          `page ${page} of ${limit}`,
        );
        assert.equal(answer.body.pagination['lastPage'], lastPage);
      }
      const expected = limit === 1 ? newestFirst.filter((_, index) => index % 6 === 0) : newestFirst;
      assert.deepEqual(seen, expected, `pages of ${limit}`);
    }
  });

  it('beyond its last page is empty, and says so', async () => {
    const answer = await list('?page=4');
    assert.deepEqual(idsOf(answer), []);
    const { totalCount, hasNextPage, nextPage, lastPage, nextCursor } = answer.body.pagination;
    assert.deepEqual([totalCount, hasNextPage, nextPage, lastPage, nextCursor], [COUNT, false, 0, 3, null]);
  });

  it('read by cursor misses nothing and repeats nothing, also when items are added meanwhile', async () => {
    const seen: string[] = [];
    const added: string[] = [];
    let query = '?limit=4';
    for (let rounds = 0; rounds < 20; rounds += 1) {
      const answer = await list(query);
      seen.push(...idsOf(answer));
      const cursor = answer.body.pagination['nextCursor'];
      if (cursor === null) break;
      assert.equal(answer.body.pagination['hasNextPage'], true);
      query = `?limit=4&cursor=${String(cursor)}`;
      if (rounds < 3) added.push(await createBusiness());
    }
    assert.deepEqual(seen, newestFirst);
    newestFirst = [...added.toReversed(), ...newestFirst];
    assert.deepEqual(idsOf(await list('?limit=3')), newestFirst.slice(0, 3));
  });

  it('refuses a page, a limit or a cursor that is none with 400, and names every one at once', async () => {
    const wrong = [
      'page=0',
      'page=-1',
      'page=1.5',
      'page=x',
      'page=',
      'page=99999999999999999999',
      'limit=0',
      'limit=101',
      'limit=-5',
      'limit=ten',
      'limit=10.5',
      'limit=',
      'cursor=',
      'cursor=x',
      'cursor=..%2F',
      `cursor=${'a'.repeat(300)}`,
      'page=1&page=2',
      'limit=5&limit=6',
      "cursor=' or 1=1",
    ];
    for (const query of wrong) {
      const answer = await list(`?${query}`);
      assert.equal(answer.status, 400, `${query}: ${answer.status} ${answer.text.slice(0, 200)}`);
      assert.equal(answer.body.code, 'request.invalid');
      assert.ok(answer.body.errors.length > 0);
    }
    const both = await list('?page=0&limit=0');
    assert.deepEqual(both.body.errors.map(({ field }) => field).sort(), ['limit', 'page']);
  });

  it('takes no notice of parameters it does not know', async () => {
    assert.deepEqual(
      idsOf(await list('?limit=2&sort=evil&__proto__[limit]=100&constructor=1')),
      newestFirst.slice(0, 2),
    );
  });

  it('of sessions works alike, and ends when there is nothing', async () => {
    const other = await app.newPerson();
    for (let count = 0; count < 3; count += 1) {
      app.clock.advance(1);
      expectOk(await app.signIn(other.email, other.password));
    }
    const sessions = (query: string) => app.call('GET', `auth/sessions${query}`, { token: other.token });
    const first = await sessions('?limit=3');
    assert.equal(expectOk(first).data.length, 3);
    assert.deepEqual([first.body.pagination['totalCount'], first.body.pagination['nextPage']], [4, 2]);
    const rest = await sessions(`?limit=3&cursor=${String(first.body.pagination['nextCursor'])}`);
    assert.equal(expectOk(rest).data.length, 1);
    assert.equal(rest.body.data[0].isCurrent, true, 'the oldest is the one of this token');
    assert.equal(rest.body.pagination['nextCursor'], null);
  });
});
