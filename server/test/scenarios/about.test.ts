/** What a page must know before anybody has signed in, and what a member may do where. */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { PERMISSIONS } from '../../src/businesses/index.ts';
import { startTestApp, type TestApp } from '../harness/app.ts';
import { expectOk } from '../harness/client.ts';

describe('what the server says of itself', () => {
  let app: TestApp;
  before(async () => {
    app = await startTestApp();
  });
  after(() => app.stop());

  it('is told to anybody: which environment, which bank, what can be done', async () => {
    const { data } = expectOk(await app.call('GET', 'about'));
    assert.match(data.version, /^\d+\.\d+\.\d+/);
    assert.deepEqual(
      { ...data, version: '' },
      {
        environment: 'sandbox',
        bankName: app.app.banks.own.name,
        bankCode: app.config.institutionCode,
        version: '',
        signUp: true,
        passkeys: true,
        mailCatcher: true,
        keysPerClient: app.config.keysPerClient,
        requestLogDays: app.config.requestLogDays,
      },
    );
  });

  it('tells a member his role and what it permits, in each of his businesses', async () => {
    const owner = await app.newPerson();
    const { businesses } = expectOk(await app.call('GET', 'auth/me', owner)).data;
    assert.deepEqual(
      businesses.map(({ role, permissions }: { role: string; permissions: string[] }) => [role, permissions]),
      [['owner', [...PERMISSIONS].sort()]],
    );
    await app.sql`update member set role = 'viewer' where user_id = ${owner.userId}`;
    const [viewed] = expectOk(await app.signIn(owner.email, owner.password)).data.businesses;
    assert.equal(viewed.role, 'viewer');
    assert.ok(viewed.permissions.includes('transactions:read') && !viewed.permissions.includes('keys:read'));
  });
});
