/** Banks: how they are called, which of them a business uses, and whose an account is, however often it is asked. */

import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { createEnquiryLimit, createNameEnquiry } from '../../src/banks/index.ts';
import { readConfig } from '../../src/config.ts';
import type { BusinessId } from '../../src/platform/ids.ts';
import type { Rail } from '../../src/rail/index.ts';
import { startTestApp, TEST_SECRETS, type TestApp } from '../harness/app.ts';
import { type Answer, expectOk, type Person } from '../harness/client.ts';
import { until } from '../harness/until.ts';

const PER_MINUTE = 30;
const GTBANK = { name: 'Guaranty Trust Bank', code: '058', nipCode: '000013' };
const OWN = { name: 'Stellas Microfinance Bank', code: '51253', nipCode: '090262' };
const ADDED = { name: 'Bank of a File', code: '000099', nipCode: '000099' };
const NUMBER = '0117170332';

describe('banks', () => {
  let app: TestApp;
  let person: Person;
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'interstellas-banks-'));
    const file = join(folder, 'banks.json');
    const { name, nipCode } = ADDED;
    await writeFile(
      file,
      JSON.stringify([
        { name, nipCode },
        { name: 'Zenith of a File', code: '057', nipCode: '000015' },
      ]),
    );
    app = await startTestApp({
      settings: { INTERSTELLAS_NAME_ENQUIRIES_PER_MINUTE: String(PER_MINUTE), INTERSTELLAS_BANKS_FILE: file },
    });
    person = await app.newPerson();
  });
  after(async () => {
    await app.stop();
    await rm(folder, { recursive: true });
  });

  const ask = (body: object, who = person): Promise<Answer> =>
    app.call('POST', 'clients/business/customers/name-enquiry', { ...who, body });
  const choose = (billers: unknown, who = person): Promise<Answer> =>
    app.call('POST', 'clients/settings/configure-billers', { ...who, body: { billers } });
  const chosen = async (who = person): Promise<string[]> =>
    expectOk(await app.call('GET', 'clients/settings/billers', who)).data.billers;
  const resolve = (bankCode: string, { businessId } = person) =>
    app.app.nameEnquiry.resolve(businessId as BusinessId, { accountNumber: NUMBER, bankCode });

  it('are listed with both codes, always in the same order, with those of the operator and our own among them', async () => {
    const first = expectOk(await app.call('GET', 'clients/business/banks', person));
    assert.equal(first.message, 'Banks retrieved successfully');
    assert.deepEqual(expectOk(await app.call('GET', 'clients/business/banks', person)).data, first.data);
    for (const bank of [GTBANK, OWN, ADDED]) {
      const found = first.data.find(({ code }: { code: string }) => code === bank.code);
      assert.deepEqual(found, bank);
    }
    const names: string[] = first.data.map(({ name }: { name: string }) => name);
    assert.deepEqual(
      names,
      names.toSorted((one, other) => (one.toLowerCase() < other.toLowerCase() ? -1 : 1)),
    );
    assert.ok(names.includes('Zenith of a File') && !names.includes('Zenith Bank'));
  });

  it('have codes of which none belongs to two', () => {
    const { all, find } = app.app.banks;
    for (const bank of all) {
      assert.match(bank.code, /^\d{3}$|^\d{5,6}$/);
      assert.match(bank.nipCode, /^\d{6}$/);
      for (const code of [bank.code, bank.nipCode, ...(bank.otherCodes ?? [])]) assert.equal(find(code), bank, code);
    }
    assert.equal(find('058'), find('000013'));
    assert.equal(find('00103'), find('103'));
    assert.equal(find('999'), undefined);
  });

  it('a file of banks that holds anything else keeps the server from starting, and the message says where', async () => {
    const file = join(folder, 'wrong.json');
    const start = async (content: unknown) => {
      await writeFile(file, JSON.stringify(content));
      return readConfig({ ...TEST_SECRETS, INTERSTELLAS_BANKS_FILE: file });
    };
    await assert.rejects(
      start([
        { name: 'Right', nipCode: '000099' },
        { name: 'Wrong', nipCode: '99' },
      ]),
      /bank 2 must/,
    );
    await assert.rejects(start({}), /INTERSTELLAS_BANKS_FILE: it must hold a JSON array/);
  });

  it('are all used until a business chooses; a choice takes the place of the one before, in any code', async () => {
    const chooser = await app.newPerson();
    assert.equal((await chosen(chooser)).length, app.app.banks.all.length);
    const answer = await choose(['058', '000014', '044', '057'], chooser);
    assert.deepEqual([answer.status, answer.body.message, answer.body.data], [200, 'Billers has been updated', null]);
    assert.deepEqual(await chosen(chooser), ['044', '058', '51253', '057']);
    expectOk(await choose(['011'], chooser));
    assert.deepEqual((await chosen(chooser)).toSorted(), ['011', '51253']);
    const rows = await app.sql`select 1 from audit_event
      where client_id = ${chooser.clientId} and action = 'banks.configure-billers'`;
    assert.equal(rows.length, 2);
  });

  it('that are none are named one by one, and nothing is changed; neither is an empty choice taken', async () => {
    const chooser = await app.newPerson();
    expectOk(await choose(['058'], chooser));
    const unknown = await choose(['044', '999', '998'], chooser);
    assert.deepEqual([unknown.status, unknown.body.code], [422, 'bank.unknown']);
    assert.deepEqual(
      unknown.body.errors.map(({ message, field }) => [message, field]),
      [
        ['There is no bank of the code 999.', 'billers.1'],
        ['There is no bank of the code 998.', 'billers.2'],
      ],
    );
    assert.equal((await choose([], chooser)).status, 422);
    assert.equal((await choose('058', chooser)).status, 400);
    assert.deepEqual((await chosen(chooser)).toSorted(), ['058', '51253']);
  });

  it('that a business has not chosen take no money of it, whichever code it sends; our own always does', async () => {
    const chooser = await app.newPerson();
    expectOk(await choose(['058'], chooser));
    for (const code of ['044', '000014'])
      await assert.rejects(resolve(code, chooser), { code: 'bank.disabled', status: 422 });
    await assert.rejects(resolve('999', chooser), { code: 'bank.unknown', status: 422 });
    const receiver = await resolve('000013', chooser);
    assert.equal(receiver.bank.code, '058');
    const own = expectOk(await app.call('GET', 'clients/business/account-details', chooser)).data.accountNumber;
    const { businessId } = chooser;
    const ours = await app.app.nameEnquiry.resolve(businessId as BusinessId, { accountNumber: own, bankCode: '51253' });
    assert.equal(ours.own?.businessId, businessId);
    expectOk(
      await app.call('POST', 'clients/business/customers/name-enquiry', {
        ...person,
        body: { accountNumber: NUMBER, bankCode: '044' },
      }),
    );
  });

  it('tell whose an account is, with the BVN hidden, and the same for either code', async () => {
    const answer = expectOk(await ask({ accountNumber: NUMBER, bankCode: '058' }));
    assert.equal(answer.message, 'Name enquiry successful');
    const { name, bvn, kyc, ...rest } = answer.data;
    assert.match(name, /^[A-Z]+ [A-Z]+ [A-Z]+$/);
    assert.match(bvn, /^\*{7}\d{4}$/);
    assert.match(kyc, /^[123]$/);
    assert.deepEqual(rest, { accountNumber: NUMBER, bankCode: '058', bankName: GTBANK.name });
    assert.deepEqual(expectOk(await ask({ accountNumber: NUMBER, bankCode: '000013' })).data, answer.data);
  });

  it('never answer nothing: what is not found is a refusal with the code of NIP, and with where it may be', async () => {
    const nobodys = await ask({ accountNumber: '0000000000', bankCode: '058' });
    assert.deepEqual([nobodys.status, nobodys.body.code], [422, 'receiver.not_found']);
    assert.match(nobodys.body.message, /Guaranty Trust Bank has no account 0000000000 .*NIP code 07/);
    assert.equal(nobodys.body.errors[0]?.field, 'accountNumber');
    const unknown = await ask({ accountNumber: NUMBER, bankCode: '999' });
    assert.deepEqual([unknown.body.code, unknown.body.errors[0]?.field], ['bank.unknown', 'bankCode']);
    const ours = await ask({ accountNumber: NUMBER, bankCode: '51253' });
    assert.match(ours.body.message, /Stellas .* could be of .*Guaranty Trust Bank/);
    for (const accountNumber of ['117170332', '01171703321', ' 117170332', '٠١١٧١٧٠٣٣٢', '-117170332'])
      assert.equal((await ask({ accountNumber, bankCode: '058' })).status, 422, accountNumber);
    assert.equal((await ask({ accountNumber: 117_170_332, bankCode: '058' })).status, 400);
  });

  it('tell of our own accounts as others do; a closed one is like one that never was', async () => {
    const { name, bvn, kyc } = await askOwn();
    assert.match(name, /^Stall number/);
    assert.deepEqual([bvn, kyc], ['', '3']);
    await app.sql`update ledger_account set closed_at = now() where business_id = ${person.businessId}`;
    const closed = await ask({ accountNumber: await ownNumber(), bankCode: '51253' });
    assert.deepEqual([closed.status, closed.body.code], [422, 'receiver.not_found']);
    await app.sql`update ledger_account set closed_at = null where business_id = ${person.businessId}`;
  });

  const ownNumber = async (): Promise<string> =>
    expectOk(await app.call('GET', 'clients/business/account-details', person)).data.accountNumber;
  const askOwn = async () => expectOk(await ask({ accountNumber: await ownNumber(), bankCode: '51253' })).data;

  it('cannot be counted through: enquiries are limited by the minute for each business, found or not', async () => {
    const collector = await app.newPerson();
    const numbers = Array.from({ length: PER_MINUTE + 5 }, (_, place) => String(place).padStart(10, '0'));
    const answers = await Promise.all(
      numbers.map((accountNumber) => ask({ accountNumber, bankCode: '058' }, collector)),
    );
    const refused = answers.filter(({ status }) => status === 429);
    assert.equal(refused.length, 5);
    assert.equal(refused[0]?.body.code, 'rate.limited');
    assert.ok(Number(refused[0]?.headers.get('retry-after')) >= 1);
    expectOk(await ask({ accountNumber: NUMBER, bankCode: '058' }));
    assert.ok(await resolve('058', collector), 'transfers are not held back');
  });

  it('are asked again after five minutes, and at once after they have not answered', async () => {
    const asked: string[] = [];
    let isDown = true;
    const nameEnquiry: Rail['nameEnquiry'] = async ({ bankCode }) => {
      asked.push(bankCode);
      if (isDown) throw new Error('no answer');
      return { isFound: true, accountName: 'NGOZI BELLO', bvn: '22212345678', kycLevel: '3' };
    };
    const limit = createEnquiryLimit({ perMinute: 100, processes: () => 1 });
    const { customers } = app.app;
    const enquiry = createNameEnquiry({ ...app.app, limit, rail: { nameEnquiry }, tierOf: customers.tierOf });
    const one = () => enquiry.enquire(person.businessId as BusinessId, { accountNumber: NUMBER, bankCode: '058' });
    await assert.rejects(one(), /no answer/);
    isDown = false;
    assert.equal((await one()).accountName, 'NGOZI BELLO');
    app.clock.advance(200);
    await one();
    assert.deepEqual(asked, ['000013', '000013']);
    app.clock.advance(200);
    await one();
    assert.equal(asked.length, 3);
  });

  it('are asked once by all who ask the same at the same moment, found or not', async () => {
    const asked: string[] = [];
    const answers = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const nameEnquiry: Rail['nameEnquiry'] = async ({ accountNumber }) => {
      const isFound = accountNumber === NUMBER;
      asked.push(accountNumber);
      await answers[asked.length - 1]?.promise;
      return isFound
        ? { isFound, accountName: 'NGOZI BELLO', bvn: '', kycLevel: '3' }
        : { isFound, responseCode: '07' };
    };
    const limit = createEnquiryLimit({ perMinute: 100, processes: () => 1 });
    const { customers } = app.app;
    const enquiry = createNameEnquiry({ ...app.app, limit, rail: { nameEnquiry }, tierOf: customers.tierOf });
    const businessId = person.businessId as BusinessId;
    const all = ['enquire', 'resolve', 'resolve'] as const;
    const found = Promise.all(all.map((how) => enquiry[how](businessId, { accountNumber: NUMBER, bankCode: '058' })));
    await until('it is asked', () => asked.length === 1);
    const notFound = Promise.allSettled(
      all.map((how) => enquiry[how](businessId, { accountNumber: '0000000000', bankCode: '058' })),
    );
    await until('the other is asked too', () => asked.length === 2);
    for (const { resolve } of answers) resolve();
    assert.deepEqual(
      (await found).map(({ accountName }) => accountName),
      all.map(() => 'NGOZI BELLO'),
    );
    assert.deepEqual(
      (await notFound).map(({ status }) => status),
      all.map(() => 'rejected'),
    );
    assert.deepEqual(asked, [NUMBER, '0000000000']);
  });
});
