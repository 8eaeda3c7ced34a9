/**
 * The surroundings of a measured server: a data folder of its own, the embedded PostgreSQL, and as many people with
 * sessions and keys as wanted, written in bulk but made by the server's own code.
 */

import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Core, composeCore } from '../../server/src/compose.ts';
import { readConfig } from '../../server/src/config.ts';
import { createPasswords, type Passwords } from '../../server/src/identity/index.ts';
import { mintKey } from '../../server/src/keys/rules.ts';
import type { UserId } from '../../server/src/platform/ids.ts';
import { createLog } from '../../server/src/platform/log.ts';
import { systemRandom } from '../../server/src/platform/random.ts';
import type { ServerSecrets } from '../../server/src/platform/seal.ts';
import { prepareServer } from '../../server/src/prepare.ts';
import type { Credentials } from './requests.ts';

export interface House {
  /** The settings of a server in it. */
  readonly settings: Readonly<Record<string, string>>;
  readonly core: Core;
  /** Hashes as the server does. */
  readonly passwords: Passwords;
}

/** A person with one of his sessions and one of his keys. */
export interface Person extends Credentials {
  readonly email: string;
}

const log = createLog({ level: 'warn' });

/** A folder that is gone after the benchmark, with the database in it. */
export async function temporaryDataDir(cleanUp: AsyncDisposableStack): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'interstellas-bench-'));
  cleanUp.defer(async () => {
    // As root in a closed folder the cluster lives elsewhere, behind a link.
    const cluster = await realpath(join(folder, 'postgres')).catch(() => undefined);
    if (cluster !== undefined && dirname(cluster) !== (await realpath(folder)))
      await rm(dirname(cluster), { recursive: true, force: true });
    await rm(folder, { recursive: true, force: true });
  });
  return folder;
}

/** @param settings added to those of an empty sandbox without a demo client. */
export async function openHouse(
  cleanUp: AsyncDisposableStack,
  settings: Readonly<Record<string, string>>,
): Promise<House> {
  const dataDir = await temporaryDataDir(cleanUp);
  const own = { ...settings, PORT: '0', INTERSTELLAS_DEMO: 'off', INTERSTELLAS_DATA_DIR: dataDir };
  const config = readConfig(own);
  const prepared = await prepareServer(config, log);
  cleanUp.defer(prepared.release);
  const { databaseUrl, secrets } = prepared;
  const core = composeCore(config, { databaseUrl, secrets, log });
  const passwords = createPasswords({ concurrency: config.passwordConcurrency, queueLimit: 1 });
  cleanUp.defer(() => core.database.close());
  return { core, passwords, settings: { ...own, ...surroundings(databaseUrl, secrets) } };
}

function surroundings(databaseUrl: string, { keyEncryptionKeys, peppers }: ServerSecrets): Record<string, string> {
  return {
    DATABASE_URL: databaseUrl,
    INTERSTELLAS_KEY_ENCRYPTION_KEY: keyEncryptionKeys.map((key) => key.toString('hex')).join(','),
    INTERSTELLAS_PEPPER: peppers.map((pepper) => pepper.toString('hex')).join(','),
  };
}

const PEOPLE_IN_BATCH = 500;
const SESSION_SECONDS = 3600;

export interface Settlement {
  readonly people: number;
  /** Open sessions of each person, and as many keys of his client account: so many sets of credentials. */
  readonly sessionsEach: number;
  readonly passwordHash?: string;
}

/** People, each with a client account, an approved business, keys and open sessions. */
export async function settlePeople(core: Core, settlement: Settlement): Promise<Person[]> {
  const settled: Person[] = [];
  let inserted: Promise<void> = Promise.resolve();
  for (let done = 0; done < settlement.people; done += PEOPLE_IN_BATCH) {
    const count = Math.min(PEOPLE_IN_BATCH, settlement.people - done);
    const households = Array.from({ length: count }, () => makeHousehold(core));
    const wanted = households.flatMap((household) =>
      Array.from({ length: settlement.sessionsEach }, (_, index) => ({ household, isPrimary: index === 0 })),
    );
    const access = await Promise.all(wanted.map(({ household, isPrimary }) => makeAccess(core, household, isPrimary)));
    // The next batch is signed while this one is written.
    await inserted;
    inserted = insertBatch(core, households, access, settlement.passwordHash ?? 'none');
    settled.push(...access);
  }
  await inserted;
  await core.pool`analyze app_user, session, client_account, business, member, secret_key`;
  return settled;
}

