// What is said to the cluster as its superuser: who are you, and the making of our role and database. The only file of
// this room that speaks SQL; migrations and products never come here.

import postgres from 'postgres';
import type { ClusterRecord } from './folder.ts';
import { codeOf } from './refusal.ts';

const ROLE = 'interstellas';
const WORKING_ROLE = `${ROLE}_app`;

export type Answer =
  | 'ours' // it serves exactly this folder and knows our password
  | 'other' // something answers, but not the database of this folder
  | 'silent'; // nothing answers, or a database that is starting up or shutting down

/** Asks whatever listens on the port whether it is the database of this folder. The password is the proof, the folder the name. */
export async function askFolder(port: number, adminPassword: string, cluster: string): Promise<Answer> {
  const sql = connect(port, adminPassword);
  try {
    const [row] = await sql`show data_directory`;
    return row?.['data_directory'] === cluster ? 'ours' : 'other';
  } catch (error) {
    // 57P03: starting up or shutting down. Other codes of PostgreSQL have five characters too: a stranger's refusal.
    const code = codeOf(error) ?? '';
    return code !== '57P03' && /^[0-9A-Z]{5}$/.test(code) ? 'other' : 'silent';
  } finally {
    await sql.end({ timeout: 0 });
  }
}

/** Makes the roles and the database where missing: can be killed anywhere and repeated. */
export async function createDatabase(port: number, record: ClusterRecord): Promise<void> {
  const sql = connect(port, record.adminPassword);
  try {
    const roles = await sql`select 1 from pg_roles where rolname = ${ROLE}`;
    // Both names are constants and the password is base64url, so nothing here needs quoting; DDL takes no parameters.
    if (roles.length === 0) {
      await sql.unsafe(`create role ${ROLE} login nosuperuser nocreatedb nocreaterole password '${record.password}'`);
    }
    // As whom the server works, see ../working-role.ts: our role may not make roles.
    const working = await sql`select 1 from pg_roles where rolname = ${WORKING_ROLE}`;
    if (working.length === 0) await sql.unsafe(`create role ${WORKING_ROLE} nologin`);
    await sql.unsafe(`grant ${WORKING_ROLE} to ${ROLE}`);
    const databases = await sql`select 1 from pg_database where datname = ${ROLE}`;
    if (databases.length === 0) await sql.unsafe(`create database ${ROLE} owner ${ROLE}`);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

export const adminUrl = (port: number, record: ClusterRecord): string =>
  `postgres://postgres:${record.adminPassword}@127.0.0.1:${port}/postgres`;

export const roleUrl = (port: number, record: ClusterRecord): string =>
  `postgres://${ROLE}:${record.password}@127.0.0.1:${port}/${ROLE}`;

// Every parameter is given, so that the driver has no reason to look at PG* variables.
function connect(port: number, password: string) {
  return postgres({
    host: '127.0.0.1',
    port,
    user: 'postgres',
    password,
    database: 'postgres',
    ssl: false,
    max: 1,
    connect_timeout: 5,
    fetch_types: false,
    onnotice: () => undefined,
  });
}
