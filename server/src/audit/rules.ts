/**
 * What of an event is fit to be kept: texts without control characters, which could forge lines wherever the record is
 * shown, bounded in length, and nothing that is or looks like a secret. Callers never pass one: this is the second lock.
 */

import type { EventContent, Fact, Facts, PartialActor, PersonalEvent } from './event.ts';

const MASK = '[secret]';
/** A field of this name is masked whatever it holds. `secretKeyId` and `hasPassword` are none. */
const SECRET_NAME =
  /^(?:.*password|.*passphrase|.*secret|.*secretKey|.*accessToken|.*recoveryCodes?|token|otp|authorization|cookie|bvn|pin)$/i;
/** A secret key, an access token, a password's hash, a private key, wherever in a text. */
const SECRET_FORM = /sk_(?:test|live)_\w{8,}|eyJ[\w-]{8,}\.[\w-]+(?:\.[\w-]*)?|\$argon2\S+|BEGIN [A-Z ]*PRIVATE KEY/g;
/** Control characters, line and paragraph separators, marks that turn the direction of writing, halves of characters. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu;

const TEXT_MAX_LENGTH = 1000;
const SHORT_MAX_LENGTH = 256;
const ELLIPSIS = '…';

function clean(text: string, maxLength: number): string {
  const printable = text.slice(0, maxLength + 1).replaceAll(UNPRINTABLE, '\u{fffd}');
  const whole = printable.length > maxLength ? printable.slice(0, maxLength - 1).toWellFormed() + ELLIPSIS : printable;
  return whole.replaceAll(SECRET_FORM, MASK);
}

function short(text: string | undefined): string | null {
  return text === undefined || text === '' ? null : clean(text, SHORT_MAX_LENGTH);
}

function cleanFact(fact: Fact): Fact {
  if (typeof fact === 'string') return clean(fact, TEXT_MAX_LENGTH);
  return typeof fact === 'number' && !Number.isFinite(fact) ? null : fact;
}

function cleanFacts(facts: Facts | undefined): Facts | null {
  if (facts === undefined) return null;
  const kept = Object.entries(facts).map(([name, value]): [string, Fact | readonly Fact[]] => {
    if (SECRET_NAME.test(name) && value !== null && typeof value !== 'boolean') return [name, MASK];
    return [name, Array.isArray(value) ? value.map(cleanFact) : cleanFact(value as Fact)];
  });
  return Object.fromEntries(kept);
}

/** How an event came out: done, or refused with a code, once or more often. */
export type Outcome = Pick<EventContent, 'outcome' | 'code' | 'count'>;

export const DONE: Outcome = { outcome: 'done', code: null, count: 1 };

/** The event as it is kept. */
export function toContent(
  event: Omit<PersonalEvent, 'actor'> & { readonly actor?: PartialActor },
  occurredAt: Date,
  outcome: Outcome,
): EventContent {
  const { action, objectId, actor = {}, before, after, details } = event;
  return {
    occurredAt: occurredAt.toISOString(),
    action,
    objectId: clean(objectId, SHORT_MAX_LENGTH),
    userId: actor.userId ?? null,
    sessionId: actor.sessionId ?? null,
    keyId: actor.keyId ?? null,
    address: short(actor.address),
    userAgent: short(actor.userAgent),
    requestId: short(actor.requestId),
    ...outcome,
    before: cleanFacts(before),
    after: cleanFacts(after),
    details: cleanFacts(details),
  };
}
