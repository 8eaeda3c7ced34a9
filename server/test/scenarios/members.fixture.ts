/** What the tests of members share: a business with people in it, who join as people do, by a letter. */

import assert from 'node:assert/strict';
import { builtInRole, type Role } from '../../src/businesses/index.ts';
import { createMeans, type Means } from '../guarantees/means.ts';
import type { TestApp } from '../harness/app.ts';
import type { Answer, Person } from '../harness/client.ts';
import { until } from '../harness/until.ts';

export const MEMBERS = 'clients/members';
export const ROLES = 'clients/members/roles';
export const INVITATIONS = 'clients/members/invitations';
export const ACCEPT = 'clients/members/complete-registration';

/** Limits are not what most of these tests are about. */
export const GENEROUS = {
  INTERSTELLAS_SIGN_UPS_PER_ADDRESS: '10000',
  INTERSTELLAS_SIGN_IN_FAILURES_PER_ADDRESS: '10000',
  INTERSTELLAS_INVITATIONS_PER_DAY: '10000',
};

/** A member of somebody else's business, with that client account's key. */
export interface Colleague extends Person {
  readonly memberId: string;
}

export interface Crew {
  readonly means: Means;
  idOf(role: Role): string;
  /** Adds a new person to the owner's business. */
  colleague(owner: Person, roleId: string): Promise<Colleague>;
  invite(by: Person, email: string, memberRoleId: string): Promise<Answer>;
  /** The token of the latest letter to this address, other than those seen before. */
  tokenFor(email: string, except?: readonly string[]): Promise<string>;
  accept(authorizationToken: string, password: string): Promise<Answer>;
  memberIdOf(owner: Person, userId: string): Promise<string>;
  /** What the audit has of this action in the client account, oldest first. */
  events(owner: Person, action: string): Promise<AuditRow[]>;
}

export interface AuditRow {
  readonly objectId: string;
  readonly userId: string;
  readonly text: string;
}

export function createCrew(app: TestApp): Crew {
  const means = createMeans(app);
  const memberIdOf: Crew['memberIdOf'] = async (owner, userId) => {
    const rows = await app.sql<{ id: string }[]>`
      select id from member where business_id = ${owner.businessId} and user_id = ${userId}`;
    return rows[0]?.id ?? assert.fail('not a member');
  };
  return {
    idOf: (role) => builtInRole(role).id,
    memberIdOf,
    means,
    async colleague(owner, roleId) {
      const { businesses, database, ids } = app.app;
      const userId = ids.next('user');
      const email = `${userId}@example.com`;
      // Without a password: most of them never sign in, and a hash takes its time.
      await app.sql`
        insert into app_user (id, email, email_key, password_hash, first_name, last_name, phone_no, created_at)
        values (${userId}, ${email}, ${email}, '', 'Ngozi', 'Bello', '+2348030000001', now())`;
      const place = { clientId: owner.clientId, businessId: owner.businessId, userId, roleId };
      const member = place as Parameters<typeof businesses.addMember>[1];
      const memberId = await database.transaction((transaction) => businesses.addMember(transaction, member));
      return { ...owner, userId, email, password: '', token: await means.openSession({ userId }), memberId };
    },
    invite: (by, email, memberRoleId) => app.call('POST', MEMBERS, { ...by, body: { email, memberRoleId } }),
    async tokenFor(email, except = []) {
      let token: string | undefined;
      await until(`a letter arrives for ${email}`, async () => {
        token = (await app.lettersTo(email))
          .flatMap(({ text }) => /invite_\w+/.exec(text) ?? [])
          .find((one) => !except.includes(one));
        return token !== undefined;
      });
      return token ?? assert.fail('no token');
    },
    accept: (authorizationToken, password) =>
      app.call('PATCH', ACCEPT, {
        body: { authorizationToken, password, firstName: 'Ada', lastName: 'Obi', phoneNo: '+2348030000009' },
      }),
    events: (owner, action) => app.sql<AuditRow[]>`
      select object_id as "objectId", user_id as "userId", audit_event::text as text
      from audit_event where client_id = ${owner.clientId} and action = ${action} order by id`,
  };
}

/** Each answer as it must be, one of them a success. */
export function expectOneWinner(answers: readonly Answer[], code: string): void {
  const codes = answers.map(({ status, body }) => (status < 300 ? 'ok' : body.code));
  assert.deepEqual(codes.toSorted(), [...new Array(answers.length - 1).fill(code), 'ok'].toSorted());
}
