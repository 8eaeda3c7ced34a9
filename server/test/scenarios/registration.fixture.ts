/** What the tests of a registration send, and how they send it. */

import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ReceivedLetter, TestApp } from '../harness/app.ts';
import { type Answer, type AnswerBody, expectOk, type Person } from '../harness/client.ts';
import { CONTENT_TYPE, encode, jpeg, type Part, pdf } from '../harness/multipart.ts';
import { until } from '../harness/until.ts';

/** The text parts of a good registration, with the changes; undefined leaves one out. */
export function fields(
  person: Person,
  code: string,
  changes: Readonly<Record<string, string | undefined>> = {},
): Part[] {
  const all: Readonly<Record<string, string | undefined>> = {
    businessId: person.businessId,
    bvn: BVN,
    residentialAddress: '12 Broad Street, Lagos Island',
    stateId: 'state_lagos',
    otp: code,
    password: person.password,
    ...changes,
  };
  return Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }]));
}

const MIB = 1024 * 1024;
export const TOO_LARGE = jpeg(5 * MIB + 1);
export const LARGEST = jpeg(5 * MIB);

export const BVN = '22212345678';
export const photo = (value: Buffer = jpeg()): Part => ({
  name: 'photoId',
  value,
  fileName: 'me.jpg',
  type: 'image/jpeg',
});
export const document = (value: Buffer = pdf()): Part => ({ name: 'businessDocuments', value, fileName: 'cac.pdf' });

export interface Registrar {
  validate(person: Person, changes?: Readonly<Record<string, unknown>>): Promise<Answer>;
  /** Validates the BVN and reads the code out of the letter. */
  codeFor(person: Person, bvn?: string): Promise<string>;
  complete(person: Person, parts: readonly Part[]): Promise<Answer>;
  /** Sends the bytes as they are. */
  send(person: Person, body: Buffer, contentType?: string): Promise<Answer>;
}

export function createRegistrar(app: TestApp): Registrar {
  const sent = new Map<string, number>();
  const validate: Registrar['validate'] = async ({ token, key, businessId, email }, changes = {}) => {
    const body = { bvn: BVN, businessId, ...changes };
    const answer = await app.call('POST', 'clients/business/validate-bvn', { token, key, body });
    if (answer.status === 200) sent.set(email, (sent.get(email) ?? 0) + 1);
    return answer;
  };
  const send: Registrar['send'] = async ({ token, key }, body, contentType = CONTENT_TYPE) => {
    const response = await fetch(`${app.origin}/api/v1/clients/business/complete-registration`, {
      method: 'PATCH',
      headers: { Authorization: `Bearer ${token}`, SECRET_KEY: key, 'Content-Type': contentType },
      body: new Uint8Array(body),
      signal: AbortSignal.timeout(20_000),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: JSON.parse(text) as AnswerBody };
  };
  /** Letters go by a job: all that were sent have arrived when this returns, newest first. */
  const codesTo = async (email: string): Promise<readonly ReceivedLetter[]> => {
    let letters: readonly ReceivedLetter[] = [];
    await until('every code has arrived', async () => {
      letters = (await app.lettersTo(email)).filter(({ subject }) => subject.includes('BVN'));
      return letters.length === (sent.get(email) ?? 0);
    });
    return letters;
  };
  return {
    validate,
    send,
    complete: (person, parts) => send(person, encode(parts)),
    async codeFor(person, bvn = BVN) {
      await codesTo(person.email);
      expectOk(await validate(person, { bvn }));
      const [newest] = await codesTo(person.email);
      return /\b(\d{6})\b/.exec(newest?.text ?? '')?.[1] ?? '';
    },
  };
}

/** What is stored: the names of files on disk, and how many rows wait for their file to be kept. */
export async function stored(app: TestApp): Promise<{ readonly onDisk: readonly string[]; readonly waiting: number }> {
  const found = await readdir(join(app.config.dataDir, 'files'), { recursive: true, withFileTypes: true }).catch(
    () => [],
  );
  const onDisk = found.filter((entry) => entry.isFile()).map((entry) => entry.name);
  const rows = await app.sql<{ count: number }[]>`select count(*)::int as count from stored_file where kept_at is null`;
  return { onDisk: onDisk.sort(), waiting: rows[0]?.count ?? 0 };
}
