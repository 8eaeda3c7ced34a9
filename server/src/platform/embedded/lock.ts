// The claim of one server process on a folder. Nothing about PostgreSQL belongs here.
//
// It must die with the process, and never be believed when stale: so it is a lock of the kernel, not a file with a pid.
// Node offers none by itself, but SQLite (inside Node) takes a POSIX record lock for us: atomic, gone at SIGKILL, not
// inherited by children, the same on Linux and macOS, and seen by containers that share the folder. No table is ever made.

import { closeSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { DatabaseSync } from 'node:sqlite';
import { codeOf, EmbeddedPostgresError } from './refusal.ts';

// Never open this file by other means in this process: closing any descriptor of it would drop the POSIX lock.
const LOCK_FILE = 'interstellas.lock';
const HOLDER_FILE = 'interstellas.pid';
const SQLITE_BUSY = 5;

// A claim that only a forgotten object refers to would be garbage collected, its file closed, and the lock silently lost.
const held = new Set<DatabaseSync>();

export interface FolderLock {
  release(): void;
}

/** Claims a folder for this process; `undefined` when it is claimed already (by another process or by this one). */
export function lockFolder(folder: string): FolderLock | undefined {
  const database = openLock(folder);
  if (database === undefined) return undefined;
  held.add(database);
  // For messages only: nobody decides anything by this number.
  writeFileSync(join(folder, HOLDER_FILE), `${process.pid}\n`, { mode: 0o600 });
  return {
    release() {
      if (held.delete(database)) database.close();
    },
  };
}

/** "another Interstellas process (pid N)", the pid only when it is known. */
export function describeHolder(folder: string): string {
  try {
    return `another Interstellas process (pid ${Number(readFileSync(join(folder, HOLDER_FILE), 'utf8'))})`;
  } catch {
    return 'another Interstellas process';
  }
}

function openLock(folder: string): DatabaseSync | undefined {
  const path = join(folder, LOCK_FILE);
  let database: DatabaseSync | undefined;
  try {
    makePrivate(path);
    database = new DatabaseSync(path, { timeout: 0 });
    database.exec('PRAGMA journal_mode = MEMORY'); // nothing is ever written, so no journal need lie beside it
    database.exec('BEGIN EXCLUSIVE');
    return database;
  } catch (error) {
    database?.close();
    if (error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY) return undefined;
    throw new EmbeddedPostgresError(
      `Cannot write in the data folder ${folder}. Start Interstellas as the user the folder belongs to, or choose another folder.`,
      { cause: error },
    );
  }
}

/** SQLite would make it readable by all, and whoever can read it could hold a shared lock against us. */
function makePrivate(path: string): void {
  try {
    closeSync(openSync(path, 'wx', 0o600));
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  }
}
