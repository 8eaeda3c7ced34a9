/** A fact that is being loaded while it is revoked is used once at most, and never kept. */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startTestApp, type TestApp } from '../harness/app.ts';
import { expectOk, type Person } from '../harness/client.ts';
import { type PostgresProxy, startPostgresProxy } from '../harness/postgres-proxy.ts';
import { REVOCATIONS, type Revocation, untilRefused } from './revocation.fixture.ts';

/** What stands in the statement that loads the fact, and in no statement before it. */
const MARKS: readonly { readonly what: string; markOf(app: TestApp, person: Person): string | Uint8Array }[] = [
  { what: 'signing out', markOf: (_app, person) => sessionOf(person) },
  { what: 'disabling the user', markOf: (_app, person) => sessionOf(person) },
  { what: 'deactivating the membership', markOf: (_app, person) => person.businessId },
  { what: 'deactivating the key', markOf: (app, person) => app.app.pepper.digest('secret-key', person.key) },
];

function sessionOf({ token }: Person): string {
  const [, payload = ''] = token.split('.');
  return (JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as { sid: string }).sid;
}

describe('a fact that is loaded while it is revoked', () => {
  let home: TestApp;
  let proxied: TestApp;
  let proxy: PostgresProxy;
  before(async () => {
    home = await startTestApp();
    proxy = await startPostgresProxy(home.database.url);
    proxied = await startTestApp({ beside: home, databaseUrl: proxy.url });
  });
  after(async () => {
    await proxied.stop();
    await proxy.stop();
    await home.stop();
  });

  for (const { what, markOf } of MARKS) {
    const revocation = REVOCATIONS.find((candidate) => candidate.what === what) as Revocation;

    it(`is not kept by the process that revokes it, by ${what}`, async () => {
      const person = await revocation.caller(home);
      const held = proxy.holdReplyTo(hexMark(markOf(home, person)));
      const underWay = revocation.probe.send(proxied, person);
      await held.arrived; // the database has said that all is well, and this process does not know it yet
      await revocation.revoke(proxied, person);
      held.release();
      await underWay;
      assert.equal((await revocation.probe.send(proxied, person)).body.code, revocation.code);
    });

    it(`is not kept by another process, after ${what}`, async () => {
      const person = await revocation.caller(home);
      const held = proxy.holdReplyTo(hexMark(markOf(home, person)));
      const underWay = revocation.probe.send(proxied, person);
      await held.arrived;
      const epoch = proxied.app.changes.epoch();
      await revocation.revoke(home, person);
      while (proxied.app.changes.epoch() === epoch) await new Promise(setImmediate); // the notification has come first
      held.release();
      await underWay;
      await untilRefused(proxied, revocation, person);
      assert.equal((await revocation.probe.send(proxied, person)).body.code, revocation.code);
    });
  }

  it('is not kept when the channel was down in between and the notification is lost', async () => {
    const [signOut] = REVOCATIONS as [Revocation];
    const person = await signOut.caller(home);
    const held = proxy.holdReplyTo(sessionOf(person));
    const underWay = signOut.probe.send(proxied, person);
    await held.arrived;
    proxy.swallowListeners();
    await signOut.revoke(home, person);
    held.release();
    await underWay;
    await untilRefused(proxied, signOut, person);
    await proxy.heal();
    while (!proxied.app.changes.fresh()) await new Promise(setImmediate);
    assert.equal((await signOut.probe.send(proxied, person)).body.code, signOut.code, 'nor when the channel is back');
  });

  it('does not hold up the next sign-in: the user who signed out comes back at once', async () => {
    const [signOut] = REVOCATIONS as [Revocation];
    const person = await signOut.caller(home);
    await signOut.revoke(home, person);
    const { data } = expectOk(await home.signIn(person.email, person.password));
    expectOk(await signOut.probe.send(proxied, { ...person, token: data.accessToken }));
  });
});

/** Byte strings travel as hexadecimal text. */
function hexMark(mark: string | Uint8Array): string {
  return typeof mark === 'string' ? mark : Buffer.from(mark).toString('hex');
}
