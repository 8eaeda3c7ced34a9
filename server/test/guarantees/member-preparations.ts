/**
 * What the routes of members need before they can be called: somebody or something of their own to act on, since a test
 * may change or end it; with no more than the one permission that a key limited to the route's own still leaves.
 */

import { createHash } from 'node:crypto';
import type { Permission } from '../../src/businesses/index.ts';
import type { TestApp } from '../harness/app.ts';
import type { Person } from '../harness/client.ts';
import type { Caller, Draft } from './drafts.ts';

type Preparation = (caller: Caller, draft: Draft) => Promise<Partial<Draft>>;

export const MEMBER_PREPARATIONS: Readonly<Record<string, Preparation>> = {
  'members.invite': async (caller) =>
    bodyOf({ email: `${caller.fresh()}@example.com`, memberRoleId: await roleWith(caller, 'members:manage') }),
  'members.complete-registration': async (caller, { body }) => {
    const { token } = await newInvitation(caller);
    const { password } = caller.person;
    return bodyOf({ ...JSON.parse(String(body)), authorizationToken: token, password });
  },
  'members.leave': async ({ app, person, newPerson }) => {
    const { clientId, businessId } = await host(app, newPerson);
    const id = app.app.ids.next('member');
    await app.sql`
      insert into member (client_id, business_id, user_id, id, role, is_active, created_at)
      values (${clientId}, ${businessId}, ${person.userId}, ${id}, 'viewer', true, now())
      on conflict (business_id, user_id) do nothing`;
    await app.app.database.transaction(async (transaction) => transaction.changed(person.userId));
    return bodyOf({ businessId });
  },
  'members.update': async (caller, draft) => ({
    ...aimedAt(await newMember(caller, 'person'), draft),
    ...bodyOf({ memberRoleId: await roleWith(caller, 'members:manage'), isActive: true }),
  }),
  'members.remove': async (caller, draft) => aimedAt(await newMember(caller, 'person'), draft),
  'members.rotate-credentials': async (caller, draft) => aimedAt(await newMember(caller, 'service'), draft),
  'members.service.create': async (caller) =>
    bodyOf({ name: 'Payroll', memberRoleId: await roleWith(caller, 'members:manage') }),
  'members.roles.create': async ({ app, person, fresh }) => {
    await app.sql`
      delete from custom_role r where client_id = ${person.clientId}
        and not exists (select 1 from member m where m.custom_role_id = r.id)
        and not exists (select 1 from invitation i where i.custom_role_id = r.id)`;
    return bodyOf({ name: `Role of ${fresh()}`, permissions: ['roles:manage'] });
  },
  'members.roles.update': async (caller, draft) => ({
    ...aimedAt(await roleWith(caller, 'roles:manage', `Old role ${caller.fresh()}`), draft),
    ...bodyOf({ name: `Role of ${caller.fresh()}`, permissions: ['roles:manage'] }),
  }),
  'members.roles.delete': async (caller, draft) =>
    aimedAt(await roleWith(caller, 'roles:manage', `Old role ${caller.fresh()}`), draft),
  'members.invitations.list': async (caller) => {
    await newInvitation(caller);
    return {};
  },
  'members.invitations.resend': async (caller, draft) => aimedAt((await newInvitation(caller)).id, draft),
  'members.invitations.cancel': async (caller, draft) => aimedAt((await newInvitation(caller)).id, draft),
};

function bodyOf(body: object): Partial<Draft> {
  return { body: JSON.stringify(body) };
}

/** Puts the id in the place of the one that the path names. */
function aimedAt(id: string, { path }: Draft): Partial<Draft> {
  return { path: path.replace(/(?:mem|inv|role)_[0-9a-z]+/, id) };
}

/** A custom role with one permission: the one that is there already under this name, or a new one. */
async function roleWith({ app, person }: Caller, permission: Permission, name: string = permission): Promise<string> {
  const rows = await app.sql<{ id: string }[]>`
    insert into custom_role (client_id, id, name, name_key, permissions, created_at)
    values (${person.clientId}, ${app.app.ids.next('role')}, ${name}, ${name}, ${app.sql.json([permission])}, now())
    on conflict on constraint custom_role__name do update set name = excluded.name
    returning id`;
  return rows[0]?.id ?? '';
}

/** Somebody who may do nothing but manage members. */
async function newMember(caller: Caller, kind: 'person' | 'service'): Promise<string> {
  const { app, person, fresh } = caller;
  const [userId, id] = [app.app.ids.next('user'), app.app.ids.next('member')];
  const email = `${fresh()}-member@example.com`;
  const roleId = await roleWith(caller, 'members:manage');
  await app.sql`
    insert into app_user (id, email, email_key, password_hash, first_name, last_name, phone_no, created_at, kind)
    values (${userId}, ${email}, ${email}, '', 'Ngozi', 'Bello', '+2348030000001', now(), ${kind})`;
  await app.sql`
    insert into member (client_id, business_id, user_id, id, custom_role_id, is_active, created_at)
    values (${person.clientId}, ${person.businessId}, ${userId}, ${id}, ${roleId}, true, now())`;
  return id;
}

/** An invitation to manage members, by the caller. */
async function newInvitation(caller: Caller): Promise<{ readonly id: string; readonly token: string }> {
  const { app, person, fresh } = caller;
  const { clock, ids, pepper } = app.app;
  const id = ids.next('invitation');
  const email = `${fresh()}-invited@example.com`;
  const token = `invite_${createHash('sha256').update(id).digest('hex')}`;
  const digest = pepper.digest('one-time-token', `invitation ${token}`);
  const [now, week] = [new Date(clock.now()), new Date(clock.now() + 7 * 24 * 60 * 60 * 1000)];
  await app.sql`
    insert into invitation (client_id, business_id, id, email, email_key, custom_role_id, token_digest, invited_by,
                            created_at, sent_at, expires_at)
    values (${person.clientId}, ${person.businessId}, ${id}, ${email}, ${email}, ${await roleWith(caller, 'members:manage')},
            ${digest}, ${person.userId}, ${now}, ${now}, ${week})`;
  return { id, token };
}

const HOSTS = new WeakMap<TestApp, Promise<Person>>();

/** One person of each server whose business others join and leave. */
function host(app: TestApp, newPerson: () => Promise<Person>): Promise<Person> {
  const known = HOSTS.get(app) ?? newPerson();
  HOSTS.set(app, known);
  return known;
}