interface Household {
  readonly userId: string;
  readonly email: string;
  readonly clientId: string;
  readonly businessId: string;
  readonly memberId: string;
}

interface Access extends Person {
  readonly userId: string;
  readonly clientId: string;
  readonly sessionId: string;
  readonly keyId: string;
  readonly publicKey: string;
  readonly isPrimary: boolean;
  readonly digest: string;
  readonly sealed: string;
}

function makeHousehold({ ids }: Core): Household {
  const userId = ids.next('user');
  return {
    userId,
    email: `${userId}@example.com`,
    clientId: ids.next('client'),
    businessId: ids.next('business'),
    memberId: ids.next('member'),
  };
}

async function makeAccess(
  { ids, tokens, pepper, seal }: Core,
  { userId, email, clientId, businessId }: Household,
  isPrimary: boolean,
): Promise<Access> {
  const sessionId = ids.next('session');
  const keyId = ids.next('secretKey');
  const secretKey = mintKey({ kind: 'secret', environment: 'sandbox' }, systemRandom);
  const issuedAt = Math.floor(Date.now() / 1000);
  return {
    userId,
    email,
    clientId,
    businessId,
    sessionId,
    keyId,
    secretKey,
    isPrimary,
    publicKey: mintKey({ kind: 'public', environment: 'sandbox' }, systemRandom),
    digest: pepper.digest('secret-key', secretKey).toString('hex'),
    sealed: seal.seal(secretKey, keyId).toString('hex'),
    token: await tokens.issue({
      userId: userId as UserId,
      sessionId,
      isDashboard: false,
      issuedAt,
      expiresAt: issuedAt + SESSION_SECONDS,
    }),
  };
}

async function insertBatch(
  { pool }: Core,
  households: readonly Household[],
  access: readonly Access[],
  passwordHash: string,
): Promise<void> {
  const expiresAt = new Date(Date.now() + SESSION_SECONDS * 1000);
  const rows = access.map(({ token: _token, secretKey: _secretKey, ...columns }) => columns);
  await pool.begin(async (sql) => {
    await sql`
      create temporary table household on commit drop as
      select * from jsonb_to_recordset(${sql.json(households.map((household) => ({ ...household })))}) as r(
        "userId" text, email text, "clientId" text, "businessId" text, "memberId" text)`;
    await sql`
      insert into app_user (id, email, email_key, password_hash, first_name, last_name, phone_no, created_at)
      select "userId", email, email, ${passwordHash}, 'Bench', 'Person', '+2348030000001', now() from household`;
    await sql`
      insert into client_account (id, owner_user_id, created_at) select "clientId", "userId", now() from household`;
    await sql`
      insert into business (client_id, id, business_name, country_id, is_new_business, created_at, approved_at)
      select "clientId", "businessId", 'Bench', 'NG', true, now(), now() from household`;
    await sql`
      insert into member (client_id, business_id, user_id, id, role, is_active, created_at)
      select "clientId", "businessId", "userId", "memberId", 'owner', true, now() from household`;
    await sql`
      create temporary table access on commit drop as
      select * from jsonb_to_recordset(${sql.json(rows)}) as r(
        "userId" text, "clientId" text, "sessionId" text, "keyId" text, "publicKey" text, "isPrimary" boolean,
        digest text, sealed text)`;
    await sql`
      insert into session (user_id, id, created_at, authenticated_at, expires_at, address, user_agent)
      select "userId", "sessionId", now(), now(), ${expiresAt}, '127.0.0.1', 'bench' from access`;
    await sql`
      insert into secret_key (client_id, id, digest, sealed, public_key, is_primary, created_at)
      select "clientId", "keyId", decode(digest, 'hex'), decode(sealed, 'hex'), "publicKey", "isPrimary", now()
      from access`;
  });
}
