/** Guessing passwords is slow, wherever the guesses come from, and whoever signed in before is not locked out by it. */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { TOTP } from 'otpauth';
import type { UserId } from '../../src/platform/ids.ts';
import { startTestApp, type TestApp } from '../harness/app.ts';
import { type Answer, expectOk, type Person } from '../harness/client.ts';

const GENEROUS = {
  INTERSTELLAS_TRUSTED_PROXIES: '127.0.0.1',
  INTERSTELLAS_SIGN_IN_FAILURES_PER_ADDRESS: '100000',
  INTERSTELLAS_SIGN_UPS_PER_ADDRESS: '1000',
};
const WRONG = 'not the right password';
const FREE_FAILURES = 10;
const LONGEST_WAIT_SECONDS = 900;

const from = (address: string) => ({ 'X-Forwarded-For': address });
const retryAfter = (answer: Answer): number => Number(answer.headers.get('retry-after'));
/** What the right password answers where a second factor is asked for. */
interface PasswordStep {
  readonly secondFactor: { readonly challenge: string };
}

/** A new address each time, as of a botnet. */
let drawn = 0;
const elsewhere = (): { 'X-Forwarded-For': string } => {
  drawn += 1;
  return from(`198.51.${Math.floor(drawn / 200)}.${drawn % 200}`);
};

