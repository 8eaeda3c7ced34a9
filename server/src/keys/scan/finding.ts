/** What a scan finds, and how it says what it could not look into. */

import type { Match } from './matcher.ts';

export interface KeyFinding extends Match {
  /** The file; in history its path in the commit, below that of the repository. */
  readonly path: string;
  /** The commit that brought it, when it was found in history. */
  readonly commit?: string;
}

/** Told of everything that could not be looked into, so that nothing is passed over in silence. */
export type OnSkipped = (path: string, reason: string) => void;
