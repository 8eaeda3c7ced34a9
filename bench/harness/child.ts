/**
 * Processes that a benchmark starts, and how it talks with them: one question, one answer. Servers and load generators
 * run in processes of their own, so that neither measures the other. What is asked is not known here.
 */

import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

type Handlers = Readonly<Record<string, (question: never) => unknown>>;

export interface Child {
  readonly pid: number;
  /** What the handler of this name answers in the child; rejects with its error, or when the child ends. */
  ask<T>(name: string, question?: unknown): Promise<T>;
  /** Ends the child and waits until it is gone. */
  stop(): Promise<void>;
}

interface Answer {
  readonly id: number;
  readonly value?: unknown;
  readonly error?: string;
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** What the operating system needs, and nothing of the settings of whoever runs the benchmark. */
export function cleanEnvironment(): Record<string, string> {
  const kept = ['PATH', 'HOME', 'TMPDIR', 'LANG'];
  return Object.fromEntries(
    kept.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
  );
}

/** Starts a file of this folder's parent. Its log goes nowhere, at the price it would have on the way to a file. */
export function startChild(file: string, settings: Readonly<Record<string, string>> = {}): Child {
  const child = fork(fileURLToPath(new URL(`../${file}`, import.meta.url)), {
    env: { ...cleanEnvironment(), ...settings },
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const waiting = new Map<number, Waiting>();
  const gone = watchEnd(child, file, waiting);
  child.on('message', (answer: Answer) => {
    const asked = waiting.get(answer.id);
    waiting.delete(answer.id);
    if (answer.error === undefined) asked?.resolve(answer.value);
    else asked?.reject(new Error(`${file}: ${answer.error}`));
  });
  let lastId = 0;
  return {
    pid: child.pid ?? 0,
    ask<T>(name: string, question?: unknown) {
      lastId += 1;
      const { promise, resolve, reject } = Promise.withResolvers<unknown>();
      waiting.set(lastId, { resolve, reject });
      child.send({ id: lastId, name, question }, (error) => error !== null && reject(error));
      return promise as Promise<T>;
    },
    async stop() {
      if (child.connected) child.disconnect();
      await gone;
    },
  };
}

function watchEnd(child: ChildProcess, file: string, waiting: Map<number, Waiting>): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', (code, signal) => {
      for (const { reject } of waiting.values()) reject(new Error(`${file} ended (${signal ?? code})`));
      waiting.clear();
      resolve();
    });
  });
}

/** In the child: answers questions until the benchmark hangs up, then cleans up and ends. */
export function answerQuestions(handlers: Handlers, cleanUp: () => Promise<void> = async () => undefined): void {
  process.on('message', async ({ id, name, question }: { id: number; name: string; question: never }) => {
    try {
      const handler = handlers[name];
      if (handler === undefined) throw new Error(`there is no answer to ${name}`);
      process.send?.({ id, value: await handler(question) });
    } catch (error) {
      process.send?.({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
  });
  process.once('disconnect', () => {
    cleanUp().then(
      () => process.exit(),
      () => process.exit(1),
    );
  });
  // Ctrl+C reaches the whole group: the benchmark decides when its children end.
  process.on('SIGINT', () => undefined);
}
