/** What the routes of a registration need before they can be called: a business that is not registered, a code, a file. */

import { Readable } from 'node:stream';
import type { BusinessId, ClientId, UserId } from '../../src/platform/ids.ts';
import type { TestApp } from '../harness/app.ts';
import type { Person } from '../harness/client.ts';
import { CONTENT_TYPE, encode, jpeg } from '../harness/multipart.ts';
import type { Caller, Draft } from './drafts.ts';

const BVN = '22212345678';
const CODE = '482913';

export const REGISTRATION_PREPARATIONS: Readonly<
  Record<string, (caller: Caller, draft: Draft) => Promise<Partial<Draft>>>
> = {
  'businesses.validate-bvn': async ({ app, person }) => {
    await unregister(app, person);
    return { body: JSON.stringify({ bvn: BVN, businessId: person.businessId }) };
  },
  'businesses.complete-registration': async ({ app, person }) => {
    await unregister(app, person);
    await sendCode(app, person);
    const { businessId, password } = person;
    const texts = { businessId, bvn: BVN, residentialAddress: '12 Broad Street', stateId: 'state_lagos', otp: CODE };
    const parts = Object.entries({ ...texts, password }).map(([name, value]) => ({ name, value }));
    return { contentType: CONTENT_TYPE, body: encode([...parts, { name: 'photoId', value: jpeg() }]) };
  },
  'businesses.document': async ({ app, person }, { path }) => {
    const id = await addDocument(app, person);
    return { path: path.slice(0, path.lastIndexOf('/') + 1) + id };
  },
};

async function unregister(app: TestApp, { businessId }: Person): Promise<void> {
  await app.sql`delete from business_document where business_id = ${businessId}`;
  await app.sql`
    update business set registered_at = null, bvn_sealed = null, residential_address = null, state_id = null
    where id = ${businessId}`;
}

/** As if it had been sent to the person a moment ago. */
async function sendCode(app: TestApp, { businessId, clientId, userId }: Person): Promise<void> {
  const { clock, ids, pepper } = app.app;
  const digest = pepper.digest('one-time-code', `${businessId} ${userId} ${BVN} ${CODE}`);
  const now = new Date(clock.now());
  const expiresAt = new Date(clock.now() + 600_000);
  await app.sql`
    insert into bvn_check (business_id, id, client_id, user_id, created_at, code_digest, code_expires_at)
    values (${businessId as BusinessId}, ${ids.next('bvnCheck')}, ${clientId}, ${userId as UserId}, ${now}, ${digest}, ${expiresAt})`;
}

async function addDocument(app: TestApp, person: Person): Promise<string> {
  const { database, files } = app.app;
  const clientId = person.clientId as ClientId;
  const upload = await files.receive(clientId, Readable.from([jpeg()]), ['image/jpeg']);
  if (upload === undefined) throw new Error('the picture was taken');
  await database.transaction((transaction) => files.keep(transaction, clientId, upload));
  await app.sql`
    insert into business_document (business_id, id, client_id, kind)
    values (${person.businessId}, ${upload.id}, ${clientId}, 'business_document')`;
  return upload.id;
}
