/**
 * The rail of production: a partner bank over the small signed JSON protocol that docs/rail.md describes. An answer
 * counts only if it is whole, signed, and about what was asked. Anything else, a redirect too, is no answer: of an order
 * it is then unknown whether money has moved.
 */

import type { Static, TSchema } from 'typebox';
import { Value } from 'typebox/value';
import { Fault } from '../faults/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Ids } from '../platform/ids.ts';
import type { Log } from '../platform/log.ts';
import { isSignedMessage, signMessage } from '../platform/message-signature.ts';
import { type Codes, statusOf } from './codes.ts';
import { NO_ANSWER, type Rail, type RailOrder, type RailStatus } from './rail.ts';
import { NameEnquiryReply, StatusReply, TransferReply } from './schema.ts';
import { cleanWords } from './words.ts';

export interface PartnerOptions {
  /** The address below which the three calls are. */
  readonly url: string;
  readonly secrets: readonly Buffer[];
  readonly codes: Codes;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  /** How long an answer is waited for. */
  readonly timeoutsMs?: typeof TIMEOUTS_MS;
}

const TIMEOUTS_MS = { enquiry: 5000, send: 15_000, status: 5000 };
const MAX_ANSWER_BYTES = 16 * 1024;

export function createPartnerRail(options: PartnerOptions): Rail {
  const { codes, log, timeoutsMs = TIMEOUTS_MS } = options;
  const ask = createAsk(options);
  /** The value of the work, or what stands for no answer. */
  const orElse = async <T>(what: string, sessionId: string, work: () => Promise<T>, otherwise: T): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      log.warn({ sessionId, reason: reasonOf(error) }, `the rail did not answer: ${what}`);
      return otherwise;
    }
  };
  return {
    async nameEnquiry({ bankCode, accountNumber }) {
      const question = { type: 'name-enquiry', bankCode, accountNumber };
      const reply = await ask('name-enquiries', question, NameEnquiryReply, timeoutsMs.enquiry).catch((cause) => {
        throw unavailable(cause);
      });
      if (reply.bankCode !== bankCode || reply.accountNumber !== accountNumber) throw unavailable('another account');
      const responseCode = codes.toNip(reply.responseCode);
      const { accountName = '', bvn = '', kycLevel = '' } = reply;
      const state = codes.stateOf(responseCode);
      if (state === 'failed') return { isFound: false, responseCode };
      const name = cleanWords(accountName);
      if (state === 'unknown' || name === '') throw unavailable(`it answered ${responseCode}`);
      return { isFound: true, accountName: name, bvn, kycLevel };
    },
    send: (order) =>
      orElse(
        'a transfer',
        order.sessionId,
        async () => {
          const reply = await ask('transfers', toWire(order), TransferReply, timeoutsMs.send);
          requireSame(reply, order);
          const responseCode = codes.toNip(reply.responseCode);
          return { state: codes.stateOf(responseCode), responseCode };
        },
        NO_ANSWER,
      ),
    status: (sessionId) =>
      orElse<RailStatus>(
        'the status of a transfer',
        sessionId,
        async () => {
          const question = { type: 'transfer-status', sessionId };
          const reply = await ask('transfer-status', question, StatusReply, timeoutsMs.status);
          requireSame(reply, { sessionId });
          return statusOf(codes, reply);
        },
        NO_ANSWER,
      ),
  };
}

function toWire({ sessionId, amountKobo, payer, receiver, narration }: RailOrder) {
  return { type: 'transfer', sessionId, amountKobo: amountKobo.toString(), payer, receiver, narration };
}

type Ask = <Schema extends TSchema>(
  path: string,
  question: object,
  schema: Schema,
  timeoutMs: number,
) => Promise<Static<Schema>>;

/** @throws AnswerError, or whatever the network says. */
function createAsk({ url, secrets, clock, ids }: PartnerOptions): Ask {
  const base = url.replace(/\/+$/, '');
  return async (path, question, schema, timeoutMs) => {
    const id = ids.next('request');
    const body = JSON.stringify(question);
    const response = await fetch(`${base}/${path}`, {
      method: 'POST',
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
      headers: {
        'Content-Type': 'application/json',
        Accept: 'application/json',
        ...signMessage(secrets, { id, atMs: clock.now(), body }),
      },
      body,
    });
    const bytes = await readBounded(response);
    if (response.status !== 200) throw new AnswerError(`it answered ${response.status}`);
    const header = (name: string): string | undefined => response.headers.get(name) ?? undefined;
    // The id is the question's: an answer that was kept cannot be given to another question.
    const isAnswer = header('webhook-id') === id && isSignedMessage(secrets, { body: bytes, header }, clock.now());
    if (!isAnswer) throw new AnswerError('its answer is not signed for this question');
    return read(bytes, schema);
  };
}

function read<Schema extends TSchema>(bytes: Uint8Array, schema: Schema): Static<Schema> {
  const value = parse(bytes);
  if (!Value.Check(schema, value)) throw new AnswerError('its answer does not have the form it must have');
  return value;
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    // said below: an error of the parser would quote the answer, which holds personal data
  }
  throw new AnswerError('its answer is not JSON');
}

/** Stops reading where an answer grows too long. */
async function readBounded(response: Response): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.length;
    if (length > MAX_ANSWER_BYTES) throw new AnswerError(`its answer is longer than ${MAX_ANSWER_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function requireSame(reply: { readonly sessionId: string }, order: { readonly sessionId: string }): void {
  if (reply.sessionId !== order.sessionId) throw new AnswerError('its answer is about another order');
}

/** Why an answer does not count, in words of ours. */
class AnswerError extends Error {}

/** What may be logged: the words of others may quote what was sent. */
function reasonOf(error: unknown): string {
  if (error instanceof AnswerError) return error.message;
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  if (cause instanceof Error) return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.name;
  return 'not an Error';
}

function unavailable(cause: unknown): Fault {
  return new Fault('rail.unavailable', { cause });
}
