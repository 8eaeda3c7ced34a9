/**
 * Whether a database is ours to serve on. The first start marks it with the environment and with proofs of the two server
 * secrets; later starts with another environment or other secrets are refused, before a sandbox touches production's data
 * or every key turns out to be unreadable.
 */

import type { Environment } from './environment.ts';
import { OperatorError } from './operator-error.ts';
import type { Sql } from './pool.ts';
import type { Pepper, Seal } from './seal.ts';

const KNOWN_TEXT = 'interstellas';

interface Mark {
  readonly environment: Environment;
  readonly sealedCheck: Uint8Array;
  readonly pepperCheck: Uint8Array;
}

interface Owner {
  readonly environment: Environment;
  readonly seal: Seal;
  readonly pepper: Pepper;
}

/** @throws OperatorError when the database belongs to another environment or to other secrets. */
export async function claimDatabase(sql: Sql, own: Owner): Promise<void> {
  const pepperCheck = own.pepper.digest('installation', KNOWN_TEXT);
  await sql`
    insert into installation (environment, sealed_check, pepper_check)
    values (${own.environment}, ${own.seal.seal(KNOWN_TEXT, 'installation')}, ${pepperCheck})
    on conflict (is_single) do nothing`;
  if (!(await isClaimed(sql, own))) throw new Error('the mark that was just made is gone');
}

/** Whether the database is marked as ours; false when it is not marked at all. @throws OperatorError when it is another's. */
export async function isClaimed(sql: Sql, own: Owner): Promise<boolean> {
  const [mark] = await sql<Mark[]>`
    select environment, sealed_check as "sealedCheck", pepper_check as "pepperCheck" from installation`;
  if (mark === undefined) return false;
  if (mark.environment !== own.environment) {
    const problem = `This database belongs to the ${mark.environment} environment, and INTERSTELLAS_ENVIRONMENT is ${own.environment}.`;
    throw new OperatorError(`${problem} Each environment needs a database of its own.`);
  }
  const pepperChecks = own.pepper.digests('installation', KNOWN_TEXT);
  if (!pepperChecks.some((check) => check.equals(mark.pepperCheck))) throw otherSecret('INTERSTELLAS_PEPPER');
  if (!opens(own.seal, mark.sealedCheck)) throw otherSecret('INTERSTELLAS_KEY_ENCRYPTION_KEY');
  return true;
}

function opens(seal: Seal, sealed: Uint8Array): boolean {
  try {
    return seal.open(sealed, 'installation') === KNOWN_TEXT;
  } catch {
    return false;
  }
}

function otherSecret(name: string): OperatorError {
  return new OperatorError(
    `${name} is not the one that this database was set up with: its keys could not be read. Restore the original secret.`,
  );
}
