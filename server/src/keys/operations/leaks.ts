/**
 * Keys that somebody found in public. A report is acted upon once, however often it comes: the key is marked, and
 * refused from the next request on if that is the policy, the last one of an account too.
 */

import { keyLeaked } from '../letters.ts';
import type { StoredKey } from '../life.ts';
import { hintOf, maskedKey, readKeyForm, SECRET_KEY_PATTERN } from '../rules.ts';
import { findKeyByDigest, setLeaked } from '../store/keys.ts';
import { endKey } from './deactivation.ts';
import { type HeldKeys, holdKeys, requireKey } from './held-keys.ts';
import { type KeysOptions, tellContacts } from './options.ts';
import { occasionOf } from './records.ts';

/** What happens to a key that was found in public. */
export type LeakPolicy = 'deactivate' | 'flag';

/** Where a key was found, in the finder's words. */
export interface Finding {
  readonly token: string;
  readonly url: string;
  readonly source: string;
  /** Who found it. */
  readonly reporter: string;
}

const WORDS_MAX_LENGTH = 500;

/** Whether the text is a secret key that was issued here. */
export async function reportLeak(options: KeysOptions, policy: LeakPolicy, finding: Finding): Promise<boolean> {
  const { clock, database, environment, pepper } = options;
  const form = readKeyForm(finding.token);
  // Without a look-up: most of what is reported has merely the look of a key.
  if (form?.kind !== 'secret' || form.environment !== environment) return false;
  const found = await findKeyByDigest(database.sql, pepper.digests('secret-key', finding.token));
  if (found === undefined) return false;
  await database.transaction(async (transaction) => {
    const held = await holdKeys(clock, transaction, found.clientId);
    const key = await requireKey(held, found.id);
    if (key.leakedAt === null) await actOnLeak(options, policy, { held, key, finding });
  });
  return true;
}

async function actOnLeak(
  options: KeysOptions,
  policy: LeakPolicy,
  { held, key, finding }: { held: HeldKeys; key: StoredKey; finding: Finding },
): Promise<void> {
  const { transaction, clientId, now } = held;
  const isEnded = policy === 'deactivate' && key.deactivatedAt === null;
  await setLeaked(transaction.sql, key, now);
  if (isEnded) await endKey(held, key);
  const url = presentable(finding.url);
  const at = now.toISOString();
  await options.audit.record(transaction.sql, {
    action: 'secret-scanning.report',
    clientId,
    objectId: key.id,
    before: { leakedAt: null, ...(isEnded ? { deactivatedAt: null } : {}) },
    after: { leakedAt: at, ...(isEnded ? { deactivatedAt: at } : {}) },
    details: { url, source: presentable(finding.source), reporter: presentable(finding.reporter) },
  });
  const isDeactivated = isEnded || key.deactivatedAt !== null;
  const words = keyLeaked(occasionOf(options.environment, key, now), { url, isDeactivated });
  await tellContacts(options, transaction, clientId, words);
}

const KEYS = new RegExp(SECRET_KEY_PATTERN, 'g');

/** A stranger's words, bounded, without anything that a store or a terminal could trip over, and without a key in them. */
function presentable(words: string): string {
  const clean = words.toWellFormed().replaceAll(/\p{C}+/gu, ' ');
  const masked = clean.replaceAll(KEYS, (key) =>
    maskedKey(key.startsWith('sk_test_') ? 'sandbox' : 'production', hintOf(key)),
  );
  return masked.slice(0, WORDS_MAX_LENGTH).toWellFormed();
}
