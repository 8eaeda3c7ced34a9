/** Validating a BVN: what a look-up tells, how many there may be, what its code is good for, and how a provider may fail. */

import assert from 'node:assert/strict';
import type { RequestListener } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { createHttpCheck, createMissingCheck } from '../../src/identity-check/http.ts';
import type { ClientId, UserId } from '../../src/platform/ids.ts';
import { startTestApp, type TestApp } from '../harness/app.ts';
import { BVN_OWNER, startBvnProvider } from '../harness/bvn-provider.ts';
import { expectOk, type Person } from '../harness/client.ts';
import { BVN, createRegistrar, fields, photo, type Registrar } from './registration.fixture.ts';

const LIMIT = 3;

/** A code that is not this one. */
function other(code: string, offset = 1): string {
  return String((Number(code) + offset) % 1_000_000).padStart(6, '0');
}

describe('validating a BVN', () => {
  let app: TestApp;
  let registrar: Registrar;
  before(async () => {
    app = await startTestApp({
      settings: { INTERSTELLAS_SIGN_UPS_PER_ADDRESS: '1000', INTERSTELLAS_BVN_LOOK_UPS_PER_HOUR: String(LIMIT) },
    });
    registrar = createRegistrar(app);
  });
  after(() => app.stop());

  const complete = (person: Person, code: string, changes: Readonly<Record<string, string>> = {}) =>
    registrar.complete(person, [...fields(person, code, changes), photo()]);

  it('in a sandbox tells the same person each time, and shows with certain numbers how it fails', async () => {
    const [one, two] = [await app.newPerson(), await app.newPerson()];
    const first = expectOk(await registrar.validate(one)).data;
    assert.deepEqual(expectOk(await registrar.validate(two)).data, first);
    assert.match(first.phoneNumber, /^\+23480\d{8}$/);
    assert.match(first.dob, /^\d{4}-\d{2}-\d{2}$/);
    const unknown = await registrar.validate(one, { bvn: '00000000000' });
    assert.deepEqual([unknown.status, unknown.body.code, unknown.body.errors[0]?.field], [422, 'bvn.not_found', 'bvn']);
    const down = await registrar.validate(one, { bvn: '99999999999' });
    assert.deepEqual([down.status, down.body.code], [503, 'service.unavailable']);
    assert.equal((await registrar.validate(two, { bvn: '1234567890' })).status, 422);
    assert.equal((await registrar.validate(two, { bvn: 22_212_345_678 })).status, 400);
  });

  it('is limited by the hour, for one business and for its client account, also when all come at once', async () => {
    const person = await app.newPerson();
    const answers = await Promise.all(Array.from({ length: 8 }, () => registrar.validate(person)));
    assert.equal(answers.filter(({ status }) => status === 200).length, LIMIT);
    const refused = answers.find(({ status }) => status === 429);
    assert.equal(refused?.body.code, 'rate.limited');
    const wait = Number(refused?.headers.get('retry-after'));
    assert.ok(wait > 3500 && wait <= 3600, String(wait));

    let allowed = LIMIT;
    for (let count = 0; count < 5; count += 1) {
      const businessId = await addBusiness(person);
      for (let tries = 0; tries < LIMIT; tries += 1)
        if ((await registrar.validate(person, { businessId })).status === 200) allowed += 1;
    }
    assert.equal(allowed, LIMIT * 4);
    app.clock.advance(3601);
    const token = expectOk(await app.signIn(person.email, person.password)).data.accessToken;
    expectOk(await registrar.validate({ ...person, token }));
  });

  const addBusiness = async (owner: Person): Promise<string> => {
    const { businesses, database } = app.app;
    const details = { businessName: 'One more', countryId: 'NG', isNewBusiness: true };
    const actor = { userId: owner.userId as UserId };
    const { id } = await database.transaction((transaction) =>
      businesses.create(transaction, owner.clientId as ClientId, details, actor),
    );
    return id;
  };

  it('sends a code that dies after five wrong tries, also when they all come at once', async () => {
    const person = await app.newPerson();
    const code = await registrar.codeFor(person);
    const wrong = await Promise.all([1, 2, 3, 4, 5, 6, 7].map((offset) => complete(person, other(code, offset))));
    for (const { body } of wrong) assert.equal(body.code, 'bvn.code_invalid');
    const [row] = await app.sql`select failures from bvn_check where business_id = ${person.businessId}`;
    assert.equal(row?.['failures'], 5);
    assert.equal((await complete(person, code)).body.code, 'bvn.code_invalid');
    expectOk(await complete(person, await registrar.codeFor(person)));
  });

  it('sends a code that four wrong tries leave alive, for ten minutes and no longer', async () => {
    const [person, late] = [await app.newPerson(), await app.newPerson()];
    const [code, lateCode] = [await registrar.codeFor(person), await registrar.codeFor(late)];
    for (const offset of [1, 2, 3, 4])
      assert.equal((await complete(person, other(code, offset))).body.code, 'bvn.code_invalid');
    app.clock.advance(540);
    expectOk(await complete(person, code));
    app.clock.advance(61);
    assert.equal((await complete(late, lateCode)).body.code, 'bvn.code_invalid');
  });

  it('sends a code that is good for its own BVN, business and user alone, and only until there is a newer one', async () => {
    const [one, two] = [await app.newPerson(), await app.newPerson()];
    const [first, foreign] = [await registrar.codeFor(one), await registrar.codeFor(two)];
    assert.equal((await complete(one, foreign)).body.code, 'bvn.code_invalid');
    assert.equal((await complete(one, first, { bvn: '22212345679' })).body.code, 'bvn.code_invalid');
    const elsewhere = await addBusiness(one);
    assert.equal((await complete(one, first, { businessId: elsewhere })).body.code, 'bvn.code_invalid');
    const second = await registrar.codeFor(one);
    if (second !== first) assert.equal((await complete(one, first)).body.code, 'bvn.code_invalid');
    expectOk(await complete(one, second));
  });
});

