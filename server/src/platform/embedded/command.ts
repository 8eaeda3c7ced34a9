// Running the short-lived programs (initdb, useradd, probes): as whom, and with which environment. The long-lived
// postmaster is started in postmaster.ts.

import { execFile } from 'node:child_process';
import { codeOf } from './refusal.ts';

/** The user PostgreSQL runs as when we are root. Everywhere in this room `undefined` means: as ourselves. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
  readonly name: string;
}

// Explicit and minimal: an inherited PGDATA, PGPORT or LC_* of the operator's own PostgreSQL would change what ours does.
export const CHILD_ENVIRONMENT: Readonly<Record<string, string>> = {
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  LC_ALL: 'C',
  TZ: 'UTC',
};

/** Spawn options. The working directory is `/`, since ours may be closed to the account. */
export function spawnAs(account: Account | undefined) {
  const identity = account === undefined ? {} : { uid: account.uid, gid: account.gid };
  return { cwd: '/', env: CHILD_ENVIRONMENT, ...identity };
}

export interface Outcome {
  readonly ok: boolean;
  /** There is no such program. */
  readonly missing: boolean;
  /** Standard output and error together, trimmed. */
  readonly output: string;
}

/** Runs a program to its end. A program that is missing or fails is an outcome, not an exception. */
export function run(file: string, args: readonly string[], account?: Account): Promise<Outcome> {
  return new Promise((resolve) => {
    execFile(file, args, spawnAs(account), (error, stdout, stderr) => {
      const said = `${stdout}${stderr}`.trim();
      resolve({
        ok: error === null,
        missing: codeOf(error) === 'ENOENT',
        output: said === '' && error !== null ? error.message : said,
      });
    });
  });
}
