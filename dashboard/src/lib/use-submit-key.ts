/**
 * The Idempotency-Key of a form: the same while the form is open, so that a second click and another attempt are the same
 * deed; a new one after it succeeded.
 */

import { useRef } from 'react';
import { randomLetters } from './references.ts';

/** Enough to be met never again. */
const length = 26;

export interface SubmitKey {
  current(): string;
  renew(): void;
}

export function useSubmitKey(): SubmitKey {
  const key = useRef(randomLetters(length));
  return {
    current: () => key.current,
    renew() {
      key.current = randomLetters(length);
    },
  };
}
