/** Where a business is told, and with which secrets: set, shown, replaced, paused, given up. */

import type { Actor, Audit, AuditEvent } from '../../audit/index.ts';
import { Fault } from '../../faults/index.ts';
import type { Mail } from '../../mail/index.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database, Transaction } from '../../platform/database.ts';
import type { BusinessId, ClientId } from '../../platform/ids.ts';
import type { Sql } from '../../platform/pool.ts';
import { webhookMoved } from '../letters.ts';
import type { Secrets } from '../secrets.ts';
import { giveUpPending, hastenPending } from '../store/deliveries.ts';
import {
  deleteEndpoint,
  type Endpoint,
  findEndpoint,
  insertEndpoint,
  lockEndpoint,
  replaceSecrets,
  setActive,
  setPaused,
} from '../store/endpoints.ts';
import type { Targets } from '../target.ts';

export interface SettingsOptions {
  readonly audit: Audit;
  readonly clock: Clock;
  readonly contactsOf: (sql: Sql, clientId: ClientId) => Promise<readonly string[]>;
  readonly database: Database;
  readonly mail: Mail;
  readonly secrets: Secrets;
  readonly targets: Targets;
  readonly wake: (businessId: BusinessId) => void;
}

/** Who does it, and to whose webhook. */
export interface Order {
  readonly clientId: ClientId;
  readonly businessId: BusinessId;
  readonly actor: Actor;
}

export interface ShownSecrets {
  readonly authKey: string;
  readonly signingSecret: string;
}

export interface Rotation {
  readonly overlapSeconds: number;
  readonly replacesAuthKey: boolean;
}

export interface Settings {
  /** Begins to send there, and again if sending was paused or had been given up. Shows the secrets of a new one. */
  setUrl(order: Order & { readonly url: string }): Promise<{ endpoint: Endpoint; secrets: ShownSecrets | undefined }>;
  get(businessId: BusinessId): Promise<Endpoint>;
  pause(order: Order): Promise<Endpoint>;
  enable(order: Order): Promise<Endpoint>;
  remove(order: Order): Promise<void>;
  reveal(order: Order): Promise<ShownSecrets>;
  rotate(
    transaction: Transaction,
    order: Order & Rotation,
  ): Promise<ShownSecrets & { readonly oldSecretEndsAt: Date | null }>;
}

/** Deliveries that one statement changes. */
const BITE = 5000;

export function createSettings(options: SettingsOptions): Settings {
  const { clock, database, secrets } = options;
  const now = (): Date => new Date(clock.now());
  const reveal = (endpoint: Endpoint): ShownSecrets => {
    const { authKey, signing } = secrets.open(endpoint, now());
    return { authKey, signingSecret: signing[0] ?? '' };
  };
  return {
    setUrl: (order) => setUrl(options, order),
    async get(businessId) {
      return required(await findEndpoint(database.sql, businessId));
    },
    pause: (order) =>
      change(options, order, async ({ sql }, { state }) => {
        if (state !== 'paused') await setPaused(sql, order.businessId, now());
        return { action: 'webhooks.pause', before: { state }, after: { state: 'paused' } };
      }),
    enable: (order) =>
      change(options, order, async ({ sql, afterwards }, { state, url }) => {
        if (state !== 'active') {
          await setActive(sql, order.businessId, url, now());
          await hastenPending(sql, order.businessId, BITE);
        }
        afterwards(() => options.wake(order.businessId));
        return { action: 'webhooks.enable', before: { state }, after: { state: 'active' } };
      }),
    async remove(order) {
      await database.transaction(async ({ sql }) => {
        const { state, url } = required(await lockEndpoint(sql, order.businessId));
        await deleteEndpoint(sql, order.businessId);
        await record(options, sql, order, { action: 'webhooks.delete', before: { state, url: outline(url) } });
      });
      // However many there are: nobody sends them any more, so that they need not be given up with the address.
      while ((await giveUpPending(database.sql, order.businessId, BITE)) === BITE);
    },
    reveal: (order) =>
      database.transaction(async ({ sql }) => {
        const endpoint = required(await findEndpoint(sql, order.businessId));
        await record(options, sql, order, { action: 'webhooks.reveal-secret' });
        return reveal(endpoint);
      }),
    async rotate({ sql }, order) {
      const { businessId, overlapSeconds, replacesAuthKey } = order;
      required(await lockEndpoint(sql, businessId));
      const at = now();
      const oldSecretEndsAt = overlapSeconds === 0 ? null : new Date(at.getTime() + overlapSeconds * 1000);
      const { sealed: secretSealed } = secrets.newSigningSecret(businessId);
      const authKeySealed = replacesAuthKey ? secrets.newAuthKey(businessId).sealed : undefined;
      await replaceSecrets(sql, businessId, { secretSealed, oldSecretEndsAt, authKeySealed, at });
      await record(options, sql, order, {
        action: 'webhooks.rotate-secret',
        details: { overlapSeconds, replacesAuthKey },
      });
      return { ...reveal(required(await findEndpoint(sql, businessId))), oldSecretEndsAt };
    },
  };
}

