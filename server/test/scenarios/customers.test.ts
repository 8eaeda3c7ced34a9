/** Customers: who gets an account, what is asked of the register and how often, and who sees what of whom. */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startTestApp, type TestApp } from '../harness/app.ts';
import { type Answer, expectOk, type Person } from '../harness/client.ts';
import { until } from '../harness/until.ts';

/** As the sandbox's register has whoever's BVN ends in 8. */
const NGOZI = {
  firstName: 'Ngozi',
  lastName: 'Bello',
  otherNames: 'Amara',
  bvn: '22212345678',
  phoneNo: '+2348030000008',
  gender: 'female',
  email: 'Ngozi@Example.com',
  dateOfBirth: '1988-03-14',
  placeOfBirth: 'Enugu',
  address: '12 Broad Street, Lagos Island',
  nationalIdentityNo: '12345678901',
};
/** Whoever's ends in 2. */
const EFE = {
  firstName: 'Efe',
  lastName: 'West',
  bvn: '22298765432',
  phoneNo: '08030000009',
  dateOfBirth: '1990-01-02',
};
const NO_SUCH_CUSTOMER = 'cust_01jz5k3v8e4tq2m7wn9xh6r0bcd5fg';

describe('customers', () => {
  let app: TestApp;
  before(async () => {
    app = await startTestApp();
  });
  after(() => app.stop());

  const path = 'clients/business/customers';
  const open = (person: Person, body: object, headers = {}): Promise<Answer> =>
    app.call('POST', path, { ...person, body, headers });
  const list = async (person: Person, query = '') => expectOk(await app.call('GET', path + query, person));
  const codeOf = ({ status, body }: Answer) => [status, body.code];

  it('get an account with the documented fields, which the list, the details and the balance know', async () => {
    const person = await app.newPerson();
    const opened = await open(person, { ...NGOZI, accountOfficer: 'a field that nobody knows' });
    assert.equal(opened.status, 201);
    assert.equal(opened.body.message, 'Customer created successfully');
    const { customerDetails, account_details: account, tier } = opened.body.data;
    assert.deepEqual(customerDetails, NGOZI);
    const { accountNumber, customerId } = account;
    assert.match(accountNumber, /^9\d{9}$/);
    assert.match(customerId, /^cust_/);
    assert.deepEqual(account, {
      accountNumber,
      accountType: 'savings',
      availableBalance: '0',
      withdrawableBalance: '0',
      customerId,
    });
    assert.equal(tier, 3);

    const { data, message, pagination } = await list(person);
    assert.equal(message, 'Customers retrieved successfully');
    const [item] = data;
    assert.match(item.dateCreated, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    const { dateCreated } = item;
    const shown = {
      id: customerId,
      name: 'Ngozi Amara Bello',
      phoneNo: NGOZI.phoneNo,
      email: NGOZI.email,
      dateCreated,
    };
    assert.deepEqual(data, [{ ...shown, nuban: accountNumber, tier: 3 }]);
    assert.equal(pagination['totalCount'], 1);

    const details = expectOk(await app.call('GET', `${path}/${customerId}`, person)).data;
    const hidden = { bvn: '*******5678', nationalIdentityNo: '*******8901' };
    assert.deepEqual(details, { ...item, ...NGOZI, ...hidden, account_details: account });

    const balance = expectOk(await app.call('GET', `${path}/balance/${accountNumber}`, person)).data;
    const financialDate = new Date(app.clock.now() + 3_600_000).toISOString().slice(0, 10);
    assert.deepEqual(balance, { accountNumber, availableBalance: '0', financialDate });
  });

  it('are opened only with names and a date of birth that the register has, and it is never said what it has', async () => {
    const person = await app.newPerson();
    const wrong = await open(person, { ...NGOZI, firstName: 'Adaeze', dateOfBirth: '1988-03-15' });
    assert.deepEqual(codeOf(wrong), [422, 'customer.bvn_mismatch']);
    assert.deepEqual(
      wrong.body.errors.map(({ field }) => field),
      ['firstName', 'dateOfBirth'],
    );
    assert.ok(!/1988-03-14|Ngozi/.test(wrong.text), wrong.text);
    const unknown = await open(person, { ...NGOZI, bvn: '00000000000' });
    assert.deepEqual([...codeOf(unknown), unknown.body.errors[0]?.field], [422, 'bvn.not_found', 'bvn']);
    assert.deepEqual(codeOf(await open(person, { ...NGOZI, bvn: '99999999999' })), [503, 'service.unavailable']);
    const noDay = await open(person, { ...NGOZI, dateOfBirth: '1988-02-30' });
    assert.deepEqual([...codeOf(noDay), noDay.body.errors[0]?.field], [422, 'request.unprocessable', 'dateOfBirth']);
    assert.equal((await list(person)).pagination['totalCount'], 0);
  });

  it('of any script and spelling are known by their names, and keep them as they were given', async () => {
    const person = await app.newPerson();
    const given = { firstName: 'ADEYEMI', lastName: 'Olu\u0300mi\u0300de\u0301', dateOfBirth: '1996-02-29T00:00:00' };
    const name = 'ADEYEMI Olùmìdé'.normalize('NFC');
    const { data } = expectOk(await open(person, { ...EFE, ...given, bvn: '22211111115' }));
    assert.deepEqual([data.customerDetails.lastName, data.tier], ['Olùmìdé'.normalize('NFC'), 1]);
    const [item] = (await list(person, `?name=${encodeURIComponent('adéyẹmi olu')}`)).data;
    assert.equal(item.name, name);
    const receiver = { accountNumber: data.account_details.accountNumber, bankCode: '51253' };
    const enquiry = await app.call('POST', `${path}/name-enquiry`, { ...person, body: receiver });
    assert.deepEqual([enquiry.body.data.name, enquiry.body.data.kyc], [name, '1']);
  });

  it('are in a business once for each BVN, also when all requests come at once; other businesses do not count', async () => {
    const [one, two] = [await app.newPerson(), await app.newPerson()];
    const answers = await Promise.all(Array.from({ length: 8 }, () => open(one, EFE)));
    assert.deepEqual(answers.map(({ status }) => status).sort(), [201, ...Array.from({ length: 7 }, () => 409)]);
    const refused = answers.find(({ status }) => status === 409);
    assert.deepEqual([refused?.body.code, refused?.body.errors[0]?.field], ['customer.exists', 'bvn']);
    const accounts =
      await app.sql`select 1 from ledger_account where business_id = ${one.businessId} and kind = 'customer'`;
    assert.equal(accounts.length, 1, 'an account without a customer was left behind');
    expectOk(await open(two, EFE));
  });

  it('are opened once for each Idempotency-Key, and the repetition asks the register nothing', async () => {
    const person = await app.newPerson();
    const first = await open(person, EFE, { 'Idempotency-Key': 'efe-1' });
    const [before] =
      await app.sql`select sum(count) as count from customer_check where business_id = ${person.businessId}`;
    const again = await open(person, EFE, { 'Idempotency-Key': 'efe-1' });
    assert.deepEqual([again.status, again.body.data], [201, first.body.data]);
    assert.equal(again.headers.get('idempotency-replayed'), 'true');
    const [later] =
      await app.sql`select sum(count) as count from customer_check where business_id = ${person.businessId}`;
    assert.deepEqual(later, before);
  });

  it('are not to be found out by trying birthdays: a BVN is tried ten times an hour, also at once', async () => {
    const person = await app.newPerson();
    const guess = (day: number) => open(person, { ...EFE, dateOfBirth: `1991-01-${10 + day}` });
    const answers = await Promise.all(Array.from({ length: 13 }, (_, day) => guess(day)));
    assert.deepEqual(answers.filter(({ status }) => status === 422).length, 10);
    const refused = answers.find(({ status }) => status === 429);
    assert.equal(refused?.body.code, 'rate.limited');
    assert.ok(Number(refused?.headers.get('retry-after')) > 0);
    assert.equal((await open(person, EFE)).status, 429, 'the right one is not told from the wrong ones');
    expectOk(await open(person, { ...EFE, bvn: '22298765422' }));
  });

  it('are listed newest first, and found by the beginning of the name, the e-mail address and the number', async () => {
    const person = await app.newPerson();
    const ngozi = expectOk(await open(person, NGOZI)).data.account_details;
    const efe = expectOk(await open(person, { ...EFE, email: 'efe@example.com' })).data.account_details;
    const idsOf = async (query: string) => (await list(person, query)).data.map(({ id }: { id: string }) => id);
    assert.deepEqual(await idsOf(''), [efe.customerId, ngozi.customerId]);
    const page = await list(person, '?limit=1');
    assert.deepEqual(await idsOf(`?limit=1&cursor=${page.pagination['nextCursor']}`), [ngozi.customerId]);
    assert.deepEqual(await idsOf('?name=NGOZI%20am'), [ngozi.customerId]);
    assert.deepEqual(await idsOf('?name=bello'), []);
    assert.deepEqual(await idsOf('?email=EFE@example.com'), [efe.customerId]);
    assert.deepEqual(await idsOf(`?nuban=${ngozi.accountNumber}`), [ngozi.customerId]);
    assert.deepEqual(await idsOf(`?nuban=${ngozi.accountNumber}&name=efe`), []);
  });

  it('of another business are neither listed nor found, by id or by number', async () => {
    const [owner, stranger] = [await app.newPerson(), await app.newPerson()];
    const { customerId, accountNumber } = expectOk(await open(owner, NGOZI)).data.account_details;
    assert.deepEqual((await list(stranger)).data, []);
    assert.deepEqual((await list(stranger, `?nuban=${accountNumber}`)).data, []);
    const [foreign, none] = await Promise.all(
      [customerId, NO_SUCH_CUSTOMER].map((id) => app.call('GET', `${path}/${id}`, stranger)),
    );
    assert.deepEqual([foreign?.status, foreign?.body.code], [404, 'customer.not_found']);
    assert.equal(foreign?.body.message, none?.body.message);
    const balance = await app.call('GET', `${path}/balance/${accountNumber}`, stranger);
    assert.deepEqual(codeOf(balance), [404, 'account.not_found']);
    const own = expectOk(await app.call('GET', 'clients/business/account-details', owner)).data.accountNumber;
    assert.deepEqual(codeOf(await app.call('GET', `${path}/balance/${own}`, owner)), [404, 'account.not_found']);
  });

  it('have a tier by what of them is verified', async () => {
    const person = await app.newPerson();
    const tierOf = async (body: object) => expectOk(await open(person, body)).data.tier;
    assert.equal(await tierOf({ ...NGOZI, bvn: '22200000018', phoneNo: '+2348099999999' }), 1);
    assert.equal(await tierOf({ ...NGOZI, bvn: '22200000028', phoneNo: '08030000008', address: '' }), 2);
    assert.equal(await tierOf({ ...NGOZI, bvn: '22200000038', phoneNo: '08030000008' }), 3);
    const rows = await app.sql<{ businessId: never; id: never }[]>`
      select business_id as "businessId", id from ledger_account where business_id = ${person.businessId} order by id`;
    const tiers = await Promise.all(rows.map((account) => app.app.customers.tierOf(app.sql, account)));
    assert.deepEqual(tiers, ['business', 1, 2, 3]);
  });

  describe('that are corrected', () => {
    const correct = (person: Person, id: string, body: object) =>
      app.call('PATCH', `${path}/${id}`, { ...person, body });
    const checks = async ({ businessId }: Person): Promise<number> => {
      const [row] = await app.sql`
        select coalesce(sum(count), 0)::int as count from customer_check where business_id = ${businessId}`;
      return row?.['count'];
    };
    const opened = async (person: Person, body: object): Promise<string> =>
      expectOk(await open(person, body)).data.account_details.customerId;

    it('rise and fall with what is known of them, and only names and phone numbers are asked of the register', async () => {
      const person = await app.newPerson();
      const { address, nationalIdentityNo, ...known } = NGOZI;
      const id = await opened(person, { ...known, phoneNo: '+2348099999999' });
      const asked = await checks(person);
      const steps: readonly (readonly [object, number, boolean])[] = [
        [{ address, nationalIdentityNo }, 1, false],
        [{ phoneNo: '08030000008' }, 3, true],
        [{ phoneNo: '08030000008', gender: '' }, 3, false],
        [{ nationalIdentityNo: '' }, 2, false],
        [{ phoneNo: '08030000009' }, 1, true],
        [{ firstName: 'NGỌZI', otherNames: '' }, 1, true],
      ];
      let count = asked;
      for (const [body, tier, isAsked] of steps) {
        const { data } = expectOk(await correct(person, id, body));
        assert.equal(data.tier, tier, JSON.stringify(body));
        count += isAsked ? 2 : 0;
        assert.equal(await checks(person), count, JSON.stringify(body));
      }
      const { data } = expectOk(await app.call('GET', `${path}/${id}`, person));
      assert.deepEqual(
        [data.name, data.gender, data.address, data.nationalIdentityNo, data.dateOfBirth],
        ['NGỌZI Bello', '', address, '', NGOZI.dateOfBirth],
      );
      const events = expectOk(await app.call('GET', 'clients/audit-events?action=customers.update', person)).data;
      assert.equal(events.length, 6);
      assert.deepEqual(events[0].details.fields, ['firstName', 'otherNames']);
      assert.deepEqual([events[1].before, events[1].after], [{ tier: 2 }, { tier: 1 }]);
      assert.ok(!JSON.stringify(events).includes('NGỌZI'));
      const enquiry = { accountNumber: data.nuban, bankCode: app.app.banks.own.code };
      const named = await app.call('POST', `${path}/name-enquiry`, { ...person, body: enquiry });
      assert.equal(expectOk(named).data.name, 'NGỌZI Bello');
    });

    it('cannot become somebody else, and are not to be found by another business', async () => {
      const person = await app.newPerson();
      const id = await opened(person, NGOZI);
      const answer = await correct(person, id, { lastName: 'Okafor', address: 'elsewhere' });
      assert.deepEqual(codeOf(answer), [422, 'customer.bvn_mismatch']);
      assert.deepEqual(
        answer.body.errors.map(({ field }) => field),
        ['lastName'],
      );
      expectOk(await correct(person, id, { bvn: '22298765432', dateOfBirth: '1990-01-02' }));
      const { data } = expectOk(await app.call('GET', `${path}/${id}`, person));
      assert.deepEqual(
        [data.bvn, data.dateOfBirth, data.lastName, data.address],
        ['*******5678', NGOZI.dateOfBirth, 'Bello', NGOZI.address],
      );
      const stranger = await app.newPerson();
      for (const unknown of [id, NO_SUCH_CUSTOMER])
        assert.deepEqual(codeOf(await correct(stranger, unknown, { gender: '' })), [404, 'customer.not_found']);
    });

    it('keep nobody from their money who waits for nothing but the record of it', async () => {
      const person = await app.newPerson();
      const id = await opened(person, NGOZI);
      let correcting: Promise<Answer> | undefined;
      await app.sql.begin(async (sql) => {
        // As who moves money does: the record first, then the account.
        await sql`select from audit_chain where client_id = ${person.clientId} for update`;
        correcting = correct(person, id, { firstName: NGOZI.lastName, lastName: NGOZI.firstName });
        await until('the correction waits to be recorded', async () => {
          const waiting = await app.sql`
            select from pg_stat_activity
            where datname = current_database() and wait_event_type = 'Lock' and query like '%audit_chain%'`;
          return waiting.length > 0;
        });
        const free = await sql`
          select from ledger_account where business_id = ${person.businessId} and kind = 'customer'
          for no key update skip locked`;
        assert.equal(free.length, 1);
      });
      assert.ok(correcting);
      expectOk(await correcting);
    });

    it('at the same moment keep every correction', async () => {
      const person = await app.newPerson();
      const id = await opened(person, { ...NGOZI, phoneNo: '+2348099999999' });
      const bodies = [
        { address: '1 New Road' },
        { email: 'new@example.com' },
        { phoneNo: '08030000008' },
        { gender: 'f' },
      ];
      for (const answer of await Promise.all(bodies.map((body) => correct(person, id, body)))) expectOk(answer);
      const { data } = expectOk(await app.call('GET', `${path}/${id}`, person));
      assert.deepEqual(
        [data.address, data.email, data.phoneNo, data.gender, data.tier],
        ['1 New Road', 'new@example.com', '08030000008', 'f', 3],
      );
    });
  });

  it('have numbers that are sealed where they are kept, and stand in no log and no audit event', async () => {
    const person = await app.newPerson();
    const [bvn, nationalIdentityNo] = ['22277777778', '98765432109'] as const;
    expectOk(await open(person, { ...NGOZI, bvn, nationalIdentityNo }));
    // Bytes are written as hex.
    const customers = await app.sql`
      select to_jsonb(c)::text as text from customer c where business_id = ${person.businessId}`;
    const events = await app.sql`
      select to_jsonb(e)::text as text from audit_event e where client_id = ${person.clientId}`;
    const texts = [...customers, ...events].map(({ text }) => String(text));
    assert.ok(texts.some((text) => text.includes('customers.create')));
    for (const text of [...texts, ...app.logLines]) {
      for (const secret of [bvn, nationalIdentityNo])
        assert.ok(!text.includes(secret) && !text.includes(Buffer.from(secret).toString('hex')));
    }
  });
});
