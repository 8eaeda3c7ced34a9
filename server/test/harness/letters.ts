/** What the tests of account recovery share: the letters of a person, and the tokens in them. */

import assert from 'node:assert/strict';
import type { ReceivedLetter, TestApp } from './app.ts';
import { type Answer, ONE_TIME_TOKEN } from './client.ts';
import type { PostgresProxy } from './postgres-proxy.ts';
import { until } from './until.ts';

const TRIES = 3;

export interface Letters {
  /** All that came to the address once every job was done, newest first. */
  to(email: string): Promise<readonly ReceivedLetter[]>;
  /** The token in the newest of them whose subject matches. */
  token(email: string, subject: RegExp): Promise<string>;
}

export function lettersOf(app: TestApp): Letters {
  const to: Letters['to'] = async (email) => {
    await until('all jobs are done', async () => (await app.sql`select 1 from job`).length === 0);
    return app.lettersTo(email);
  };
  return {
    to,
    async token(email, subject) {
      const letter = (await to(email)).find((one) => subject.test(one.subject));
      return ONE_TIME_TOKEN.exec(letter?.text ?? '')?.[0] ?? assert.fail(`no token came to ${email}`);
    },
  };
}

/**
 * What a client sees of the answer, but for ids and dates, and how many statements the server made for it. Of several
 * tries the fewest: on a busy machine the guard asks the database for what it would have known.
 */
export async function measure(
  watched: TestApp,
  proxy: PostgresProxy,
  send: () => Promise<Answer>,
): Promise<{ readonly face: string; readonly statements: number }> {
  let statements = Number.POSITIVE_INFINITY;
  const faces = new Set<string>();
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    await watched.app.database.sql`select 1`;
    proxy.takeStatements();
    const answer = await send();
    statements = Math.min(statements, proxy.takeStatements());
    faces.add(faceOf(answer));
  }
  assert.ok(statements > 0, 'the database was asked');
  return { face: [...faces].join('\n\n'), statements };
}

function faceOf(answer: Answer): string {
  const headers = [...answer.headers]
    .filter(([name]) => !['date', 'x-request-id', 'content-length'].includes(name))
    .map(([name, value]) => `${name}: ${value.replace(/([rt])=\d+/g, '$1=…')}`);
  const { requestId: _id, ...body } = answer.body;
  return [answer.status, ...headers, JSON.stringify(body).replace(/\d{4}-[\d:.TZ-]+/g, '<date>')].join('\n');
}
