/** Whether an account exists, is disabled or is locked cannot be told from a sign-in: same answer, same work. */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import {
  addressPolicy,
  createAttempts,
  createDevices,
  createPasswords,
  createSignIn,
  type Passwords,
} from '../../src/identity/index.ts';
import { systemRandom } from '../../src/platform/random.ts';
import { startTestApp, type TestApp } from '../harness/app.ts';
import { type Answer, expectOk, type Person } from '../harness/client.ts';
import { type PostgresProxy, startPostgresProxy } from '../harness/postgres-proxy.ts';

const SETTINGS = {
  INTERSTELLAS_TRUSTED_PROXIES: '127.0.0.1',
  INTERSTELLAS_SIGN_IN_FAILURES_PER_ADDRESS: '100000',
  INTERSTELLAS_REQUESTS_PER_MINUTE: '1000000',
};

/** Two failures of a locked account are this far apart. */
const LONGEST_WAIT_SECONDS = 901;

describe('a refused sign-in', () => {
  let home: TestApp;
  let app: TestApp;
  let proxy: PostgresProxy;
  let cases: Readonly<Record<string, { readonly email: string; readonly password: string }>>;
  before(async () => {
    home = await startTestApp({ settings: SETTINGS });
    proxy = await startPostgresProxy(home.database.url);
    app = await startTestApp({ beside: home, databaseUrl: proxy.url, settings: SETTINGS });
    // Refusals are recorded by a timer that no request waits for. Its statements are not those of a request.
    await app.app.audit.stop();
    const [known, disabled, locked] = [await app.newPerson(), await app.newPerson(), await app.newPerson()];
    await disable(disabled);
    await lock(locked);
    cases = {
      'an unknown address': { email: 'nobody-at-all@example.com', password: known.password },
      'a wrong password': { email: known.email, password: 'not the right password' },
      'a disabled account, right password': disabled,
      'a disabled account, wrong password': { ...disabled, password: 'not the right password' },
      'a locked account, right password': locked,
      'a locked account, wrong password': { ...locked, password: 'not the right password' },
    };
  });
  after(async () => {
    await app.stop();
    await proxy.stop();
    await home.stop();
  });

  const disable = ({ userId }: Person) =>
    app.app.database.transaction((transaction) =>
      app.app.users.disable(transaction, userId as Parameters<typeof app.app.users.disable>[1]),
    );
  /** As a hundred failures would leave it. */
  const lock = ({ email }: Person) => home.sql`
    insert into attempt (subject, failures, blocked_until, last_at)
    values (${app.app.pepper.digest('sign-in-attempts', `account ${email}`)}, 100, 'epoch', 'epoch')`;
  const from = (address: string) => ({ 'X-Forwarded-For': address, 'User-Agent': 'test' });

  it('is answered alike to the letter, but for ids and dates', async () => {
    const seen = new Map<string, string[]>();
    for (const [what, { email, password }] of Object.entries(cases)) {
      home.clock.advance(LONGEST_WAIT_SECONDS);
      const answer = await app.signIn(email, password, from('203.0.113.50'));
      assert.equal(answer.status, 401, what);
      const face = faceOf(answer);
      seen.set(face, [...(seen.get(face) ?? []), what]);
    }
    assert.equal(seen.size, 1, [...seen].map(([face, whats]) => `${whats.join(', ')}:\n${face}`).join('\n\n'));
    assert.match([...seen.keys()].join(), /Invalid credentials/);
  });

  it('costs the same number of statements', async () => {
    const counts = new Map<string, number>();
    for (const [what, { email, password }] of Object.entries(cases)) {
      let fewest = Number.POSITIVE_INFINITY;
      // What the server writes down in the background only ever adds to the statements of an attempt.
      for (let attempt = 0; attempt < 4; attempt += 1) {
        home.clock.advance(LONGEST_WAIT_SECONDS);
        proxy.takeStatements();
        await app.signIn(email, password, from('203.0.113.51'));
        fewest = Math.min(fewest, proxy.takeStatements());
      }
      counts.set(what, fewest);
    }
    assert.equal(new Set(counts.values()).size, 1, JSON.stringify([...counts]));
  });

  it('costs exactly one hash, whoever it is about', async () => {
    let checks = 0;
    const real = createPasswords({ concurrency: 2, queueLimit: 100 });
    const counting: Passwords = {
      ...real,
      inTurn: (work) =>
        real.inTurn((check) =>
          work((password, hash) => {
            checks += 1;
            return check(password, hash);
          }),
        ),
    };
    const signIn = createSignIn({
      ...app.app,
      attempts: createAttempts(app.app),
      devices: createDevices({ pepper: app.app.pepper, random: systemRandom }),
      passwords: counting,
      addressAttempts: addressPolicy(100_000),
      sessionTtlSeconds: 3600,
    });
    for (const [what, credentials] of Object.entries(cases)) {
      checks = 0;
      home.clock.advance(LONGEST_WAIT_SECONDS);
      const origin = {
        address: '203.0.113.52',
        userAgent: 'test',
        isSecure: false,
        isDashboard: false,
        cookie: () => undefined,
      };
      await assert.rejects(signIn.open(credentials, origin), { code: 'credentials.invalid' }, what);
      assert.equal(checks, 1, what);
    }
  });

  it('makes wait alike: after as many failures, the same Retry-After for an account that does not exist', async () => {
    const person = await app.newPerson();
    const waits = new Map<string, string[]>();
    for (const email of [person.email, 'nobody-either@example.com']) {
      const seen: string[] = [];
      for (let attempt = 1; attempt <= 14; attempt += 1) {
        const answer = await app.signIn(email, 'not the right password', from('203.0.113.53'));
        seen.push(`${answer.status} ${answer.headers.get('retry-after')} ${answer.body.code} ${answer.body.message}`);
        if (answer.status === 429) home.clock.advance(Number(answer.headers.get('retry-after')));
      }
      waits.set(email, seen);
    }
    const [known, unknown] = [...waits.values()];
    assert.deepEqual(known, unknown);
    assert.ok(known?.some((line) => line.startsWith('429')));
  });

  it('leaves no session and no cookie behind', async () => {
    for (const { email, password } of Object.values(cases)) {
      home.clock.advance(LONGEST_WAIT_SECONDS);
      const answer = await app.signIn(email, password, from('203.0.113.54'));
      assert.equal(answer.headers.get('set-cookie'), null);
      assert.equal(answer.body.data, null);
    }
    const { email, password } = await app.newPerson();
    expectOk(await app.signIn(email, password, from('203.0.113.54')));
  });
});

/** Everything of an answer that a client sees, without what differs between any two requests. */
function faceOf(answer: Answer): string {
  const { requestId: _id, ...body } = answer.body;
  const headers = [...answer.headers]
    .filter(([name]) => name !== 'date' && name !== 'x-request-id')
    .map(([name, value]) => `${name}: ${value.replace(/([rt])=\d+/g, '$1=…')}`);
  return [answer.status, ...headers, JSON.stringify(body)].join('\n');
}
