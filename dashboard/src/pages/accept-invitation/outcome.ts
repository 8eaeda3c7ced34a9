/** How an invitation ends, by what the server says to whoever accepts it. */

import { hasCode } from '../../lib/errors.ts';

export type Outcome = 'joined' | 'member-already' | 'spent';

/** Undefined where something can be corrected and sent again. */
export function outcomeOf(error: unknown): Outcome | undefined {
  if (hasCode(error, 'token.invalid')) return 'spent';
  return hasCode(error, 'member.already_member') ? 'member-already' : undefined;
}

export interface AcceptanceProps {
  /** Of the letter. */
  readonly token: string;
  readonly onDone: (outcome: Outcome) => void;
}
