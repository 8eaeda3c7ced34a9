/**
 * A partner bank on loopback: it knows the orders that it was sent, moves the money of each once, and answers as it is
 * told. Signs and verifies with the library of the Standard Webhooks project, not with our code.
 */

import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { Webhook } from 'standardwebhooks';

export interface Asked {
  /** Below the partner's address. */
  readonly path: string;
  readonly id: string;
  readonly isSigned: boolean;
  readonly body: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, unknown>>;
}

/** How an answer goes wrong. */
export type Trouble =
  | 'hang'
  | 'cut'
  | 'error'
  | 'garbage'
  | 'redirect'
  | 'endless'
  | 'unsigned'
  | 'foreign'
  | 'stale'
  | 'replayed';

export interface RailPartner {
  readonly url: string;
  /** The settings with which a server uses it. */
  readonly settings: Readonly<Record<string, string>>;
  readonly asked: readonly Asked[];
  /** What the next answers are, in place of what the partner would say. */
  next(...answers: (Trouble | Readonly<Record<string, unknown>>)[]): void;
  /** Leaves the questions that match without an answer; what ends that takes them all in, and hangs up on who asked. */
  hold(matches: (body: Asked['body']) => boolean): () => void;
  /** The headers that sign exactly this body, as of the given moment. */
  sign(body: string, at?: Date, secret?: string): Record<string, string>;
  stop(): void;
}

export const RAIL_SECRET = 'cb2f7d9a4e6b8c1d3f5a7092b4c6d8e0f1a3b5c7d9e0f2a4b6c8d0e1f3a5b7c9';
const FOREIGN_SECRET = '0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f1';

let notices = 0;

/** The headers with which a partner signs what it tells a server by itself. */
export function signNotice(body: string, at: Date = new Date(), secret: string = RAIL_SECRET): Record<string, string> {
  notices += 1;
  return signed(`notice_${notices}`, body, at, secret);
}

function signed(id: string, body: string, at: Date, secret: string): Record<string, string> {
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': verifier(secret).sign(id, at, body),
  };
}

function verifier(secret: string): Webhook {
  return new Webhook(Buffer.from(secret, 'hex').toString('base64'));
}

/** Whose every account is. */
const HOLDER = { responseCode: '00', accountName: 'EFE WEST', bvn: '22123456789', kycLevel: '3' };

/** @param now of the server that asks: what is signed at another time is not believed. */
export async function startRailPartner(now: () => number = Date.now): Promise<RailPartner> {
  const asked: Asked[] = [];
  const scripted: (Trouble | Readonly<Record<string, unknown>>)[] = [];
  let isHeld: (body: Asked['body']) => boolean = () => false;
  let held = Promise.withResolvers<void>();
  /** What became of each order. */
  const orders = new Map<unknown, unknown>();
  /** The last answer of each type, whole, to be given again. */
  const last = new Map<unknown, { readonly headers: Record<string, string>; readonly text: string }>();

  const answer = (
    response: ServerResponse,
    { id, body }: Asked,
    wanted: Trouble | Readonly<Record<string, unknown>>,
  ) => {
    const said: Readonly<Record<string, unknown>> = {
      type: `${body['type']}.answer`,
      ...usual(body, orders),
      ...fieldsOf(wanted),
    };
    if (body['type'] === 'transfer' && !orders.has(body['sessionId']))
      orders.set(body['sessionId'], said['responseCode']);
    const whole = wanted === 'garbage' ? '<html>' : JSON.stringify(said);
    const at = new Date(now() - (wanted === 'stale' ? 6 * 60_000 : 0));
    const fresh = signed(id, whole, at, wanted === 'foreign' ? FOREIGN_SECRET : RAIL_SECRET);
    const answered = (wanted === 'replayed' ? last.get(said['type']) : undefined) ?? { headers: fresh, text: whole };
    last.set(said['type'], { headers: fresh, text: whole });
    const headers = wanted === 'unsigned' ? {} : answered.headers;
    response.writeHead(wanted === 'error' ? 500 : 200, headers).end(answered.text);
  };
  const listener: RequestListener = async (request, response) => {
    const { url: path = '', headers } = request;
    const raw = await text(request);
    const isSigned = isVerified(raw, headers as Record<string, string>);
    const one = { path, id: `${headers['webhook-id']}`, isSigned, body: JSON.parse(raw), headers };
    asked.push(one);
    if (isHeld(one.body)) {
      await held.promise;
      orders.set(one.body['sessionId'], '00');
      return void request.socket.destroy();
    }
    const wanted = scripted.shift() ?? {};
    if (isSilent(wanted, request, response)) return;
    answer(response, one, wanted);
  };
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/bank`;
  return {
    url,
    settings: { INTERSTELLAS_RAIL_URL: url, INTERSTELLAS_RAIL_SECRET: RAIL_SECRET },
    asked,
    sign: signNotice,
    next: (...answers) => void scripted.push(...answers),
    hold(matches) {
      isHeld = matches;
      held = Promise.withResolvers();
      return () => {
        isHeld = () => false;
        held.resolve();
      };
    },
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}

type Fields = Readonly<Record<string, unknown>>;

/** What a bank in order answers. `orders` tells what became of each transfer. */
function usual({ type, sessionId, bankCode, accountNumber }: Fields, orders: ReadonlyMap<unknown, unknown>): Fields {
  if (type === 'name-enquiry') return { ...HOLDER, bankCode, accountNumber };
  const known = orders.get(sessionId);
  if (type === 'transfer-status') return { sessionId, responseCode: known ?? '25', isReversed: false };
  return { sessionId, responseCode: known === undefined ? '00' : '94' };
}

/** What is answered in place of the usual. */
function fieldsOf(wanted: Trouble | Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return typeof wanted === 'string' ? {} : wanted;
}

/** Does what is no answer at all, where that is wanted. */
function isSilent(wanted: unknown, { headers, socket }: IncomingMessage, response: ServerResponse): boolean {
  if (wanted === 'cut') socket.destroy();
  else if (wanted === 'redirect') response.writeHead(307, { Location: `http://${headers.host}/elsewhere` }).end();
  else if (wanted === 'endless') response.writeHead(200).end('x'.repeat(1024 * 1024));
  else return wanted === 'hang';
  return true;
}

function isVerified(body: string, headers: Record<string, string>): boolean {
  try {
    verifier(RAIL_SECRET).verify(body, headers);
    return true;
  } catch {
    return false;
  }
}
