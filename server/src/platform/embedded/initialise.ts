// The making of a new cluster with initdb. It is made aside and renamed when finished, so that a half-made one is never
// mistaken for a database. Who starts it, and what is in it, is not known here.

import { randomBytes } from 'node:crypto';
import { chown, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Account, run } from './command.ts';
import { EmbeddedPostgresError } from './refusal.ts';

const UNFINISHED = 'postgres.unfinished-';

/** Makes a finished cluster in `home` under a temporary name, which it answers; all of it is on disk by then. */
export async function initialise(
  home: string,
  initdb: string,
  account: Account | undefined,
  adminPassword: string,
): Promise<string> {
  await sweep(home);
  const folder = join(home, `${UNFINISHED}${randomBytes(4).toString('hex')}`);
  const passwordFile = `${folder}.password`;
  try {
    await mkdir(folder, { mode: 0o700 });
    await writeFile(passwordFile, adminPassword, { mode: 0o600, flag: 'wx' });
    if (account !== undefined)
      await Promise.all([folder, passwordFile].map((path) => chown(path, account.uid, account.gid)));
    const made = await run(initdb, initdbArguments(folder, passwordFile), account);
    if (!made.ok)
      throw new EmbeddedPostgresError(`PostgreSQL could not make its database in ${home}:\n${lastLines(made.output)}`);
    return folder;
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  } finally {
    await rm(passwordFile, { force: true });
  }
}

function initdbArguments(folder: string, passwordFile: string): string[] {
  return [
    `--pgdata=${folder}`,
    '--username=postgres',
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // PostgreSQL's own C.UTF-8, not the system's: it exists on every machine, and no upgrade of libc or ICU can change
    // the order of texts underneath an index.
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    '--data-checksums',
  ];
}

/** What a killed start left behind: never a database, since a finished one is renamed before anything is put into it. */
async function sweep(home: string): Promise<void> {
  const left = (await readdir(home)).filter((name) => name.startsWith(UNFINISHED));
  await Promise.all(left.map((name) => rm(join(home, name), { recursive: true, force: true, maxRetries: 3 })));
}

const lastLines = (text: string): string => text.split('\n').slice(-15).join('\n');
