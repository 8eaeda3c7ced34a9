// As whom PostgreSQL runs. It refuses uid 0, so a root process needs an unprivileged system user: found or made here.
// Nothing about folders or binaries belongs here, only users and what they can reach.

import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Account, type Outcome, run } from './command.ts';
import { EmbeddedPostgresError } from './refusal.ts';

const NAME = 'interstellas';

export const isRoot = (): boolean => process.getuid?.() === 0;

/** Our own uid; `-1` on systems without uids, which own no file. */
export const ownUid = (): number => process.getuid?.() ?? -1;

/** The system user `interstellas`, created when missing. Call only as root. */
export async function ensureSystemUser(): Promise<Account> {
  let failure = '';
  // Two servers starting at once on a fresh machine compete for the lock of /etc/passwd; the loser finds the user made.
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const found = await findUser();
    if (found !== undefined) return found;
    const made = await createUser();
    failure = made.output.split('\n').at(-1) ?? '';
    if (!made.ok) await sleep(100);
  }
  throw new EmbeddedPostgresError(
    `PostgreSQL refuses to run as root, and the system user "${NAME}" could not be created (${failure}). ` +
      `Create it yourself (useradd --system ${NAME}), or start Interstellas as an ordinary user, or set DATABASE_URL.`,
  );
}

/** Whether the account can pass through every ancestor of a folder: asked of the system, since modes, ACLs and mounts all count. */
export async function canEnter(account: Account, folder: string): Promise<boolean> {
  return (await run('/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder], account)).ok;
}

async function findUser(): Promise<Account | undefined> {
  const [uid, gid] = await Promise.all([run('id', ['-u', NAME]), run('id', ['-g', NAME])]);
  if (!uid.ok || !gid.ok) return undefined;
  const account = { uid: Number(uid.output), gid: Number(gid.output), name: NAME };
  if (account.uid === 0)
    throw new EmbeddedPostgresError(`The user "${NAME}" has uid 0; PostgreSQL refuses to run as root.`);
  return account;
}

async function createUser(): Promise<Outcome> {
  const nowhere = ['--no-create-home', '--home-dir', '/nonexistent', '--shell', '/usr/sbin/nologin'];
  const made = await run('useradd', ['--system', '--user-group', ...nowhere, NAME]);
  if (!made.missing) return made;
  // Busybox has no useradd, and its adduser speaks short options only.
  await run('addgroup', ['-S', NAME]);
  return run('adduser', ['-S', '-D', '-H', '-h', '/nonexistent', '-s', '/sbin/nologin', '-G', NAME, NAME]);
}