async function setUrl(options: SettingsOptions, { url: text, ...order }: Order & { readonly url: string }) {
  const { clock, contactsOf, database, mail, secrets, targets, wake } = options;
  const problem = await targets.problemOnTheNetwork(text);
  if (problem !== undefined)
    throw new Fault('webhook.url_refused', { message: `webhookUrl ${problem}.`, field: 'webhookUrl' });
  const { href: url, host } = new URL(text);
  const { businessId, clientId } = order;
  return database.transaction(async (transaction) => {
    const { sql, afterwards } = transaction;
    const at = new Date(clock.now());
    const authKey = secrets.newAuthKey(businessId);
    const secret = secrets.newSigningSecret(businessId);
    const sealed = { authKeySealed: authKey.sealed, secretSealed: secret.sealed };
    const isNew = await insertEndpoint(sql, { businessId, clientId, url, ...sealed, at });
    const before = required(await lockEndpoint(sql, businessId));
    const isOther = before.url !== url || before.state !== 'active';
    if (isOther) {
      await setActive(sql, businessId, url, at);
      await hastenPending(sql, businessId, BITE);
    }
    afterwards(() => wake(businessId));
    const changes = { ...(isNew ? {} : { before: { url: outline(before.url) } }), after: { url: outline(url) } };
    await record(options, sql, order, { action: 'webhooks.update-url', ...changes });
    if (isNew || before.url !== url) {
      const words = webhookMoved({ host, address: order.actor.address });
      for (const to of await contactsOf(sql, clientId)) await mail.send(transaction, { to, ...words });
    }
    const endpoint = required(await findEndpoint(sql, businessId));
    return { endpoint, secrets: isNew ? { authKey: authKey.plain, signingSecret: secret.plain } : undefined };
  });
}

/** Changes the webhook and says so in the audit. */
function change(
  options: SettingsOptions,
  order: Order,
  work: (transaction: Transaction, endpoint: Endpoint) => Promise<Deed>,
): Promise<Endpoint> {
  return options.database.transaction(async (transaction) => {
    const { sql } = transaction;
    const endpoint = required(await lockEndpoint(sql, order.businessId));
    await record(options, sql, order, await work(transaction, endpoint));
    return required(await findEndpoint(sql, order.businessId));
  });
}

/** What was done, besides to what and by whom. */
type Deed = Pick<AuditEvent, 'action' | 'before' | 'after' | 'details'>;

async function record({ audit }: SettingsOptions, sql: Sql, order: Order, deed: Deed): Promise<void> {
  const { actor, businessId, clientId } = order;
  await audit.record(sql, { clientId, objectId: businessId, actor, ...deed });
}

function required(endpoint: Endpoint | undefined): Endpoint {
  if (endpoint === undefined) throw new Fault('webhook.not_found');
  return endpoint;
}

/** A URL without what may be a secret in it. */
function outline(url: string): string {
  const { origin, pathname } = new URL(url);
  return origin + pathname;
}
