/**
 * The provider of production, over a small JSON protocol that docs/registration.md describes: two POSTs below one
 * address. Whatever comes back is bounded in time and size and checked; a redirect is never followed, since it would
 * carry a BVN and a token to wherever it points.
 */

import { Fault } from '../faults/index.ts';
import type { BvnRecord, IdentityCheck } from './provider.ts';

export interface HttpCheckOptions {
  /** The address below which the two calls are. */
  readonly url: string;
  /** Sent as `Authorization: Bearer`. */
  readonly token: string;
}

/** Two calls of this length fit into the longest that a request may take. */
const TIMEOUT_MS = 3000;
const MAX_ANSWER_BYTES = 16 * 1024;
const MAX_TEXT_LENGTH = 200;
const NOT_FOUND = 404;
const FIELDS = ['firstName', 'lastName', 'otherNames', 'dob', 'phoneNumber'] as const;

export function createHttpCheck({ url, token }: HttpCheckOptions): IdentityCheck {
  const base = url.replace(/\/+$/, '');
  const post = async (path: string, body: object): Promise<{ readonly status: number; readonly text: string }> => {
    try {
      const response = await fetch(`${base}/${path}`, {
        method: 'POST',
        redirect: 'error',
        signal: AbortSignal.timeout(TIMEOUT_MS),
        headers: { 'Content-Type': 'application/json', Accept: 'application/json', Authorization: `Bearer ${token}` },
        body: JSON.stringify(body),
      });
      const text = await readBounded(response);
      if (!response.ok && response.status !== NOT_FOUND) throw new Error(`it answered ${response.status}`);
      return { status: response.status, text };
    } catch (cause) {
      throw unavailable(cause);
    }
  };
  return {
    async resolve(bvn) {
      const { status, text } = await post('bvn/resolve', { bvn });
      return status === NOT_FOUND ? undefined : readRecord(bvn, text);
    },
    async sendCode({ phoneNumber, code, validMinutes }) {
      const { status } = await post('bvn/send-code', { phoneNumber, code, validMinutes });
      if (status === NOT_FOUND) throw unavailable(new Error('it answered 404'));
    },
  };
}

/** Production without a provider: everything works but the registration. */
export function createMissingCheck(): IdentityCheck {
  const refuse = async (): Promise<never> => {
    throw new Fault('service.unavailable', {
      message: 'This server has no BVN provider: its operator has to set INTERSTELLAS_BVN_PROVIDER_URL.',
    });
  };
  return { resolve: refuse, sendCode: refuse };
}

/** Stops reading where an answer grows too long. */
async function readBounded(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.length;
    if (length > MAX_ANSWER_BYTES) throw new Error(`its answer is longer than ${MAX_ANSWER_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function readRecord(bvn: string, text: string): BvnRecord {
  const found = parse(text);
  const [firstName, lastName, otherNames, dob, phoneNumber] = FIELDS.map((name) => {
    const value = found[name] ?? '';
    if (typeof value !== 'string' || value.length > MAX_TEXT_LENGTH) throw unavailable(new Error(`${name} is no text`));
    return value.normalize('NFC');
  }) as [string, string, string, string, string];
  if (phoneNumber === '') throw unavailable(new Error('phoneNumber is missing'));
  return { bvn, firstName, lastName, otherNames, dob, phoneNumber };
}

function parse(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  } catch {
    // said below: the text itself holds personal data, and an error of the parser would quote it
  }
  throw unavailable(new Error('its answer is not a JSON object'));
}

function unavailable(cause: unknown): Fault {
  return new Fault('service.unavailable', { message: 'The BVN provider does not answer. Try again shortly.', cause });
}
