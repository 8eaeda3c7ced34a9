/**
 * Tokens that go out in letters: each proves once, for a short while and for one purpose, that its bearer reads the mail
 * of an address. Only a digest is kept, made with the purpose in it, so that no token can stand for another's purpose.
 */

import { Fault } from '../faults/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { UserId } from '../platform/ids.ts';
import type { Sql } from '../platform/pool.ts';
import { type Random, randomBase62 } from '../platform/random.ts';
import type { Pepper, Seal } from '../platform/seal.ts';
import {
  deleteTokensOf,
  findToken,
  insertToken,
  type TokenHolder,
  type TokenPurpose,
  type TokenRow,
  takeToken,
} from './store/one-time-tokens.ts';

export interface OneTimeTokens {
  /** Makes a token; the holder's older one of this purpose is void. `about` is given back when it is used. */
  issue(sql: Sql, purpose: TokenPurpose, holder: TokenHolder, about?: string): Promise<string>;
  /** Looks at a token without using it. Fault `token.invalid`. */
  read(sql: Sql, purpose: TokenPurpose, token: string): Promise<TokenReading>;
  /** Uses the token up, in the transaction that does what it is for: of two at once, one. Fault `token.invalid`. */
  take(sql: Sql, purpose: TokenPurpose, token: string): Promise<TokenReading>;
  /** Voids every token of the user: his password or his address is another one now. */
  voidAll(sql: Sql, userId: UserId): Promise<void>;
}

export interface TokenReading {
  readonly holder: TokenHolder;
  readonly about: string | undefined;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** How long a token of each purpose works. */
export const TOKEN_TTL_MS: Readonly<Record<TokenPurpose, number>> = {
  'email-verification': 24 * HOUR_MS,
  'password-reset': 30 * MINUTE_MS,
  'email-change': HOUR_MS,
};

const PREFIX = 'ott_';
/** 190 bits. */
const LENGTH = 32;

export function createOneTimeTokens(options: {
  readonly clock: Clock;
  readonly pepper: Pepper;
  readonly random: Random;
  readonly seal: Seal;
}): OneTimeTokens {
  const { clock, pepper, random, seal } = options;
  const contextOf = (digest: Buffer) => `one-time-token ${digest.toString('hex')}`;
  const slotOf = (purpose: TokenPurpose, token: string) => {
    const digests = pepper.digests('one-time-token', `${purpose} ${token}`);
    return { purpose, digests, now: new Date(clock.now()) };
  };
  const reading = (row: TokenRow | undefined): TokenReading => {
    if (row === undefined) throw new Fault('token.invalid', { field: 'token' });
    const { digest, holder, sealed } = row;
    return { holder, about: sealed === null ? undefined : seal.open(sealed, contextOf(digest)) };
  };
  return {
    async issue(sql, purpose, holder, about) {
      const token = PREFIX + randomBase62(random, LENGTH);
      const digest = pepper.digest('one-time-token', `${purpose} ${token}`);
      const sealed = about === undefined ? null : seal.seal(about, contextOf(digest));
      const expiresAt = new Date(clock.now() + TOKEN_TTL_MS[purpose]);
      await insertToken(sql, { digest, purpose, holder, sealed, expiresAt });
      return token;
    },
    read: async (sql, purpose, token) => reading(await findToken(sql, slotOf(purpose, token))),
    take: async (sql, purpose, token) => reading(await takeToken(sql, slotOf(purpose, token))),
    voidAll: deleteTokensOf,
  };
}
