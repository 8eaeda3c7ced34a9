/** One attempt of a delivery: begun, sent, and how it ended written down with all that follows from it. */

import type { Audit } from '../../audit/index.ts';
import type { Mail } from '../../mail/index.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database, Transaction } from '../../platform/database.ts';
import type { BusinessId, ClientId } from '../../platform/ids.ts';
import { signMessage } from '../../platform/message-signature.ts';
import type { Sql } from '../../platform/pool.ts';
import type { Random } from '../../platform/random.ts';
import type { Places, Taken } from '../dispatch.ts';
import { webhookDisabled } from '../letters.ts';
import { errorOf, judge, keepable, type Outcome, reasonToDisable, signingKey, statusOf } from '../rules.ts';
import type { Secrets } from '../secrets.ts';
import type { Send } from '../send.ts';
import { endAttempt, holdDeliveries, insertAttempt, type TakenDelivery, takeDeliveries } from '../store/deliveries.ts';
import { type Endpoint, lockEndpoint, setDisabled, setFailingSince, setWorking } from '../store/endpoints.ts';

export interface DeliverOptions {
  readonly audit: Audit;
  readonly clock: Clock;
  /** E-mail addresses of those who look after a client account. */
  readonly contactsOf: (sql: Sql, clientId: ClientId) => Promise<readonly string[]>;
  readonly database: Database;
  readonly mail: Mail;
  readonly random: Random;
  readonly secrets: Secrets;
  /** Is told why an attempt did not deliver, or null. */
  readonly ended: (error: string | null) => void;
  readonly send: Send;
}

/** At the same time to one business, in all processes. A receiver that has failed is asked with one until it takes that. */
const MOST_AT_ONCE = 4;
/** After its process died an attempt is made anew this much later; shorter than some take, so it is prolonged meanwhile. */
const HOLD_SECONDS = 15;
const USER_AGENT = 'Interstellas-Webhooks/1';

export function takeDue({ database }: DeliverOptions, businessId: BusinessId, places: Places): Promise<Taken> {
  return database.transaction(async ({ sql }): Promise<Taken> => {
    const endpoint = await lockEndpoint(sql, businessId);
    if (endpoint?.state !== 'active') return 'nothing';
    const isFailing = endpoint.failingSince !== null;
    const limit = isFailing ? places.failing : places.working;
    if (limit <= 0) return 'full';
    const mostAtOnce = isFailing ? 1 : MOST_AT_ONCE;
    const deliveries = await takeDeliveries(sql, { businessId, mostAtOnce, limit, holdSeconds: HOLD_SECONDS });
    return deliveries.length === 0 ? 'nothing' : { endpoint, deliveries };
  });
}

export function holdOn({ database }: DeliverOptions, deliveries: readonly TakenDelivery[]): Promise<void> {
  return holdDeliveries(database.sql, deliveries, HOLD_SECONDS);
}

export async function attemptDelivery(
  options: DeliverOptions,
  endpoint: Endpoint,
  delivery: TakenDelivery,
  signal: AbortSignal,
): Promise<void> {
  const { clock, random, secrets, send } = options;
  const { authKey, signing } = secrets.open(endpoint, new Date(clock.now()));
  const at = new Date(clock.now());
  const begun = clock.monotonic();
  const message = { id: delivery.eventId, atMs: at.getTime(), body: delivery.body };
  const { 'webhook-signature': signature, ...named } = signMessage(signing.map(signingKey), message);
  const shown = {
    'Content-Type': 'application/json',
    'User-Agent': USER_AGENT,
    // What is packed could unpack to any size.
    'Accept-Encoding': 'identity',
    ...named,
  };
  const headers = { ...shown, 'AUTH-KEY': authKey, 'webhook-signature': signature };
  const outcome = await send({ url: endpoint.url, headers, body: delivery.body, signal });
  const nowMs = clock.now();
  const verdict = judge({ outcome, step: delivery.step, nowMs, chance: chance(random) });
  const attempt = {
    number: delivery.attempts,
    at,
    url: endpoint.url,
    requestHeaders: shown,
    status: statusOf(outcome),
    error: errorOf(outcome),
    latencyMs: Math.round(clock.monotonic() - begun),
    // It may be an echo of what it was sent.
    responseHead: 'head' in outcome ? keepable(outcome.head, [authKey, ...signature.split(' ')]) : null,
    nextAt: verdict.state === 'pending' ? new Date(nowMs + verdict.waitSeconds * 1000) : null,
  };
  options.ended(attempt.error);
  await options.database.transaction(async (transaction) => {
    await noteHealth(options, transaction, endpoint, outcome);
    await endAttempt(transaction.sql, delivery, verdict);
    await insertAttempt(transaction.sql, delivery, attempt);
  });
}

/** At least 0, below 1. */
function chance(random: Random): number {
  return Buffer.from(random.bytes(4)).readUInt32BE() / 2 ** 32;
}

/** What the attempt says about the receiver. Nothing, if it is another one by now. */
async function noteHealth(
  options: DeliverOptions,
  transaction: Transaction,
  { businessId, url }: Endpoint,
  outcome: Outcome,
): Promise<void> {
  const { sql } = transaction;
  const error = errorOf(outcome);
  if (error === 'interrupted') return;
  if (error === null) return setWorking(sql, businessId, url);
  const endpoint = await lockEndpoint(sql, businessId);
  if (endpoint === undefined || endpoint.url !== url || endpoint.state === 'disabled') return;
  const at = new Date(options.clock.now());
  if (endpoint.failingSince === null) await setFailingSince(sql, businessId, at);
  const reason = reasonToDisable(outcome, endpoint.failingSince ?? at, at.getTime());
  if (reason !== undefined) await disable(options, transaction, endpoint, { reason, at });
}

async function disable(
  { audit, contactsOf, mail }: DeliverOptions,
  transaction: Transaction,
  { businessId, clientId, url }: Endpoint,
  { reason, at }: { readonly reason: 'failing' | 'gone'; readonly at: Date },
): Promise<void> {
  const { sql } = transaction;
  await setDisabled(sql, businessId, reason, at);
  await audit.record(sql, {
    action: 'webhooks.disable',
    clientId,
    objectId: businessId,
    after: { state: 'disabled' },
    details: { reason },
  });
  const words = webhookDisabled({ host: new URL(url).host, reason });
  for (const to of await contactsOf(sql, clientId)) await mail.send(transaction, { to, ...words });
}
