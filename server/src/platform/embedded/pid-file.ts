// Reading PostgreSQL's own postmaster.pid, and what is to be believed of it: after a crash its number may be nobody's, or
// somebody else's. Kills nothing and starts nothing.

import { execFile } from 'node:child_process';
import { chown, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { codeOf } from './refusal.ts';

export interface PidFile {
  readonly pid: number;
  readonly port: number;
  /** `starting`, `ready`, `stopping`; empty at the very beginning. */
  readonly status: string;
  /** The whole file, to tell a new one from a stale one: in a restarted container even the pid is the same. */
  readonly text: string;
}

/** The file's lines are, in order: pid, data folder, start time, port, socket folder, address, shared memory, status. */
export async function readPidFile(cluster: string): Promise<PidFile | undefined> {
  const text = await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  const lines = text.split('\n').map((line) => line.trim());
  return { pid: Number(lines[0]), port: Number(lines[3]), status: lines[7] ?? '', text };
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

/** Whether that process is a postmaster of this folder. We always start it as `postgres -D <folder>`, and it keeps its title. */
export async function runsFolder(pid: number, cluster: string): Promise<boolean> {
  return `${await commandLine(pid)} `.includes(` -D ${cluster} `);
}

/**
 * Takes the pid of a stranger out of the file, since PostgreSQL refuses to start while that number is alive. The file
 * itself stays: its shared memory line is how PostgreSQL notices that a backend of a killed postmaster still works in the
 * folder. Deleting it would take that last guard away.
 */
export async function disown(cluster: string): Promise<void> {
  const path = join(cluster, 'postmaster.pid');
  const [text, { uid, gid, size }] = await Promise.all([readFile(path, 'utf8'), stat(path)]);
  // A power cut can leave it empty, with nothing to guard by; PostgreSQL would refuse that too.
  if (size === 0) return rm(path);
  const nobody = 2 ** 31 - 1; // beyond the largest pid of any system
  await writeFile(`${path}.new`, text.replace(/^.*/, String(nobody)), { mode: 0o600 });
  await chown(`${path}.new`, uid, gid);
  await rename(`${path}.new`, path);
}

async function commandLine(pid: number): Promise<string> {
  if (process.platform === 'linux') {
    const text = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    return text.replaceAll('\0', ' ').trim();
  }
  return new Promise((resolve) => {
    execFile('/bin/ps', ['-ww', '-o', 'command=', '-p', String(pid)], (_, stdout) => resolve(stdout.trim()));
  });
}
