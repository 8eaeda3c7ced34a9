/** Checks and tidies what somebody wants a key to be: its name and its limits, every problem at once. */

import { Fault, type Problem } from '../../faults/index.ts';
import { canonicalBlock } from '../../platform/address.ts';
import type { BusinessId, ClientId } from '../../platform/ids.ts';
import type { Sql } from '../../platform/pool.ts';
import type { KeySettings } from '../life.ts';
import { findOwnBusinesses } from '../store/keys.ts';

/** As it arrives; a limit that is null is lifted, one that is absent is not spoken of. */
export interface WantedSettings {
  readonly name?: string;
  readonly scopes?: readonly string[] | null;
  readonly businessIds?: readonly string[] | null;
  readonly addresses?: readonly string[] | null;
  readonly expiresAt?: string | null;
}

interface Surroundings {
  readonly sql: Sql;
  readonly clientId: ClientId;
  readonly now: Date;
  readonly permissions: readonly string[];
}

type Writable<T> = { -readonly [Name in keyof T]?: T[Name] };

/** Fault `request.unprocessable`, naming every value that is not accepted. */
export async function readSettings(wanted: WantedSettings, around: Surroundings): Promise<Partial<KeySettings>> {
  const problems: Problem[] = [];
  const settings: Writable<KeySettings> = {};
  if (wanted.name !== undefined) settings.name = wanted.name.trim();
  if (wanted.scopes !== undefined) settings.scopes = readScopes(wanted.scopes, around.permissions, problems);
  if (wanted.businessIds !== undefined)
    settings.businessIds = await readBusinesses(wanted.businessIds, around, problems);
  if (wanted.addresses !== undefined) settings.addresses = readAddresses(wanted.addresses, problems);
  if (wanted.expiresAt !== undefined) settings.expiresAt = readExpiry(wanted.expiresAt, around.now, problems);
  const [first] = problems;
  if (first !== undefined)
    throw new Fault('request.unprocessable', {
      problems,
      ...(problems.length === 1 ? { message: first.message } : {}),
    });
  return settings;
}

function readScopes(
  scopes: readonly string[] | null,
  permissions: readonly string[],
  problems: Problem[],
): readonly string[] | null {
  for (const [index, scope] of (scopes ?? []).entries())
    if (!permissions.includes(scope)) problems.push(problem('scopes', index, `${scope} is not a permission.`));
  return distinct(scopes);
}

/** A business of somebody else gets the answer of one that does not exist. */
async function readBusinesses(
  ids: readonly string[] | null,
  { sql, clientId }: Surroundings,
  problems: Problem[],
): Promise<readonly BusinessId[] | null> {
  if (ids === null) return null;
  const own = await findOwnBusinesses(sql, clientId, ids);
  for (const [index, id] of ids.entries())
    if (!own.has(id)) problems.push(problem('businessIds', index, 'The client account has no such business.'));
  return distinct(ids as readonly BusinessId[]);
}

function readAddresses(blocks: readonly string[] | null, problems: Problem[]): readonly string[] | null {
  if (blocks === null) return null;
  const spelt = blocks.map((block, index) => {
    const canonical = canonicalBlock(block);
    if (canonical === undefined)
      problems.push(problem('addresses', index, 'Must be an IPv4 or IPv6 address, or a block of them (CIDR).'));
    return canonical ?? '';
  });
  return distinct(spelt);
}

function readExpiry(text: string | null, now: Date, problems: Problem[]): Date | null {
  if (text === null) return null;
  const at = new Date(text);
  if (!(at > now)) problems.push({ message: 'expiresAt must be a moment in the future.', field: 'expiresAt' });
  return at;
}

function problem(field: string, index: number, message: string): Problem {
  return { message, field: `${field}.${index}` };
}

function distinct<T>(items: readonly T[] | null): readonly T[] | null {
  return items === null ? null : [...new Set(items)];
}
