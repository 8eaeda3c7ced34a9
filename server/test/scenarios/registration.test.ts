/** Registering a business: the documented way, who may go it, that it is gone once, and what the operator decides after it. */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { BusinessId, ClientId, UserId } from '../../src/platform/ids.ts';
import { createMeans, type Means } from '../guarantees/means.ts';
import { startTestApp, type TestApp } from '../harness/app.ts';
import { type Answer, expectOk, type Person } from '../harness/client.ts';
import { pdf, png } from '../harness/multipart.ts';
import { until } from '../harness/until.ts';
import { BVN, createRegistrar, document, fields, photo, type Registrar, stored } from './registration.fixture.ts';

const UNKNOWN_BUSINESS = 'biz_01jz5k3v8e4tq2m7wn9xh6r0bcd5fg';
const ORIGIN = { address: '127.0.0.1', userAgent: 'test' };

describe('the registration of a business', () => {
  let app: TestApp;
  let means: Means;
  let registrar: Registrar;
  before(async () => {
    app = await startTestApp({
      settings: { INTERSTELLAS_SIGN_UPS_PER_ADDRESS: '1000', INTERSTELLAS_BVN_LOOK_UPS_PER_HOUR: '100' },
    });
    means = createMeans(app);
    registrar = createRegistrar(app);
  });
  after(() => app.stop());

  const addBusiness = async (owner: Person): Promise<string> => {
    const details = { businessName: means.fresh(), countryId: 'NG', isNewBusiness: true };
    const actor = { userId: owner.userId as UserId, ...ORIGIN };
    const { id } = await app.app.database.transaction((transaction) =>
      app.app.businesses.create(transaction, owner.clientId as ClientId, details, actor),
    );
    return id;
  };
  const eventsOf = (id: string): Promise<{ action: string; content: unknown }[]> =>
    app.sql`select to_jsonb(e) as content, action from audit_event e where object_id = ${id} order by id`;

  it('goes the documented way: validate the BVN, complete with the code, and the business object is filled', async () => {
    const person = await app.newPerson();
    const empty = expectOk(await app.call('GET', 'clients/business/details', person)).data;
    assert.deepEqual([empty.bvn, empty.photoIdUrl, empty.businessDocumentsUrls], ['', '', []]);
    assert.deepEqual([empty.residentialAddress, empty.stateId, empty.state], ['', '', { id: '', name: '' }]);

    const validated = expectOk(await registrar.validate(person));
    assert.equal(validated.message, 'BVN validated successfully');
    const names = ['bvn', 'dob', 'firstName', 'lastName', 'otherNames', 'phoneNumber'];
    assert.deepEqual(Object.keys(validated.data).sort(), names);
    assert.equal(validated.data.bvn, BVN);

    const code = await registrar.codeFor(person);
    const form = [...fields(person, code), photo(png()), document(pdf()), document(pdf())];
    const done = expectOk(await registrar.complete(person, form));
    assert.deepEqual(done, { status: true, message: 'Business registration completed successfully', data: null });

    const { data } = expectOk(await app.call('GET', 'clients/business/details', person));
    assert.deepEqual([data.bvn, data.stateId, data.state], [BVN, 'state_lagos', { id: 'state_lagos', name: 'Lagos' }]);
    assert.equal(data.residentialAddress, '12 Broad Street, Lagos Island');
    assert.match(data.photoIdUrl, /^https?:\/\/[^/]+\/api\/v1\/clients\/business\/documents\/doc_\w{30}$/);
    assert.equal(data.businessDocumentsUrls.length, 2);
    const [listed] = expectOk(await app.call('GET', 'clients/business', person)).data;
    assert.deepEqual(listed, data);

    const actions = (await eventsOf(person.businessId)).map(({ action }) => action);
    assert.ok(actions.includes('businesses.validate-bvn') && actions.includes('businesses.complete-registration'));
  });

  it('is completed once, and of two completions at the same moment one wins and leaves its files alone', async () => {
    const person = await app.newPerson();
    const code = await registrar.codeFor(person);
    const before = await stored(app);
    const form = () => [...fields(person, code), photo(), document()];
    const answers = await Promise.all([1, 2, 3].map(() => registrar.complete(person, form())));
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409, 409]);
    for (const { status, body } of answers) if (status === 409) assert.equal(body.code, 'business.already_registered');
    const left = await stored(app);
    assert.deepEqual([left.onDisk.length - before.onDisk.length, left.waiting], [2, 0]);
    assert.equal((await registrar.complete(person, form())).body.code, 'business.already_registered');
    assert.equal((await registrar.validate(person)).body.code, 'business.already_registered');
  });

  it('is refused to who is removed from the business while it is under way', async () => {
    const person = await app.newPerson();
    const code = await registrar.codeFor(person);
    const before = await stored(app);
    let answer: Promise<Answer> | undefined;
    await app.sql.begin(async (sql) => {
      await sql`select 1 from business where id = ${person.businessId} for update`;
      answer = registrar.complete(person, [...fields(person, code), photo()]);
      await until('it waits for the business', async () => {
        const waiting = await sql`
          select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
        return waiting.length > 0;
      });
      await sql`delete from member where user_id = ${person.userId}`;
    });
    const { status, body } = (await answer) as Answer;
    assert.deepEqual([status, body.code], [403, 'business.forbidden']);
    const left = await stored(app);
    assert.deepEqual([left.onDisk.length - before.onDisk.length, left.waiting], [0, 0]);
  });

  it('keeps the BVN sealed: neither the database, nor the log, nor the audit holds it in clear', async () => {
    const person = await app.newPerson();
    const bvn = '22298765432';
    const code = await registrar.codeFor(person, bvn);
    expectOk(await registrar.complete(person, [...fields(person, code, { bvn }), photo()]));
    const [row] = await app.sql`select * from business where id = ${person.businessId}`;
    const checks = await app.sql`select * from bvn_check where business_id = ${person.businessId}`;
    const texts = [row, checks, await eventsOf(person.businessId), app.logLines].map((value) => JSON.stringify(value));
    for (const text of texts) assert.ok(!text.includes(bvn) && !text.includes(`"${code}"`), text.slice(0, 300));
    assert.equal(Buffer.from(row?.['bvn_sealed']).includes(bvn), false);
  });

  it('demands the password of the caller, and slows down guessing at it', async () => {
    const person = await app.newPerson();
    const code = await registrar.codeFor(person);
    const wrong = () => [...fields(person, code, { password: 'not his own' }), photo()];
    const statuses: number[] = [];
    for (let tries = 0; tries < 12; tries += 1) statuses.push((await registrar.complete(person, wrong())).status);
    assert.deepEqual([statuses[0], statuses.at(-1)], [401, 429]);
    assert.equal((await stored(app)).waiting, 0);
    app.clock.advance(900);
    const renewed = { ...person, token: await means.openSession(person) };
    const fresh = await registrar.codeFor(renewed);
    expectOk(await registrar.complete(renewed, [...fields(renewed, fresh), photo()]));
  });

  it('is refused in the same words for a business of somebody else, one of which the caller is no member, and none at all', async () => {
    const person = await app.newPerson();
    const stranger = await app.newPerson();
    const left = await addBusiness(person);
    await app.sql`update member set is_active = false where business_id = ${left} and user_id = ${person.userId}`;
    const { key: narrow } = await means.addKey(person.clientId, { businessIds: [left] });
    const masked = ({ status, text }: Answer) => [status, text.replaceAll(/req_\w+/g, 'req_')];
    const asked = async (businessId: string, key = person.key): Promise<unknown[]> => [
      masked(await registrar.validate({ ...person, key }, { businessId })),
      masked(await registrar.complete({ ...person, key }, [...fields(person, '123456', { businessId }), photo()])),
    ];
    const unknown = await asked(UNKNOWN_BUSINESS);
    assert.match(JSON.stringify(unknown), /403.*business\.forbidden.*403.*business\.forbidden/);
    for (const businessId of [stranger.businessId, left]) assert.deepEqual(await asked(businessId), unknown);
    assert.deepEqual(await asked(person.businessId, narrow), unknown, 'a key that is limited to another business');
    assert.equal((await stored(app)).waiting, 0);
  });

  it('works with a key that is limited to the business, and judges the role in the business that the body names', async () => {
    const person = await app.newPerson();
    const { key } = await means.addKey(person.clientId, { businessIds: [person.businessId] });
    expectOk(await registrar.validate({ ...person, key }));
    const member = await app.newPerson();
    await means.addMember(member, person, 'viewer');
    const asMember = { ...member, key: person.key, businessId: person.businessId };
    assert.equal((await registrar.validate(asMember)).body.code, 'permission.denied');
    const other = await addBusiness(person);
    await means.addMember(member, { ...person, businessId: other }, 'admin');
    assert.equal((await registrar.validate(asMember)).body.code, 'business.forbidden');
    expectOk(await registrar.validate({ ...asMember, businessId: other }));
  });

  it('takes the state from the 36 of Nigeria and its capital territory, which a call lists', async () => {
    const person = await app.newPerson();
    const { data, message } = expectOk(await app.call('GET', 'clients/business/states', { token: person.token }));
    assert.equal(message, 'States retrieved successfully');
    assert.equal(data.length, 37);
    assert.ok(data.some((state: { id: string }) => state.id === 'state_federal_capital_territory'));
    const ids = new Set(data.map((state: { id: string }) => state.id));
    assert.equal(ids.size, 37);
  });
});

describe('the decisions of the operator', () => {
  let app: TestApp;
  let person: Person;
  let neighbour: TestApp;
  before(async () => {
    app = await startTestApp();
    neighbour = await startTestApp({ beside: app });
    person = await app.newPerson();
  });
  after(async () => {
    await neighbour.stop();
    await app.stop();
  });

  it('suspend a business on every process from the next request on, whatever was remembered, and end that', async () => {
    const id = person.businessId as BusinessId;
    const { businesses, database } = app.app;
    const ask = () => app.call('GET', 'clients/business/account-details', person);
    const askNeighbour = () => neighbour.call('GET', 'clients/business/account-details', person);
    expectOk(await ask());
    expectOk(await askNeighbour());
    assert.equal(await database.transaction((transaction) => businesses.suspend(transaction, id)), true);
    const refused = await ask();
    assert.deepEqual([refused.status, refused.body.code], [403, 'business.suspended']);
    await until('the other process knows', async () => (await askNeighbour()).status === 403, 1000);
    const { data } = expectOk(await app.call('GET', 'clients/business/details', person));
    assert.deepEqual([data.isApproved, data.isSuspended], [true, true]);
    assert.match((await app.mailTo(person.email, /suspended/)).text, /suspended by the operator/);
    assert.equal((await askNeighbour()).body.code, 'business.suspended');
    assert.equal(await database.transaction((transaction) => businesses.suspend(transaction, id)), false);

    assert.equal(await database.transaction((transaction) => businesses.unsuspend(transaction, id)), true);
    expectOk(await ask());
    assert.match((await app.mailTo(person.email, /no longer/)).text, /ended by the operator/);
    const actions = await app.sql<
      { action: string }[]
    >`select action from audit_event where object_id = ${id} and action like '%suspend' order by id`;
    assert.deepEqual(
      actions.map(({ action }) => action),
      ['businesses.suspend', 'businesses.unsuspend'],
    );
  });

  it('approve a business, and its contacts get a letter', async () => {
    const [row] = await app.sql<{ id: BusinessId }[]>`
      update business set approved_at = null where id = ${person.businessId} returning id`;
    assert.ok(row);
    await app.sql`delete from ledger_account where business_id = ${row.id}`;
    const approve = () =>
      app.app.database.transaction((transaction) => app.app.businesses.approve(transaction, row.id));
    assert.deepEqual([await approve(), await approve()], [true, false]);
    assert.match((await app.mailTo(person.email, /is approved/)).text, /account-details/);
  });
});
