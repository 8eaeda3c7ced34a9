/** Revocations count on the very next request of the same process, and within a second on every other. */

import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Person } from '../harness/client.ts';
import {
  asksEveryTime,
  REVOCATIONS,
  type Revocation,
  startTwoServers,
  type TwoServers,
  untilRefused,
  warm,
} from './revocation.fixture.ts';

const [signOut] = REVOCATIONS as [Revocation];

describe('a revocation', () => {
  let servers: TwoServers;
  before(async () => {
    servers = await startTwoServers();
  });
  afterEach(() => servers.proxy.heal());
  after(() => servers.stop());

  for (const revocation of REVOCATIONS) {
    it(`by ${revocation.what} counts at once on the same process and within a second on another`, async () => {
      const { here, there } = servers;
      const person = await revocation.caller(here);
      await warm(servers, revocation, person);
      assert.equal((await revocation.probe.send(here, person)).status, revocation.probe.admitted);
      assert.equal((await revocation.probe.send(here, person)).status, revocation.probe.admitted);
      await revocation.revoke(here, person);
      const next = await revocation.probe.send(here, person);
      assert.equal(next.body.code, revocation.code, 'the very next request on the same process');
      await untilRefused(there, revocation, person);
      for (let again = 0; again < 5; again += 1) {
        assert.equal((await revocation.probe.send(there, person)).body.code, revocation.code, 'and it stays refused');
      }
    });
  }

  it('counts within a second for every kind at once when the channel of notifications is cut in silence', async () => {
    const { here, there, proxy } = servers;
    const victims: { revocation: Revocation; person: Person }[] = [];
    for (const revocation of REVOCATIONS) victims.push({ revocation, person: await revocation.caller(here) });
    for (const { revocation, person } of victims) await warm(servers, revocation, person);
    proxy.swallowListeners();
    await Promise.all(
      victims.map(async ({ revocation, person }) => {
        await revocation.revoke(here, person);
        await untilRefused(there, revocation, person);
      }),
    );
  });

  it('counts on the next request once the channel has been cut for a second: no cache is used then', async () => {
    const { here, there, proxy } = servers;
    const person = await signOut.caller(here);
    await warm(servers, signOut, person);
    proxy.swallowListeners();
    await asksEveryTime(servers, signOut, person);
    await signOut.revoke(here, person);
    assert.equal((await signOut.probe.send(there, person)).body.code, signOut.code);
    await proxy.heal();
    const other = await signOut.caller(here);
    await warm(servers, signOut, other); // the caches come back by themselves when the channel does
  });

  it('counts within a second when the listening connection is killed at that very moment', async () => {
    const { here, there } = servers;
    for (let round = 0; round < 2; round += 1) {
      const person = await signOut.caller(here);
      await warm(servers, signOut, person);
      const killed = here.sql`
        select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and query ilike 'listen%' and pid <> pg_backend_pid()`;
      // In half of the rounds the kill comes first, in the other half both are under way together.
      if (round % 2 === 0) assert.ok((await killed).length >= 1, 'there was a listener to kill');
      await Promise.all([signOut.revoke(here, person), killed]);
      await untilRefused(there, signOut, person);
    }
  });
});
