/** What is said of a key elsewhere: in audit events and letters, never the key itself. */

import type { Actor, AuditEvent } from '../../audit/index.ts';
import type { Environment } from '../../platform/environment.ts';
import type { Occasion } from '../letters.ts';
import type { KeySettings, StoredKey } from '../life.ts';
import { maskedKey } from '../rules.ts';

type Facts = NonNullable<AuditEvent['after']>;

/** The settings as an audit event holds them. */
export function factsOf(settings: Partial<KeySettings>): Facts {
  const { expiresAt, ...rest } = settings;
  return { ...rest, ...(expiresAt === undefined ? {} : { expiresAt: expiresAt?.toISOString() ?? null }) };
}

export function settingsOf({ name, scopes, businessIds, addresses, expiresAt }: StoredKey): KeySettings {
  return { name, scopes, businessIds, addresses, expiresAt };
}

export function occasionOf(environment: Environment, key: StoredKey, at: Date, actor?: Actor): Occasion {
  return { name: key.name, masked: maskedKey(environment, key.hint), at, address: actor?.address };
}
