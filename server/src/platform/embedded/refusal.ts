// The one error this room throws at an operator: its message alone says what is wrong and what to do, so that the
// caller may print it without a stack. No message ever holds a secret.

import { OperatorError } from '../operator-error.ts';

export class EmbeddedPostgresError extends OperatorError {
  override readonly name = 'EmbeddedPostgresError';
}

/** The `code` of a system or driver error (`ENOENT`, `57P03`), `undefined` for anything else. */
export function codeOf(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : undefined;
}
