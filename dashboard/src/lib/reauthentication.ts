/**
 * Sensitive calls need a fresh sign-in. `attended(call)` asks for it when the server does, then repeats the call; the
 * dialog is components/reauthentication-dialog.tsx.
 */

import { hasCode } from './errors.ts';
import { createStore } from './store.ts';

export interface Question {
  answer(proved: boolean): void;
}

export const question = createStore<Question | undefined>(undefined);

let open: Promise<boolean> | undefined;

/** One dialog, however many calls wait for it. */
export function askToReauthenticate(): Promise<boolean> {
  open ??= new Promise<boolean>((resolve) => {
    question.set({
      answer(proved) {
        question.set(undefined);
        open = undefined;
        resolve(proved);
      },
    });
  });
  return open;
}

/** The person closed the dialog: nothing was done, and nothing needs to be said. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled';
}

export function needsReauthentication(error: unknown): boolean {
  return hasCode(error, 'session.reauthentication_required');
}

export async function attended<Result>(call: () => PromiseLike<Result>): Promise<Result> {
  try {
    return await call();
  } catch (error) {
    if (!needsReauthentication(error)) throw error;
    if (!(await askToReauthenticate()))
      throw new Cancelled('The sign-in was not confirmed, so nothing was done.', { cause: error });
    return call();
  }
}
