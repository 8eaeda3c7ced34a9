/** Secret keys: refused without I/O when malformed, useless to whoever steals the table, shown only to those who may see them. */

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { mintKey } from '../../src/keys/rules.ts';
import { systemRandom } from '../../src/platform/random.ts';
import { startTestApp, type TestApp } from '../harness/app.ts';
import { type Credentials, expectOk, type Person } from '../harness/client.ts';
import { type PostgresProxy, startPostgresProxy } from '../harness/postgres-proxy.ts';
import { until } from '../harness/until.ts';

const GET_KEYS = 'clients/settings/get-keys';

describe('secret keys', () => {
  let home: TestApp;
  let app: TestApp;
  let proxy: PostgresProxy;
  before(async () => {
    home = await startTestApp();
    proxy = await startPostgresProxy(home.database.url);
    app = await startTestApp({ beside: home, databaseUrl: proxy.url });
  });
  after(async () => {
    await app.stop();
    await proxy.stop();
    await home.stop();
  });

  const details = (credentials: Credentials) => app.call('GET', 'clients/business/details', credentials);
  const getKeys = (credentials: Credentials) => app.call('GET', GET_KEYS, credentials);
  const reveals = (person: Person) => home.sql<
    { userId: string; keyId: string | null; objectId: string; address: string; requestId: string; text: string }[]
  >`
    select user_id as "userId", key_id as "keyId", object_id as "objectId", address, request_id as "requestId",
           audit_event::text as text
    from audit_event where client_id = ${person.clientId} and action = 'keys.reveal'`;

  describe('on a request', () => {
    it('are refused by their look alone: a mistyped one costs no statement', async () => {
      const person = await app.newPerson();
      await until('the token is known', async () => {
        proxy.takeStatements();
        expectOk(await details(person));
        return proxy.takeStatements() === 1;
      });
      // What was asked with the key is written down in the background.
      await Promise.all([app.app.keyUse.flush(), app.app.requestLog.flush()]);
      proxy.takeStatements();
      for (let index = 8; index < person.key.length; index += 1) {
        const letter = person.key.charAt(index) === 'a' ? 'b' : 'a';
        const answer = await details({
          ...person,
          key: person.key.slice(0, index) + letter + person.key.slice(index + 1),
        });
        assert.equal(answer.status, 401);
        assert.equal(answer.body.code, 'credentials.key_invalid');
      }
      assert.equal(proxy.takeStatements(), 0);
    });

    it('are refused when nobody issued them, when they are public, and when they are of the other environment', async () => {
      const person = await app.newPerson();
      const { publicKey } = expectOk(await getKeys(person)).data;
      assert.match(publicKey, /^pk_test_[0-9A-Za-z]{38}$/);
      assert.match(person.key, /^sk_test_[0-9A-Za-z]{38}$/);
      const codes = new Map([
        [mintKey({ kind: 'secret', environment: 'sandbox' }, systemRandom), 'credentials.key_invalid'],
        [mintKey({ kind: 'secret', environment: 'production' }, systemRandom), 'credentials.wrong_environment'],
        [publicKey as string, 'credentials.key_invalid'],
      ]);
      for (const [key, code] of codes) {
        const answer = await details({ ...person, key });
        assert.equal(answer.status, 401);
        assert.equal(answer.body.code, code);
        assert.match(answer.headers.get('www-authenticate') ?? '', /SecretKey realm="interstellas"/);
      }
    });
  });

  describe('at rest', () => {
    it('are neither in clear nor as a plain hash: the table is of no use without the secrets of the server', async () => {
      const person = await app.newPerson();
      const [row] = await home.sql<{ text: string; digest: Buffer; sealed: Buffer }[]>`
        select secret_key::text as text, digest, sealed from secret_key where client_id = ${person.clientId}`;
      assert.ok(row !== undefined);
      const body = person.key.slice('sk_test_'.length);
      const forms = [
        person.key,
        body,
        Buffer.from(person.key).toString('hex'),
        Buffer.from(person.key).toString('base64'),
      ];
      for (const algorithm of ['sha256', 'sha512', 'sha1', 'md5']) {
        forms.push(
          createHash(algorithm).update(person.key).digest('hex'),
          createHash(algorithm).update(body).digest('hex'),
        );
      }
      for (const form of forms) assert.ok(!row.text.includes(form), form);
      assert.equal(row.digest.length, 32);
      assert.ok(!row.sealed.includes(person.key.slice(8, 20)));
    });

    it('cannot be swapped between rows, nor altered: the server shows nothing rather than the key of another', async () => {
      const [one, other] = [await app.newPerson(), await app.newPerson()];
      await home.sql`
        update secret_key set sealed = (select sealed from secret_key where client_id = ${other.clientId})
        where client_id = ${one.clientId}`;
      const swapped = await getKeys({ token: one.token });
      assert.equal(swapped.status, 500);
      assert.ok(!swapped.text.includes(other.key));
      await home.sql`
        update secret_key set sealed = set_byte(sealed, 30, get_byte(sealed, 30) # 1) where client_id = ${other.clientId}`;
      assert.equal((await getKeys({ token: other.token })).status, 500);
      expectOk(await details(other)); // looking a key up does not depend on its sealed form
    });
  });

  describe('are shown by get-keys', () => {
    it('with all three credentials at any time of the session', async () => {
      const person = await app.newPerson();
      home.clock.advance(3000);
      assert.equal(expectOk(await getKeys(person)).data.secretKey, person.key);
    });

    it('without the key within 15 minutes of the sign-in, and not a second longer', async () => {
      const person = await app.newPerson();
      home.clock.advance(890);
      for (const businessId of [undefined, person.businessId]) {
        const place = businessId === undefined ? {} : { businessId };
        assert.equal(expectOk(await getKeys({ token: person.token, ...place })).data.secretKey, person.key);
      }
      home.clock.advance(12);
      for (const place of [{}, { businessId: person.businessId }]) {
        const late = await getKeys({ token: person.token, ...place });
        assert.equal(late.status, 403);
        assert.equal(late.body.code, 'session.reauthentication_required');
      }
      const { data } = expectOk(await app.signIn(person.email, person.password));
      assert.equal(expectOk(await getKeys({ token: data.accessToken })).data.secretKey, person.key);
    });

    it('without a business to the owner of the account only', async () => {
      const owner = await app.newPerson();
      assert.equal(expectOk(await getKeys({ token: owner.token, key: owner.key })).data.secretKey, owner.key);
      const visitor = await memberOf(owner, 'admin');
      await home.sql`delete from secret_key where client_id = ${visitor.clientId}`;
      await home.sql`delete from member where client_id = ${visitor.clientId}`;
      await home.sql`delete from ledger_account where business_id = ${visitor.businessId}`;
      await home.sql`delete from business where client_id = ${visitor.clientId}`;
      await home.sql`delete from client_account where id = ${visitor.clientId}`;
      const answer = await getKeys({ token: visitor.token });
      assert.equal(answer.status, 401);
      assert.equal(answer.body.code, 'credentials.business_missing');
      const withBusiness = expectOk(await getKeys({ token: visitor.token, businessId: owner.businessId }));
      assert.equal(withBusiness.data.secretKey, owner.key, 'an admin sees the key of the business he names');
    });

    it('to no role without keys:read, with the key or fresh from the sign-in', async () => {
      const owner = await app.newPerson();
      for (const role of ['viewer', 'finance']) {
        const { token } = await memberOf(owner, role);
        for (const credentials of [{ token, key: owner.key }, { token }]) {
          const answer = await getKeys({ ...credentials, businessId: owner.businessId });
          assert.equal(answer.status, 403, answer.text);
          assert.equal(answer.body.code, 'permission.denied');
        }
      }
      for (const role of ['developer', 'admin', 'owner']) {
        const { token } = await memberOf(owner, role);
        expectOk(await getKeys({ token, key: owner.key, businessId: owner.businessId }));
      }
    });

    it('to nobody through a key that is not of his account, or a business that is not his', async () => {
      const [one, other] = [await app.newPerson(), await app.newPerson()];
      const foreignKey = await getKeys({ ...one, key: other.key });
      assert.equal(foreignKey.body.code, 'credentials.key_invalid');
      const foreignBusiness = await getKeys({ token: one.token, businessId: other.businessId });
      assert.equal(foreignBusiness.body.code, 'business.forbidden');
      for (const answer of [foreignKey, foreignBusiness]) assert.ok(!answer.text.includes(other.key));
    });

    it('and each time leave an audit event that says who, what and over which request, but not the key', async () => {
      const person = await app.newPerson();
      const before = (await reveals(person)).length;
      const answers = [await getKeys(person), await getKeys({ token: person.token })];
      const events = (await reveals(person)).slice(before);
      assert.equal(events.length, 2);
      const [key] = await home.sql<{ id: string }[]>`select id from secret_key where client_id = ${person.clientId}`;
      for (const event of events) {
        assert.equal(event.userId, person.userId);
        assert.equal(event.objectId, key?.id);
        assert.equal(event.address, '127.0.0.1');
        assert.ok(!event.text.includes(person.key));
      }
      assert.deepEqual(events.map((event) => event.keyId).sort(), [key?.id, null].sort());
      const ids = answers.map((answer) => answer.headers.get('x-request-id'));
      assert.deepEqual(new Set(events.map((event) => event.requestId)), new Set(ids));
    });

    it('never without their audit event: when that cannot be written, the key is not shown', async () => {
      const person = await app.newPerson();
      await home.sql`alter table audit_event add constraint full_disk check (action <> 'keys.reveal') not valid`;
      const answer = await getKeys(person);
      await home.sql`alter table audit_event drop constraint full_disk`;
      assert.equal(answer.status, 500);
      assert.ok(!answer.text.includes(person.key));
    });
  });

  it('leave a trail that nobody can rewrite: audit events are neither changed nor deleted, by the superuser either', async () => {
    const person = await app.newPerson();
    const isRefused = { code: '23001' };
    const isForbidden = { code: '42501' };
    await assert.rejects(
      home.sql`update audit_event set action = 'nothing' where client_id = ${person.clientId}`,
      isRefused,
    );
    await assert.rejects(home.sql`delete from audit_event where client_id = ${person.clientId}`, isRefused);
    await assert.rejects(home.sql`truncate audit_event`, isRefused);
    await assert.rejects(home.app.database.sql`delete from audit_event`, isForbidden);
    assert.ok((await reveals(person)).length > 0);
  });

  /** A new user with this role in the business of the owner. */
  async function memberOf(owner: Person, role: string): Promise<Person> {
    const visitor = await app.newPerson();
    await home.sql`
      insert into member (client_id, business_id, user_id, id, role, is_active, created_at)
      values (${owner.clientId}, ${owner.businessId}, ${visitor.userId}, ${home.app.ids.next('member')}, ${role}, true, now())`;
    return visitor;
  }
});