describe('a provider of BVNs over HTTP', () => {
  it('is asked by the settings, its record is answered, and it sends the code: nobody else learns it', async () => {
    const provider = await startBvnProvider();
    const app = await startTestApp({ settings: provider.settings });
    try {
      const registrar = createRegistrar(app);
      const person = await app.newPerson();
      assert.deepEqual(expectOk(await registrar.validate(person)).data, { ...BVN_OWNER, bvn: BVN });
      const [lookUp, message] = provider.requests;
      assert.deepEqual(
        [lookUp?.path, lookUp?.authorization],
        ['/identity/bvn/resolve', 'Bearer token-of-the-provider'],
      );
      assert.deepEqual(lookUp?.body, { bvn: BVN });
      assert.ok(message);
      const { code, ...rest } = message.body as { code: string };
      assert.deepEqual(rest, { phoneNumber: BVN_OWNER.phoneNumber, validMinutes: 10 });
      expectOk(await registrar.complete(person, [...fields(person, code), photo()]));
      assert.ok(app.logLines.every((line) => !line.includes('token-of-the-provider') && !line.includes(BVN)));
    } finally {
      await app.stop();
      provider.stop();
    }
  });

  it('that fails, redirects, rambles, talks nonsense or says nothing is a 503, and is believed in nothing', async () => {
    const elsewhere = await startBvnProvider((_request, response) => response.end(JSON.stringify(BVN_OWNER)));
    const answers: Readonly<Record<string, RequestListener>> = {
      fails: (_request, response) => response.writeHead(500).end('{}'),
      'refuses our token': (_request, response) => response.writeHead(401).end('{}'),
      redirects: (_request, response) => response.writeHead(307, { Location: `${elsewhere.url}/bvn/resolve` }).end(),
      rambles: (_request, response) => response.end(JSON.stringify({ ...BVN_OWNER, firstName: 'x'.repeat(100_000) })),
      'rambles without end': (_request, response) => {
        response.on('error', () => undefined);
        const timer = setInterval(() => response.write('x'.repeat(10_000)), 1);
        response.on('close', () => clearInterval(timer));
      },
      'talks no JSON': (_request, response) => response.end('<html>'),
      'talks JSON of no object': (_request, response) => response.end('null'),
      'gives a number for a name': (_request, response) => response.end(JSON.stringify({ ...BVN_OWNER, lastName: 1 })),
      'knows no phone': (_request, response) => response.end(JSON.stringify({ ...BVN_OWNER, phoneNumber: '' })),
      'says nothing': () => undefined,
      'hangs up': (request) => request.socket.destroy(),
    };
    await Promise.all(
      Object.entries(answers).map(async ([name, answer]) => {
        const provider = await startBvnProvider(answer);
        const check = createHttpCheck({ url: provider.url, token: 't' });
        await assert.rejects(check.resolve(BVN), { code: 'service.unavailable' }, name);
        provider.stop();
      }),
    );
    assert.equal(elsewhere.requests.length, 0, 'a redirect was followed');
    elsewhere.stop();
  });

  it('that knows no such BVN says 404, and one that is not there is a 503 that says how it is set', async () => {
    const provider = await startBvnProvider((_request, response) => response.writeHead(404).end('{}'));
    const check = createHttpCheck({ url: provider.url, token: 't' });
    assert.equal(await check.resolve(BVN), undefined);
    provider.stop();
    await assert.rejects(check.resolve(BVN), { code: 'service.unavailable' });
    await assert.rejects(createMissingCheck().resolve(BVN), /INTERSTELLAS_BVN_PROVIDER_URL/);
  });
});
