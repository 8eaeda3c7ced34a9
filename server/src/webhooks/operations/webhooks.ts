/** What other rooms and the routes may do with webhooks. */

import type { Audit } from '../../audit/index.ts';
import type { Mail } from '../../mail/index.ts';
import { type Changes, EVERYTHING } from '../../platform/changes.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database, Transaction } from '../../platform/database.ts';
import type { BusinessId, ClientId, Ids } from '../../platform/ids.ts';
import type { Log } from '../../platform/log.ts';
import type { Sql } from '../../platform/pool.ts';
import type { Random } from '../../platform/random.ts';
import type { Seal } from '../../platform/seal.ts';
import type { Sweep } from '../../platform/sweep.ts';
import { createDispatch } from '../dispatch.ts';
import type { WebhookEvent } from '../event.ts';
import { createSecrets } from '../secrets.ts';
import { createSender } from '../send.ts';
import { findDueBusinesses } from '../store/deliveries.ts';
import { deleteEventsBefore } from '../store/events.ts';
import { createTargets, type TargetRules } from '../target.ts';
import { attemptDelivery, holdOn, takeDue } from './deliver.ts';
import { emitEvent } from './emit.ts';
import { createHistory, type History } from './history.ts';
import { createSettings, type Settings } from './settings.ts';

export interface Webhooks {
  /** Writes the event down with what it tells of; it is sent if and when the transaction commits. */
  emit(transaction: Transaction, event: WebhookEvent): Promise<void>;
  readonly settings: Settings;
  readonly history: History;
  readonly sweep: Sweep;
  /** Tells of every attempt that has ended why it did not deliver, or null. */
  listen(listener: (error: string | null) => void): void;
  /** Begins to send. */
  start(): void;
  stop(): Promise<void>;
}

export interface WebhooksOptions {
  readonly audit: Audit;
  readonly changes: Pick<Changes, 'subscribe'>;
  readonly clock: Clock;
  /** E-mail addresses of those who look after a client account. */
  readonly contactsOf: (sql: Sql, clientId: ClientId) => Promise<readonly string[]>;
  readonly database: Database;
  readonly ids: Ids;
  readonly log: Log;
  readonly mail: Mail;
  readonly random: Random;
  readonly seal: Seal;
  readonly targetRules: TargetRules;
}

const KEPT_MS = 30 * 86_400_000;

export function createWebhooks(options: WebhooksOptions): Webhooks {
  const { changes, clock, database, log } = options;
  const targets = createTargets(options.targetRules);
  const listeners: ((error: string | null) => void)[] = [];
  const delivering = {
    ...options,
    secrets: createSecrets(options),
    send: createSender({ targets }),
    ended(error: string | null) {
      for (const tell of listeners) tell(error);
    },
  };
  const dispatch = createDispatch({
    log,
    findDue: () => findDueBusinesses(database.sql),
    take: (businessId, places) => takeDue(delivering, businessId, places),
    hold: (deliveries) => holdOn(delivering, deliveries),
    attempt: (endpoint, delivery, signal) => attemptDelivery(delivering, endpoint, delivery, signal),
  });
  changes.subscribe((id) => {
    if (id === EVERYTHING) dispatch.look();
  });
  const parts = { ...delivering, targets, wake: (businessId: BusinessId) => dispatch.wake(businessId) };
  return {
    async emit(transaction, event) {
      await emitEvent(parts, transaction, event);
    },
    settings: createSettings(parts),
    history: createHistory(parts),
    sweep: (limit) => deleteEventsBefore(database.sql, new Date(clock.now() - KEPT_MS), limit),
    listen: (listener) => void listeners.push(listener),
    start: dispatch.start,
    stop: dispatch.stop,
  };
}
