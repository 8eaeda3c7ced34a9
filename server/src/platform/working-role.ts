/**
 * The role as which the server works: it reads and writes every table, but can only add to the ledger and to the audit, and
 * has no say over the schema. Migrations, restoring and other maintenance go on as the owner. It is called after the
 * owner, since roles are shared by all databases of a cluster: one name for everybody would open a production database to
 * the login of a sandbox.
 */

import { openPool, type Pool, type Sql } from './pool.ts';

/** What the server only ever adds to. The triggers of these tables say the same to the owner. */
const APPEND_ONLY = ['ledger_posting', 'ledger_entry', 'audit_event'] as const;
/** What only migrations write. */
const READ_ONLY = ['schema_migration'] as const;
/** Names the lock under which processes that start at the same moment take turns. */
const LOCK_KEY = 4_842_737_002n;
const SUFFIX = '_app';

/** The role, or why there is none to be had. */
export type WorkingRole = { readonly role: string } | { readonly role: undefined; readonly why: string };

/**
 * Makes the role where it is missing and gives it what the present tables need. `pool` is the owner's, on a migrated
 * database; `url` is how the server will connect, which is tried.
 */
export async function prepareWorkingRole(pool: Pool, url: string): Promise<WorkingRole> {
  const role = await nameRole(pool);
  const unfit = (await createRole(pool, role)) ?? (await judgeRole(pool, role));
  if (unfit !== undefined) return { role: undefined, why: unfit };
  try {
    await grantTables(pool, role);
    return await tryRole(url, role);
  } catch (error) {
    return { role: undefined, why: messageOf(error) };
  }
}

/** The same, of a role that was prepared before: changes nothing. */
export async function findWorkingRole(pool: Pool, url: string): Promise<WorkingRole> {
  const role = await nameRole(pool);
  const unfit = await judgeRole(pool, role);
  return unfit === undefined
    ? tryRole(url, role).catch((error: unknown) => ({ role: undefined, why: messageOf(error) }))
    : { role: undefined, why: unfit };
}

async function nameRole(sql: Sql): Promise<string> {
  const [row] = await sql<[{ name: string }]>`select left(current_user, ${63 - SUFFIX.length}) || ${SUFFIX} as name`;
  return row.name;
}

/** Returns why it could not be made. Made by another process at the same moment, it is there as well. */
async function createRole(pool: Pool, role: string): Promise<string | undefined> {
  const name = quoted(role);
  try {
    const known = await pool`select from pg_roles where rolname = ${role}`;
    if (known.length > 0) return undefined;
    await pool.unsafe(`create role ${name} nologin nosuperuser nocreatedb nocreaterole`);
    await pool.unsafe(`grant ${name} to current_user`);
    return undefined;
  } catch (error) {
    const known = await pool`select from pg_roles where rolname = ${role}`;
    return known.length > 0 ? undefined : messageOf(error);
  }
}

/** Returns why it is not to be used: a role that was made for something else is given nothing of ours. */
async function judgeRole(sql: Sql, role: string): Promise<string | undefined> {
  const [found] = await sql<{ isOurs: boolean }[]>`
    select not (rolcanlogin or rolsuper or rolcreaterole or rolcreatedb or rolbypassrls) as "isOurs"
    from pg_roles where rolname = ${role}`;
  if (found === undefined) return `the role ${role} does not exist`;
  return found.isOurs ? undefined : `the role ${role} can do more than a role without a login`;
}

async function grantTables(pool: Pool, role: string): Promise<void> {
  const name = quoted(role);
  await pool.begin(async (sql) => {
    await sql`select pg_advisory_xact_lock(${LOCK_KEY})`;
    if (await isGranted(sql, role)) return;
    await sql.unsafe(`
      grant usage on schema public to ${name};
      grant select, insert, update, delete on all tables in schema public to ${name};
      revoke update, delete on ${APPEND_ONLY.join(', ')} from ${name};
      revoke insert, update, delete on ${READ_ONLY.join(', ')} from ${name};
      grant usage, select on all sequences in schema public to ${name};
    `);
  });
}

/** Whether it has what it needs already: then no catalog is touched, and a start disturbs nobody. */
async function isGranted(sql: Sql, role: string): Promise<boolean> {
  const [row] = await sql<[{ isGranted: boolean }]>`
    select bool_and(
      has_table_privilege(${role}, c.oid, 'select')
      and (c.relname in ${sql([...READ_ONLY])} or has_table_privilege(${role}, c.oid, 'insert'))
      and (c.relname in ${sql([...READ_ONLY, ...APPEND_ONLY])}
           <> has_table_privilege(${role}, c.oid, 'update, delete'))) as "isGranted"
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'`;
  return row.isGranted;
}

/** Connects as the server will: poolers between may not let a role through, or drop it silently. */
async function tryRole(url: string, role: string): Promise<WorkingRole> {
  const pool = openPool({ url, role, connections: 1, applicationName: 'interstellas role' });
  try {
    const [row] = await pool<[{ user: string; canChange: boolean }]>`
      select current_user as user, has_table_privilege('ledger_entry', 'update') as "canChange"`;
    if (row.user !== role) return { role: undefined, why: `connections come in as ${row.user}` };
    return row.canChange ? { role: undefined, why: `${role} may change what is only ever added to` } : { role };
  } finally {
    await pool.end({ timeout: 1 });
  }
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
