/** A bank for model tests: a database that outlives the servers on it, and the one server that serves at the moment. */

import { startTestApp, type TestApp } from '../harness/app.ts';
import { type CallOptions, expectOk, type Person } from '../harness/client.ts';
import { createDesk, type Desk } from './desk.ts';

export interface Bank {
  readonly app: TestApp;
  /** A new business with nothing on its account, at the desk of whichever server serves. */
  openBusiness(): Promise<{ readonly businessId: string; readonly desk: Desk }>;
  /** Whatever waits for its time is done now. */
  hurry(): Promise<void>;
  /** Cuts every connection to the database, so that whatever is under way is lost, and has another server take over. */
  crash(): Promise<void>;
  stop(): Promise<void>;
}

const SETTINGS = {
  INTERSTELLAS_SESSION_TTL: '86400',
  INTERSTELLAS_REQUESTS_PER_MINUTE: '1000000',
  INTERSTELLAS_NAME_ENQUIRIES_PER_MINUTE: '1000000',
};

export async function openBank(): Promise<Bank> {
  // Holds the database and the clock, and does none of the work.
  const keeper = await startTestApp({ settings: SETTINGS });
  await keeper.app.jobs.stop();
  const person: Person = await keeper.newPerson();
  let serving = await startTestApp({ settings: SETTINGS, beside: keeper });
  const ends: Promise<void>[] = [];
  const client = {
    call: (method: string, path: string, options?: CallOptions) => serving.call(method, path, options),
  };
  return {
    app: keeper,
    async openBusiness() {
      const body = { businessName: 'Bello Stores', countryId: 'NG', isNewBusiness: true };
      const token = expectOk(await client.call('POST', 'auth/signin', { body: person })).data.accessToken;
      const visitor = { ...person, token };
      const { data } = expectOk(await client.call('POST', 'clients/business', { ...visitor, body }));
      const businessId: string = data.business.id;
      return { businessId, desk: createDesk(client, { ...visitor, businessId }) };
    },
    hurry: () => serving.hurryJobs(),
    async crash() {
      const dying = serving;
      await keeper.sql`
        select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid() and usename = 'interstellas'`;
      serving = await startTestApp({ settings: SETTINGS, beside: keeper });
      // The dead hold nothing; by the database's clock, which no test moves, that shows in a minute.
      await keeper.sql`update transfer set leased_until = now() where leased_until > now()`;
      // As with a process that was killed, nobody waits for its end.
      ends.push(dying.stop());
    },
    async stop() {
      await serving.stop();
      await Promise.all(ends);
      await keeper.stop();
    },
  };
}
