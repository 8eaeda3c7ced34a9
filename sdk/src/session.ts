/**
 * Where the access token comes from. A session that knows the password signs in when the first request needs it and again
 * when the token has ended: once, however many requests are waiting. Token and password stay in here.
 */

import type { CallOptions, Operation } from './caller.ts';
import { InterstellasError, type SecondFactorChallenge, SecondFactorRequiredError } from './errors.ts';
import type { AuthSignInSecondFactorInput, SignedIn } from './types.gen.ts';

export interface Session {
  /** How the browser's own cookie stands for the credentials, where it does. */
  readonly isCookie: boolean;
  /** Undefined when the client has none. */
  token(): Promise<string | undefined>;
  /** The token that takes the place of one that has ended; undefined when there cannot be one. */
  renew(ended: string): Promise<string | undefined>;
}

/** The six digits, or another of the factors. */
export type SecondFactorAnswer = string | Omit<AuthSignInSecondFactorInput, 'challenge'>;
export type AskSecondFactor = (challenge: SecondFactorChallenge) => SecondFactorAnswer | Promise<SecondFactorAnswer>;

/** A token that somebody else got, or none. */
export function givenSession(token: string | undefined): Session {
  return { isCookie: false, token: async () => token, renew: async () => undefined };
}

export function cookieSession(): Session {
  return { isCookie: true, token: async () => undefined, renew: async () => undefined };
}

export interface SignIn {
  readonly email: string;
  readonly password: string;
  readonly secondFactor: AskSecondFactor | undefined;
  send(operation: Operation, options?: CallOptions): Promise<SignedIn>;
}

/** A wrong password does not become right, and each attempt brings the account nearer to being locked. */
const REFUSAL_HOLDS_MS = 30_000;

export class PasswordSession implements Session {
  readonly isCookie = false;
  readonly #signIn: SignIn;
  #token: string | undefined;
  #signingIn: Promise<string> | undefined;
  #refused: { readonly error: InterstellasError; readonly untilMs: number } | undefined;

  constructor(signIn: SignIn) {
    this.#signIn = signIn;
  }

  async token(): Promise<string> {
    return this.#token ?? this.#signInOnce();
  }

  async renew(ended: string): Promise<string> {
    // Whoever comes late finds that the token he speaks of was replaced already.
    if (this.#token === ended) this.#token = undefined;
    return this.token();
  }

  #signInOnce(): Promise<string> {
    this.#signingIn ??= this.#attempt().finally(() => {
      this.#signingIn = undefined;
    });
    return this.#signingIn;
  }

  async #attempt(): Promise<string> {
    if (this.#refused !== undefined && Date.now() < this.#refused.untilMs) throw this.#refused.error;
    try {
      const { accessToken } = await signIn(this.#signIn);
      this.#token = accessToken;
      this.#refused = undefined;
      return accessToken;
    } catch (error) {
      this.#remember(error);
      throw error;
    }
  }

  #remember(error: unknown): void {
    if (!(error instanceof InterstellasError)) return;
    const { code, retryAfterSeconds } = error;
    if (code === 'credentials.invalid') this.#refused = { error, untilMs: Date.now() + REFUSAL_HOLDS_MS };
    if (code === 'rate.limited') this.#refused = { error, untilMs: Date.now() + (retryAfterSeconds ?? 1) * 1000 };
  }
}

/** Repeating a sign-in opens, at worst, a session that nobody uses. */
const SIGN_IN = { method: 'POST', access: 'public', repeatable: true } as const;

async function signIn({ email, password, secondFactor, send }: SignIn): Promise<SignedIn> {
  const answer = await send({ ...SIGN_IN, path: '/auth/signin', body: { email, password } }).catch(keepChallenge);
  if (!(answer instanceof SecondFactorRequiredError)) return answer;
  if (secondFactor === undefined)
    throw new SecondFactorRequiredError({ ...answer, message: ADVICE }, answer.secondFactor);
  const factor = await Promise.resolve(secondFactor(answer.secondFactor));
  const { challenge } = answer.secondFactor;
  const body = { challenge, ...(typeof factor === 'string' ? { code: factor } : factor) };
  // Never repeated by itself: a code works once.
  return send({ method: 'POST', path: '/auth/signin/second-factor', access: 'public', body });
}

const ADVICE =
  'This account asks for a second factor. Give the client the option secondFactor, a function that answers with the code; a program is better served by a service member, which needs none.';

function keepChallenge(error: unknown): SecondFactorRequiredError {
  if (error instanceof SecondFactorRequiredError) return error;
  throw error;
}
