/** What the operations of this room are made of. */

import type { Audit } from '../../audit/index.ts';
import type { Mail, Words } from '../../mail/index.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database, Transaction } from '../../platform/database.ts';
import type { Environment } from '../../platform/environment.ts';
import type { ClientId, Ids } from '../../platform/ids.ts';
import type { Sql } from '../../platform/pool.ts';
import type { Random } from '../../platform/random.ts';
import type { Pepper, Seal } from '../../platform/seal.ts';

export interface KeysOptions {
  readonly audit: Audit;
  readonly clock: Clock;
  /** The e-mail addresses of those who are told when something happens to the client account's keys. */
  readonly contactsOf: (sql: Sql, clientId: ClientId) => Promise<readonly string[]>;
  readonly database: Database;
  readonly environment: Environment;
  readonly ids: Ids;
  /** How many active keys a client account may have. */
  readonly keysPerClient: number;
  readonly mail: Mail;
  readonly pepper: Pepper;
  /** Everything that a key can be limited to. */
  readonly permissions: readonly string[];
  readonly random: Random;
  readonly seal: Seal;
}

/** Tells everybody who answers for the client account. */
export async function tellContacts(
  { contactsOf, mail }: KeysOptions,
  transaction: Transaction,
  clientId: ClientId,
  words: Words,
): Promise<void> {
  for (const to of await contactsOf(transaction.sql, clientId)) await mail.send(transaction, { to, ...words });
}
