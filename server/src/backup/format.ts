/**
 * The form of an archive, described for those who may have to read one without us in docs/backups.md: gzip over lines
 * of JSON. The first line says what it is, a line with `table` begins a table, each row is an array of texts and nulls,
 * the line with `end` counts and sums up, and the last one proves the whole under the pepper. What is cut short lacks it.
 */

import { createHash, type Hash } from 'node:crypto';
import type { Environment } from '../platform/environment.ts';
import type { Migration } from '../platform/migrate.ts';
import { OperatorError } from '../platform/operator-error.ts';
import type { Pepper } from '../platform/seal.ts';

export const FORMAT = 1;

export interface About {
  readonly archive: 'interstellas-backup';
  readonly format: number;
  /** Of the program that made it. */
  readonly version: string;
  readonly environment: Environment;
  readonly createdAt: string;
  /** The ids of the server secrets that what is inside needs. */
  readonly secrets: string;
  readonly migrations: readonly Migration[];
}

export interface TableHead {
  readonly table: string;
  readonly columns: readonly string[];
}

export interface TableSum {
  readonly table: string;
  readonly rows: number;
  /** SHA-256 over the lines of the rows, line feeds included. */
  readonly sha256: string;
}

export interface End {
  readonly end: readonly TableSum[];
}

export interface Proof {
  readonly proof: string;
}

/** Digests lines of an archive, each with its line feed. */
export interface LineHash {
  add(line: string): void;
  hex(): string;
}

export function createLineHash(): LineHash {
  const hash: Hash = createHash('sha256');
  return {
    add: (line) => void hash.update(line).update('\n'),
    hex: () => hash.copy().digest('hex'),
  };
}

/** The proof of an archive whose lines so far have this hash. */
export function proofOf(pepper: Pepper, hash: string): string {
  return pepper.digest('backup', hash).toString('hex');
}

export function isProof(pepper: Pepper, hash: string, proof: string): boolean {
  return pepper.digests('backup', hash).some((digest) => digest.toString('hex') === proof);
}

export function damaged(what: string, cause?: unknown): OperatorError {
  return new OperatorError(`The archive cannot be used: ${what}. The database was left as it was.`, { cause });
}