describe('guesses at one account', () => {
  let app: TestApp;
  let twin: TestApp;
  before(async () => {
    app = await startTestApp({ settings: GENEROUS });
    twin = await startTestApp({ beside: app, settings: GENEROUS });
  });
  after(async () => {
    await twin.stop();
    await app.stop();
  });

  /** Fails as often as that, waiting whenever it must. */
  async function fail(person: Person, times: number): Promise<void> {
    for (let failures = 0; failures < times; ) {
      const answer = await app.signIn(person.email, WRONG, elsewhere());
      if (answer.status === 401) failures += 1;
      else app.clock.advance(retryAfter(answer));
    }
  }

  /** What the operator does. */
  const unlock = ({ userId }: Person) =>
    app.app.database.transaction((transaction) => app.app.users.unlock(transaction, userId as UserId));

  it('cost ever longer waits, whatever addresses and processes they come through', async () => {
    const person = await app.newPerson();
    const waits: number[] = [];
    for (let attempt = 1; waits.length < 12; attempt += 1) {
      const server = attempt % 2 === 0 ? app : twin;
      const answer = await server.signIn(person.email, WRONG, elsewhere());
      if (answer.status === 401) continue;
      assert.equal(answer.status, 429, answer.text);
      assert.equal(answer.body.code, 'rate.limited');
      assert.ok(attempt > FREE_FAILURES, 'the first ten are free');
      const again = await (server === app ? twin : app).signIn(person.email, person.password, elsewhere());
      assert.equal(again.status, 429, 'the right password must wait as well, so that a guess is not told from it');
      assert.ok(Math.abs(retryAfter(again) - retryAfter(answer)) <= 1, 'on every process for as long');
      const repeated = await server.signIn(person.email, WRONG, elsewhere());
      assert.ok(Math.abs(retryAfter(repeated) - retryAfter(answer)) <= 1, `asked again: ${retryAfter(repeated)}`);
      waits.push(retryAfter(answer));
      app.clock.advance(retryAfter(answer));
    }
    const expected = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, LONGEST_WAIT_SECONDS, LONGEST_WAIT_SECONDS];
    // A second may pass between the failure and the answer that tells how long is left.
    const isNear = (wait: number, index: number) => [0, 1].includes((expected[index] ?? 0) - wait);
    assert.ok(waits.every(isNear), `waited ${waits}, expected ${expected}`);
  });

  it('end with the hundredth: the right password is then refused too, with the words of a wrong one', async () => {
    const person = await app.newPerson();
    await fail(person, 1);
    const subject = app.app.pepper.digest('sign-in-attempts', `account ${person.email}`);
    await app.sql`update attempt set failures = 98 where subject = ${subject}`; // as 97 more would
    await fail(person, 1);
    app.clock.advance(LONGEST_WAIT_SECONDS + 1);
    await fail(person, 1);
    app.clock.advance(LONGEST_WAIT_SECONDS + 1);
    const locked = await app.signIn(person.email, person.password, elsewhere());
    assert.equal(locked.status, 401);
    assert.equal(locked.body.code, 'credentials.invalid');
    app.clock.advance(LONGEST_WAIT_SECONDS + 1);
    expectOk(await app.signIn(person.email, person.password)); // where the owner signed in before
    app.clock.advance(LONGEST_WAIT_SECONDS + 1);
    expectOk(await app.signIn(person.email, person.password, elsewhere())); // and by that everywhere again
  });

  it('that reached the end are forgotten when the operator unlocks the account', async () => {
    const person = await app.newPerson();
    await app.sql`
      insert into attempt (subject, failures, blocked_until, last_at)
      values (${app.app.pepper.digest('sign-in-attempts', `account ${person.email}`)}, 100, 'epoch', 'epoch')`;
    assert.equal((await app.signIn(person.email, person.password, elsewhere())).status, 401);
    app.clock.advance(LONGEST_WAIT_SECONDS + 1);
    await unlock(person);
    expectOk(await app.signIn(person.email, person.password, elsewhere()));
  });

  it('from a network that the owner uses are forgotten by that, too', async () => {
    const person = await app.newPerson();
    const own = from('203.0.113.77');
    expectOk(await app.signIn(person.email, person.password, own));
    assert.equal((await app.signIn(person.email, WRONG, own)).status, 401);
    const network = app.app.pepper.digest('device', 'network 203.0.113.77').toString('hex');
    const subject = app.app.pepper.digest('sign-in-attempts', `network ${person.userId} ${network}`);
    // As a hundred more would.
    const locked = await app.sql`update attempt set failures = 101 where subject = ${subject} returning failures`;
    assert.equal(locked.length, 1, 'the failure was counted at the network');
    assert.equal((await app.signIn(person.email, person.password, own)).status, 401, 'locked on his own network');
    await unlock(person);
    expectOk(await app.signIn(person.email, person.password, own));
  });

  it('do not lock the owner out of a place or a browser that he signed in from before', async () => {
    const person = await app.newPerson();
    const home = from('192.0.2.10');
    const signedIn = await app.signIn(person.email, person.password, home);
    const cookie = signedIn.headers.get('set-cookie') ?? '';
    assert.match(cookie, /; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Strict/);
    await fail(person, FREE_FAILURES + 3);
    assert.equal(
      (await app.signIn(person.email, person.password, from('203.0.113.9'))).status,
      429,
      'a stranger waits',
    );
    expectOk(await app.signIn(person.email, person.password, home));
    await fail(person, FREE_FAILURES + 3);
    const [pair = ''] = cookie.split(';');
    expectOk(await app.signIn(person.email, person.password, { ...from('203.0.113.10'), Cookie: pair }));
  });

  it('are not helped by a device cookie that was invented, altered or given to somebody else', async () => {
    const [person, thief] = [await app.newPerson(), await app.newPerson()];
    const own = (await app.signIn(person.email, person.password, elsewhere())).headers.get('set-cookie') ?? '';
    const foreign = (await app.signIn(thief.email, thief.password, elsewhere())).headers.get('set-cookie') ?? '';
    const [name = '', value = ''] = own.split(';', 1)[0]?.split('=') ?? [];
    const [, foreignValue = ''] = foreign.split(';', 1)[0]?.split('=') ?? [];
    await fail(person, FREE_FAILURES + 3);
    const altered = `${value.slice(0, -2)}${value.endsWith('AA') ? 'BB' : 'AA'}`;
    for (const wrong of [altered, foreignValue, '', 'x', value.split('.')[0], '../..', 'é']) {
      const headers = { ...elsewhere(), Cookie: encodeURI(`${name}=${wrong}`) };
      const answer = await app.signIn(person.email, person.password, headers);
      assert.equal(answer.status, 429, `cookie ${wrong}`);
    }
    expectOk(await app.signIn(person.email, person.password, { ...elsewhere(), Cookie: `${name}=${value}` }));
  });

  it('from a known device are counted too: a stolen laptop does not guess for ever', async () => {
    const person = await app.newPerson();
    const home = from('192.0.2.77');
    expectOk(await app.signIn(person.email, person.password, home));
    const statuses: number[] = [];
    for (let attempt = 0; attempt < FREE_FAILURES + 2; attempt += 1) {
      statuses.push((await app.signIn(person.email, WRONG, home)).status);
    }
    assert.equal(statuses.at(-1), 429);
  });

  it('made two hundred at once are counted exactly, over two processes', async () => {
    const person = await app.newPerson();
    const begunAt = performance.now();
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, index) =>
        (index % 2 === 0 ? app : twin).signIn(person.email, WRONG, elsewhere()),
      ),
    );
    const of = (status: number) => answers.filter((answer) => answer.status === status).length;
    assert.equal(of(401) + of(429) + of(503), 200, 'nothing else happened');
    // A slow machine may live to see the end of the first waits, of 1, 2, 4, … seconds.
    const most = FREE_FAILURES + Math.ceil(Math.log2(1 + (performance.now() - begunAt) / 1000));
    assert.ok(of(401) >= FREE_FAILURES && of(401) <= most, `${of(401)} were tried`);
    const subject = app.app.pepper.digest('sign-in-attempts', `account ${person.email}`);
    const [row] = await app.sql<{ failures: number }[]>`select failures from attempt where subject = ${subject}`;
    assert.equal(row?.failures, of(401));
  });

  it('that succeed start the count anew', async () => {
    const person = await app.newPerson();
    const place = elsewhere();
    for (let round = 0; round < 3; round += 1) {
      await fail(person, FREE_FAILURES - 1);
      expectOk(await app.signIn(person.email, person.password, place));
    }
  });
});

