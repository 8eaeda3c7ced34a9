/** Which requests of the log a newcomer waits for: those of programs, newest first. Pure. */

import type { LoggedRequest } from '@interstellas/sdk';

export interface Calls {
  /** One that was answered: the very first, or, where there are more than were asked for, the newest. */
  readonly answered: LoggedRequest | undefined;
  readonly isFirst: boolean;
  /** The newest, if it was refused or failed. */
  readonly refused: LoggedRequest | undefined;
}

/** @param isWhole whether these are all that the log has. */
export function callsOf(newestFirst: readonly LoggedRequest[], isWhole: boolean): Calls {
  const ofPrograms = newestFirst.filter(({ keyId }) => keyId !== null);
  const answered = ofPrograms.filter(({ status }) => status < 400);
  const [newest] = ofPrograms;
  return {
    answered: answered.at(isWhole ? -1 : 0),
    isFirst: isWhole,
    refused: newest !== undefined && newest.status >= 400 ? newest : undefined,
  };
}
