/** Signing up makes a user, a client account, a key pair and a business once its letter is answered, or nothing at all. */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startTestApp, type TestApp } from '../harness/app.ts';
import { type Answer, expectOk, ONE_TIME_TOKEN } from '../harness/client.ts';
import { until } from '../harness/until.ts';

const TABLES = [
  'app_user',
  'client_account',
  'business',
  'member',
  'secret_key',
  'ledger_account',
  'audit_event',
  'session',
] as const;

describe('signing up', () => {
  let app: TestApp;
  let twin: TestApp;
  before(async () => {
    app = await startTestApp({ settings: { INTERSTELLAS_SIGN_UPS_PER_ADDRESS: '1000' } });
    twin = await startTestApp({ beside: app, settings: { INTERSTELLAS_SIGN_UPS_PER_ADDRESS: '1000' } });
  });
  after(async () => {
    await twin.stop();
    await app.stop();
  });

  const PASSWORD = 'a quiet harbour at dawn';
  const formOf = (details: object) => ({
    email: 'someone@example.com',
    password: PASSWORD,
    firstName: 'Ngozi',
    lastName: 'Bello',
    phoneNo: '+2348030000001',
    businessName: 'Stall by the river',
    ...details,
  });
  const signUp = (details: object, server = app): Promise<Answer> =>
    server.call('POST', 'auth/signup', { body: formOf(details) });
  const tokenFor = async (email: string): Promise<string> =>
    ONE_TIME_TOKEN.exec((await app.mailTo(email, /Finish signing up/)).text)?.[0] ?? '';
  const verify = (token: string, server = app): Promise<Answer> =>
    server.call('POST', 'auth/email/verify', { body: { token, password: PASSWORD } });
  const census = async (): Promise<Record<string, number>> => {
    const counts: [string, number][] = [];
    for (const table of TABLES) counts.push([table, (await app.sql`select 1 from ${app.sql(table)}`).length]);
    return Object.fromEntries(counts);
  };

  it('refuses addresses that a mail program reads as another mailbox than they seem', async () => {
    const before = await census();
    for (const email of [
      'a(b)@example.com',
      'a@example.com(b)',
      '"victim@example.org"@example.com',
      'a@[127.0.0.1].com',
      'group:a@example.com',
      'a\\b@example.com',
    ]) {
      const answer = await signUp({ email });
      assert.deepEqual([answer.status, answer.body.errors[0]?.field], [422, 'email'], email);
    }
    expectOk(await signUp({ email: "o'brien+shop.one_two@sub.example-mail.com" }));
    assert.deepEqual(await census(), before);
  });

  it('that fails half-way leaves nothing, at whichever step it fails, and can be finished later', async () => {
    const email = 'half-way@example.com';
    expectOk(await signUp({ email }));
    const token = await tokenFor(email);
    const before = await census();
    const steps = ['client_account', 'secret_key', 'business', 'member', 'ledger_account', 'audit_event'];
    for (const table of steps) {
      await app.sql`alter table ${app.sql(table)} add constraint breaks check (false) not valid`;
      const failed = await verify(token);
      await app.sql`alter table ${app.sql(table)} drop constraint breaks`;
      assert.equal(failed.status, 500, table);
      assert.equal(failed.body.code, 'internal.unexpected');
      assert.ok(!failed.text.includes('breaks') && !failed.text.includes(table), 'no internals are told');
      assert.deepEqual(await census(), before, `after a failure at ${table}`);
      assert.equal((await app.signIn(email, PASSWORD)).status, 401);
    }
    expectOk(await verify(token));
  });

  it('takes each e-mail address once, however it is written, and tells its owner alone', async () => {
    await app.signUp(formOf({ email: 'Ngozi.Bello@Example.com' }));
    const before = await census();
    for (const email of ['NGOZI.BELLO@EXAMPLE.COM', 'ｎｇｏｚｉ.bello@example.com']) {
      const answer = await signUp({ email, password: 'another one, of a stranger' });
      assert.equal(answer.status, 201, email);
      await app.mailTo('Ngozi.Bello@Example.com', /already have an account/);
    }
    assert.deepEqual(await census(), before);
    for (const email of ['ngozi.bello@example.com', 'NGOZI.BELLO@EXAMPLE.COM']) {
      const { data } = expectOk(await app.signIn(email, PASSWORD));
      assert.equal(data.email, 'Ngozi.Bello@Example.com', 'shown as its owner wrote it');
    }
  });

  it('many times at once with one address, over two processes, and finished many times at once, makes one account', async () => {
    const before = await census();
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, index) =>
        signUp({ email: index % 3 === 0 ? 'Race@example.com' : 'race@example.com' }, index % 2 === 0 ? app : twin),
      ),
    );
    assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([201]));
    await until('all letters are on their way', async () => (await app.sql`select 1 from job`).length === 0);
    const token = await tokenFor('race@example.com');
    const finished = await Promise.all(
      Array.from({ length: 8 }, (_, index) => verify(token, index % 2 === 0 ? app : twin)),
    );
    assert.equal(finished.filter(({ status }) => status === 201).length, 1, finished.map(({ text }) => text).join());
    for (const answer of finished) assert.ok([201, 409, 422, 429].includes(answer.status), answer.text);
    const gained = await census();
    for (const table of ['app_user', 'client_account', 'business', 'member', 'secret_key', 'ledger_account']) {
      assert.equal((gained[table] ?? 0) - (before[table] ?? 0), 1, table);
    }
  });

  it('without a business makes an account that can create one with its key', async () => {
    const account = await app.signUp(formOf({ email: 'solo@example.com', businessName: undefined }));
    assert.equal(account.business, null);
    const { data: session } = expectOk(await app.signIn('solo@example.com', 'a quiet harbour at dawn'));
    assert.deepEqual(session.businesses, []);
    const token: string = session.accessToken;
    const key: string = expectOk(await app.call('GET', 'clients/settings/get-keys', { token })).data.secretKey;
    const body = { businessName: 'The first', countryId: 'NG', isNewBusiness: true };
    const created = expectOk(await app.call('POST', 'clients/business', { token, key, body }));
    const businessId: string = created.data.business.id;
    const details = expectOk(await app.call('GET', 'clients/business/account-details', { token, key, businessId }));
    assert.match(details.data.accountNumber, /^9\d{9}$/);
  });

  it('keeps names of every script as they are, and refuses control characters and blanks', async () => {
    const names = { firstName: 'Ọlábísí', lastName: 'Ñandú-O’Brien 王', businessName: 'Ẹ̀kọ́ & Sons «Lagos»' };
    const account = await app.signUp(formOf({ email: 'names@example.com', ...names }));
    assert.equal(account.firstName, names.firstName.normalize('NFC'));
    assert.equal(account.lastName, names.lastName.normalize('NFC'));
    assert.equal(account.business?.businessName, names.businessName.normalize('NFC'));
    for (const firstName of ['', '   ', 'a\u0000b', 'a\nb', '\u202e'.slice(1), '\ud800', 'x'.repeat(101)]) {
      const answer = await signUp({ email: 'never@example.com', firstName });
      assert.equal(answer.status, 422, JSON.stringify(firstName));
      assert.deepEqual([...new Set(answer.body.errors.map(({ field }) => field))], ['firstName']);
    }
  });

  it('tells every problem of the form at once', async () => {
    const answer = await app.call('POST', 'auth/signup', { body: { email: 5, phoneNo: 'x' } });
    assert.equal(answer.status, 400);
    assert.deepEqual(
      new Set(answer.body.errors.map(({ field }) => field)),
      new Set(['email', 'phoneNo', 'password', 'firstName', 'lastName']),
    );
  });

  it('is limited for each address, by growing waits', async () => {
    const strict = await startTestApp({ settings: { INTERSTELLAS_SIGN_UPS_PER_ADDRESS: '2' } });
    try {
      expectOk(await signUp({ email: 'a@example.com' }, strict));
      expectOk(await signUp({ email: 'b@example.com' }, strict));
      const refused = await signUp({ email: 'c@example.com' }, strict);
      assert.equal(refused.status, 429);
      assert.match(refused.headers.get('retry-after') ?? '', /^[1-9]\d*$/);
      strict.clock.advance(3601);
      expectOk(await signUp({ email: 'c@example.com' }, strict));
    } finally {
      await strict.stop();
    }
  });
});
