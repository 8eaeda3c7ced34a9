/**
 * What the routes of secret keys need before they can be called: a key of their own, since a test may change, replace or
 * end it; one so limited that a key which is itself limited may give it; and a signature for reports of leaked keys.
 */

import type { ClientId, UserId } from '../../src/platform/ids.ts';
import { signReport } from '../harness/scanning-partner.ts';
import type { Caller, Draft } from './drafts.ts';

const LIMITS = { scopes: ['keys:manage'], businessIds: null, addresses: ['192.0.2.0/24'], expiresAt: null };

type Preparation = (caller: Caller, draft: Draft) => Promise<Partial<Draft>>;

export const KEY_PREPARATIONS: Readonly<Record<string, Preparation>> = {
  'keys.create': async ({ fresh }) => bodyOf({ name: `Bello ${fresh()}`, ...LIMITS }),
  'keys.update': async (caller, draft) => ({
    ...(await aimedAtNewKey(caller, draft)),
    ...bodyOf({ name: `Bello ${caller.fresh()}`, ...LIMITS }),
  }),
  'keys.rotate': aimedAtNewKey,
  'keys.cancel-rotation': aimedAtRotatingKey,
  'keys.deactivate': aimedAtNewKey,
  'secret-scanning.report': async (_caller, { body }) => ({ headers: signReport(String(body)) }),
};

function bodyOf(body: object): Partial<Draft> {
  return { body: JSON.stringify(body) };
}

async function aimedAtNewKey(caller: Caller, draft: Draft): Promise<Partial<Draft>> {
  return aimedAt(await newKey(caller), draft);
}

async function aimedAtRotatingKey(caller: Caller, draft: Draft): Promise<Partial<Draft>> {
  const { database, keys } = caller.app.app;
  const id = await newKey(caller);
  const { clientId, userId } = caller.person;
  const order = { clientId: clientId as ClientId, id, actor: { userId: userId as UserId }, overlapSeconds: 60 };
  await database.transaction((transaction) => keys.rotate(transaction, order));
  return aimedAt(id, draft);
}

async function newKey({ app, person, fresh }: Caller) {
  const { database, keys } = app.app;
  const actor = { userId: person.userId as UserId };
  const wanted = { name: `Bello ${fresh()}`, ...LIMITS };
  const order = { clientId: person.clientId as ClientId, wanted, actor };
  const { key } = await database.transaction((transaction) => keys.create(transaction, order));
  return key.id;
}

function aimedAt(id: string, { path }: Draft): Partial<Draft> {
  return { path: path.replace(/key_\w+/, id) };
}
