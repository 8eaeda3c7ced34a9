/** What a command of the operator is: how it is called, what it does, and what it says afterwards. */

import type { Core } from '../compose.ts';
import type { Config } from '../config.ts';
import type { Log } from '../platform/log.ts';
import type { Prepared } from '../prepare.ts';

/** What a command says: to people the message, to scripts (`--json`) the data as well. Not `ok`: exit code 1. */
export interface Outcome {
  readonly ok: boolean;
  readonly message: string;
  readonly data?: Readonly<Record<string, unknown>>;
}

/** What a command works with. Everything is made when it is first asked for, and taken down afterwards. */
export interface Context {
  readonly log: Log;
  /** @throws ConfigError */
  config(): Config;
  /** The database, migrated and ours, and the server secrets. */
  prepared(): Promise<Prepared>;
  /** All operations, on that database. */
  core(): Promise<Core>;
  /** The database as it is: neither migrated nor claimed. */
  databaseUrl(): Promise<string>;
  /** Tells the operator how things go, beside the result. */
  tell(message: string): void;
  /** A secret from the operator: typed unseen, or the first line of standard input. */
  askSecret(question: string): Promise<string>;
}

export interface Given {
  readonly operands: readonly string[];
  readonly options: Readonly<Record<string, string | boolean | undefined>>;
}

export interface Command {
  /** The words that call it, such as `user disable`. */
  readonly name: string;
  /** As in the usage: `<required>`, `[optional]`, `<several...>`; with their meanings. */
  readonly operands?: readonly (readonly [name: string, meaning: string])[];
  readonly options?: readonly (readonly [flags: string, meaning: string])[];
  /** One line. */
  readonly summary: string;
  readonly details?: string;
  /** Calls without the `interstellas` in front. */
  readonly examples: readonly string[];
  /** Serves until it is stopped: says nothing afterwards. */
  readonly isServer?: true;
  run(context: Context, given: Given): Promise<Outcome>;
}

export function done(message: string, data?: Outcome['data']): Outcome {
  return data === undefined ? { ok: true, message } : { ok: true, message, data };
}

export function failed(message: string, data?: Outcome['data']): Outcome {
  return data === undefined ? { ok: false, message } : { ok: false, message, data };
}

export function textOption({ options }: Given, name: string): string | undefined {
  const value = options[name];
  return typeof value === 'string' ? value : undefined;
}
