/** What is decided about webhooks: the body, the schedule, what an answer means, when an endpoint is given up. */

type Field = string | number | boolean | null;

/** The JSON text of a flat body before and after the digits of `sequence`, which only the database knows. */
export function bodyAround(
  first: Readonly<Record<string, Field>>,
  last: Readonly<Record<string, Field>>,
): readonly [string, string] {
  return [`${JSON.stringify(first).slice(0, -1)},"sequence":`, `,${JSON.stringify(last).slice(1)}`];
}

export const SECRET_PREFIX = 'whsec_';

/** What stands in a secret, as receivers have it: `whsec_` and base64. */
export function signingKey(secret: string): Buffer {
  return Buffer.from(secret.slice(SECRET_PREFIX.length), 'base64');
}

/** How an attempt ended: with an answer, or with a word for why there was none. */
export type Outcome =
  | { readonly status: number; readonly head: string; readonly retryAfter: string | undefined }
  | { readonly failure: Failure };

/** One word for people and programs. `interrupted`: by the end of our own process. */
export type Failure =
  | 'target_refused'
  | 'name_unresolved'
  | 'connection_failed'
  | 'tls_failed'
  | 'timeout'
  | 'answer_broken'
  | 'interrupted';

export type AttemptError = Failure | 'redirected' | 'refused_by_status';

export function statusOf(outcome: Outcome): number | null {
  return 'status' in outcome ? outcome.status : null;
}

/** Why the attempt is none that delivered; null when it is one. */
export function errorOf(outcome: Outcome): AttemptError | null {
  if (!('status' in outcome)) return outcome.failure;
  if (outcome.status >= 200 && outcome.status < 300) return null;
  return outcome.status >= 300 && outcome.status < 400 ? 'redirected' : 'refused_by_status';
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** The waits between the attempts, in seconds; with them about 76 hours. */
const WAITS: readonly number[] = [
  5,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
];
/** Spreads out what failed at the same moment. */
const JITTER = 0.2;
const LONGEST_WAIT = 24 * HOUR;

export type Verdict =
  | { readonly state: 'delivered' }
  | { readonly state: 'failed' }
  | { readonly state: 'pending'; readonly waitSeconds: number; readonly step: number };

export interface Judged {
  readonly outcome: Outcome;
  /** Attempts of the schedule that have ended before this one. */
  readonly step: number;
  readonly nowMs: number;
  /** At least 0, below 1. */
  readonly chance: number;
}

export function judge({ outcome, step, nowMs, chance }: Judged): Verdict {
  const error = errorOf(outcome);
  if (error === null) return { state: 'delivered' };
  if (error === 'interrupted') return { state: 'pending', waitSeconds: 0, step };
  const wait = WAITS[step];
  if (wait === undefined) return { state: 'failed' };
  const spread = wait * (1 - JITTER / 2 + JITTER * chance);
  return { state: 'pending', waitSeconds: Math.max(spread, askedWait(outcome, nowMs)), step: step + 1 };
}

/** What the receiver asks for with Retry-After, in seconds: heard from a server that has too much to do, and bounded. */
function askedWait(outcome: Outcome, nowMs: number): number {
  if (!('status' in outcome) || (outcome.status !== 429 && outcome.status !== 503)) return 0;
  const text = outcome.retryAfter?.trim() ?? '';
  const moment = / GMT$/.test(text) ? Date.parse(text) : Number.NaN;
  const seconds = /^\d{1,10}$/.test(text) ? Number(text) : (moment - nowMs) / 1000;
  return Number.isFinite(seconds) ? Math.min(LONGEST_WAIT, Math.max(0, seconds)) : 0;
}

const GIVEN_UP_AFTER_MS = 3 * 24 * HOUR * 1000;

/** Why no more is to be sent to the endpoint after this failure; undefined: it goes on. */
export function reasonToDisable(outcome: Outcome, failingSince: Date, nowMs: number): 'gone' | 'failing' | undefined {
  if (statusOf(outcome) === 410) return 'gone';
  return nowMs - failingSince.getTime() >= GIVEN_UP_AFTER_MS ? 'failing' : undefined;
}

const HEAD_CHARACTERS = 1000;

/** The beginning of an answer as it may be kept: no control characters, and nothing of the secrets that it may repeat. */
export function keepable(text: string, secrets: readonly string[]): string {
  const hidden = secrets.reduce((rest, secret) => rest.replaceAll(secret, '[secret]'), text);
  const printable = hidden.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
  return printable.slice(0, HEAD_CHARACTERS).toWellFormed();
}