describe('sign-ins from one address', () => {
  const FREE = 3;
  const settings = { ...GENEROUS, INTERSTELLAS_SIGN_IN_FAILURES_PER_ADDRESS: String(FREE) };
  let app: TestApp;
  let twin: TestApp;
  let untrusting: TestApp;
  before(async () => {
    app = await startTestApp({ settings });
    twin = await startTestApp({ beside: app, settings });
    untrusting = await startTestApp({ settings: { ...settings, INTERSTELLAS_TRUSTED_PROXIES: '192.0.2.1' } });
  });
  after(async () => {
    await untrusting.stop();
    await twin.stop();
    await app.stop();
  });

  let strangers = 0;
  /** A guess at a new account each time. */
  const guess = (server: TestApp, address: string): Promise<Answer> => {
    strangers += 1;
    return server.signIn(`stranger-${strangers}@example.com`, WRONG, from(address));
  };

  it('that fail are limited over all accounts and processes, and other addresses go on', async () => {
    for (const server of [app, twin, app]) assert.equal((await guess(server, '203.0.113.1')).status, 401);
    for (const server of [twin, app]) {
      const answer = await guess(server, '203.0.113.1');
      assert.equal(answer.status, 429);
      assert.match(answer.headers.get('retry-after') ?? '', /^[1-9]\d*$/);
      assert.match(answer.headers.get('ratelimit') ?? '', /r=0/);
    }
    assert.equal((await guess(app, '203.0.113.2')).status, 401);
  });

  it('are refused before the body is read or a hash is made', async () => {
    for (let attempt = 0; attempt < FREE; attempt += 1) await guess(app, '203.0.113.3');
    const answer = await app.call('POST', 'auth/signin', { body: '{broken', headers: from('203.0.113.3') });
    assert.equal(answer.status, 429);
  });

  it('are counted at their second step too, and both steps are forgiven when it succeeds', async () => {
    const headers = from('203.0.113.8');
    const { email, password, token } = await app.newPerson();
    const { secret } = expectOk(await app.call('POST', 'auth/second-factors/totp', { token })).data;
    const code = () => new TOTP({ secret }).generate({ timestamp: app.clock.now() });
    expectOk(await app.call('POST', 'auth/second-factors/totp/confirm', { token, body: { code: code() } }));
    const complete = (body: object) => app.call('POST', 'auth/signin/second-factor', { body, headers });
    // More often than failures are free: nothing is left of a sign-in that succeeded.
    for (let round = 0; round <= FREE; round += 1) {
      app.clock.advance(30);
      const { challenge } = ((await app.signIn(email, password, headers)).body as never as PasswordStep).secondFactor;
      expectOk(await complete({ challenge, code: code() }));
    }
    for (let attempt = 0; attempt < FREE; attempt += 1) {
      assert.equal((await complete({ challenge: 'never-was', code: code() })).status, 401);
    }
    assert.equal((await complete({ challenge: 'never-was', code: code() })).status, 429);
    assert.equal((await guess(twin, '203.0.113.8')).status, 429);
  });

  it('do not count by an alias of the forwarding header that is spelt with underscores', async () => {
    for (let attempt = 0; attempt < FREE; attempt += 1) {
      const headers = { ...from('203.0.113.9'), X_Forwarded_For: `203.0.113.${30 + attempt}` };
      assert.equal((await app.signIn('nobody@example.com', WRONG, headers)).status, 401);
    }
    assert.equal((await guess(app, '203.0.113.9')).status, 429, 'the alias names no other address');
    const alias = { X_Forwarded_For: '203.0.113.9' };
    assert.equal((await app.signIn('nobody-else@example.com', WRONG, alias)).status, 401);
  });

  it('count a whole /64 of IPv6 as one, and IPv4 in IPv6 as IPv4', async () => {
    for (const address of ['2001:db8:1:1::1', '2001:db8:1:1::ffff:2', '2001:db8:1:1:a:b:c:d']) {
      assert.equal((await guess(app, address)).status, 401);
    }
    assert.equal((await guess(app, '2001:db8:1:1:9999::1')).status, 429);
    assert.equal((await guess(app, '2001:db8:1:2::1')).status, 401, 'the neighbour is somebody else');
    for (let attempt = 0; attempt < FREE; attempt += 1) await guess(app, '203.0.113.4');
    assert.equal((await guess(app, '::ffff:203.0.113.4')).status, 429);
  });

  it('believe a forwarded address only from a configured proxy, and of its list the last that no proxy of ours added', async () => {
    for (let attempt = 0; attempt < FREE; attempt += 1) {
      assert.equal((await guess(untrusting, `203.0.113.${100 + attempt}`)).status, 401);
    }
    assert.equal((await guess(untrusting, '203.0.113.200')).status, 429, 'the header of a stranger changes nothing');
    for (let attempt = 0; attempt < FREE; attempt += 1) await guess(app, `10.9.9.${attempt}, 203.0.113.5`);
    assert.equal(
      (await guess(app, '10.9.9.99, 203.0.113.5')).status,
      429,
      'what the client wrote in front is not believed',
    );
    assert.equal((await guess(app, '203.0.113.5, 203.0.113.6')).status, 401);
  });

  it('are not forgiven by signing in to an account of the attacker in between', async () => {
    const attacker = await app.newPerson();
    const address = '203.0.113.7';
    const statuses: number[] = [];
    for (let round = 0; round < FREE; round += 1) {
      statuses.push((await guess(app, address)).status);
      if (round < FREE - 1) expectOk(await app.signIn(attacker.email, attacker.password, from(address)));
    }
    assert.deepEqual(statuses, [401, 401, 401]);
    assert.equal((await guess(app, address)).status, 429);
  });

  it('that succeed cost nothing: the people of one office sign in at the same moment', async () => {
    const office = await startTestApp({ settings: { ...GENEROUS, INTERSTELLAS_SIGN_IN_FAILURES_PER_ADDRESS: '40' } });
    try {
      const colleagues: Person[] = [];
      for (let count = 0; count < 8; count += 1) colleagues.push(await office.newPerson());
      const answers = await Promise.all(
        [...colleagues, ...colleagues, ...colleagues].map(({ email, password }) =>
          office.signIn(email, password, from('203.0.113.60')),
        ),
      );
      assert.deepEqual(
        answers.map((answer) => answer.status),
        answers.map(() => 200),
      );
    } finally {
      await office.stop();
    }
  });

  it('are forgotten after a quarter of an hour without one', async () => {
    for (let attempt = 0; attempt <= FREE; attempt += 1) await guess(app, '203.0.113.8');
    app.clock.advance(901);
    for (let attempt = 0; attempt < FREE; attempt += 1) assert.equal((await guess(app, '203.0.113.8')).status, 401);
  });
});
