/** Accepting a new password: every reason against it is told at once, and what is left of it afterwards is a hash. */

import { Fault } from '../faults/index.ts';
import type { Environment } from '../platform/environment.ts';
import { type PasswordContext, passwordProblems } from './password-rules.ts';
import type { Passwords } from './passwords.ts';

/** Judges and hashes, outside any transaction. Faults `request.unprocessable`, `service.unavailable`. */
export type ChoosePassword = (
  password: string,
  field: 'password' | 'newPassword',
  owner: Omit<PasswordContext, 'environment'>,
) => Promise<string>;

export function createPasswordChoice({
  environment,
  passwords,
}: {
  readonly environment: Environment;
  readonly passwords: Pick<Passwords, 'hash'>;
}): ChoosePassword {
  return async (password, field, owner) => {
    const problems = passwordProblems(password, { environment, ...owner });
    if (problems.length > 0) {
      throw new Fault('request.unprocessable', { problems: problems.map((message) => ({ message, field })) });
    }
    return passwords.hash(password);
  };
}
