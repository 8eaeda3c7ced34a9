/** How the tests of keys call the routes of keys, and look at what they leave behind. */

import assert from 'node:assert/strict';
import type { TestApp } from '../harness/app.ts';
import { type Answer, type Credentials, expectOk, type Person } from '../harness/client.ts';

const KEYS = 'clients/settings/keys';

/** A key as the API shows it; with the secret where it was just made. */
export interface ShownKey {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly isPrimary: boolean;
  readonly secretKey: string;
  readonly [field: string]: unknown;
}

export interface KeyCalls {
  create(by: Credentials, body: object): Promise<Answer>;
  change(by: Credentials, id: string, body: object): Promise<Answer>;
  /** `rotate`, `cancel-rotation` or `deactivate`. */
  act(by: Credentials, id: string, act: string, body?: object): Promise<Answer>;
  list(by: Credentials): Promise<ShownKey[]>;
  /** The key that was made with the account. */
  first(by: Credentials): Promise<ShownKey>;
  /** A request that needs the key. */
  use(by: Credentials, key: string): Promise<Answer>;
  usage(by: Credentials, id: string): Promise<Answer>;
  reveal(by: Credentials): Promise<Answer>;
}

/** @param app is asked for each call, since it starts later than the tests are declared. */
export function keyCalls(app: () => TestApp): KeyCalls {
  const call: TestApp['call'] = (method, path, options) => app().call(method, path, options);
  const list: KeyCalls['list'] = async (by) => expectOk(await call('GET', `${KEYS}?limit=100`, by)).data;
  return {
    create: (by, body) => call('POST', KEYS, { ...by, body }),
    change: (by, id, body) => call('PATCH', `${KEYS}/${id}`, { ...by, body }),
    act: (by, id, act, body = {}) => call('POST', `${KEYS}/${id}/${act}`, { ...by, body }),
    list,
    async first(by) {
      const key = (await list(by)).at(-1);
      assert.ok(key !== undefined);
      return key;
    },
    use: (by, key) => call('GET', 'clients/business/details', { ...by, key }),
    usage: (by, id) => call('GET', `${KEYS}/${id}/usage`, by),
    reveal: ({ token }) => call('GET', 'clients/settings/get-keys', token === undefined ? {} : { token }),
  };
}

export interface KeyEvent {
  readonly action: string;
  readonly objectId: string;
  /** The whole row, to look for what must not be in it. */
  readonly text: string;
}

/** What the audit holds about keys of the account, oldest first. */
export async function keyEvents(app: TestApp, { clientId }: Person): Promise<KeyEvent[]> {
  return app.sql<KeyEvent[]>`
    select action, object_id as "objectId", audit_event::text as text from audit_event
    where client_id = ${clientId} and (action like 'keys.%' or action like 'secret-scanning.%') order by id`;
}

/** The codes of the answers that refuse, and how many succeeded. */
export function outcomes(answers: readonly Answer[]): { readonly won: number; readonly codes: readonly string[] } {
  const refused = answers.filter(({ status }) => status >= 300);
  return { won: answers.length - refused.length, codes: [...new Set(refused.map(({ body }) => body.code))] };
}
