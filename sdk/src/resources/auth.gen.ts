/** The methods of `client.auth`. Generated from the routes by "npm run generate": edit those, not this file. */

import type { CallOptions, Caller, CreateOptions } from '../caller.ts';
import type { List } from '../pages.ts';
import { path } from '../path.ts';
import type {
  ArrivedHeaders,
  AuthEmailChangeConfirmInput,
  AuthEmailChangeInput,
  AuthEmailVerifyInput,
  AuthEmailVerifyResendInput,
  AuthMeUpdateInput,
  AuthPasskeyListQuery,
  AuthPasskeyRegisterInput,
  AuthPasswordChangeInput,
  AuthPasswordForgotInput,
  AuthPasswordResetInput,
  AuthReauthenticateInput,
  AuthSecondFactorTotpConfirmInput,
  AuthSessionListQuery,
  AuthSignInInput,
  AuthSignInPasskeyInput,
  AuthSignInSecondFactorInput,
  AuthSignUpInput,
  ChangedEmail,
  CurrentUser,
  EndedSessions,
  NewAuthenticatorApp,
  NewPasskey,
  NewUser,
  Passkey,
  PasskeyCreation,
  PasskeySignIn,
  Reauthentication,
  RecoveryCodes,
  SecondFactors,
  Session,
  SignedIn,
  StartedSignUp,
} from '../types.gen.ts';

export const auth = ({ send, list }: Caller) => ({
  /**
   * Sign in.
   *
   * Opens a session and answers with its access token and your businesses. Also reads form bodies. An unknown address,
   * a wrong password, a disabled and a locked account get the same answer.
   *
   * Public: It is where credentials come from.
   *
   * `POST /api/v1/auth/signin`, in the reference at `/docs/reference` of the server.
   */
  signIn: Object.assign(
    (input: AuthSignInInput, options?: CallOptions): Promise<SignedIn> =>
      send({ method: 'POST', path: '/auth/signin', access: 'public', body: input }, options),
    {
      /**
       * Complete a sign-in with a second factor.
       *
       * Answers like `POST /auth/signin`. The challenge comes with `credentials.second_factor_required`; it works once,
       * for five minutes and five tries.
       *
       * Public: It is where credentials come from.
       *
       * `POST /api/v1/auth/signin/second-factor`, in the reference at `/docs/reference` of the server.
       */
      secondFactor: (input: AuthSignInSecondFactorInput, options?: CallOptions): Promise<SignedIn> =>
        send({ method: 'POST', path: '/auth/signin/second-factor', access: 'public', body: input }, options),

      /**
       * Sign in with a passkey.
       *
       * Answers like `POST /auth/signin`. A passkey that has verified its user needs no password beside it.
       *
       * Public: It is where credentials come from.
       *
       * `POST /api/v1/auth/signin/passkey`, in the reference at `/docs/reference` of the server.
       */
      passkey: Object.assign(
        (input: AuthSignInPasskeyInput, options?: CallOptions): Promise<SignedIn> =>
          send({ method: 'POST', path: '/auth/signin/passkey', access: 'public', body: input }, options),
        {
          /**
           * Begin a sign-in with a passkey.
           *
           * What a browser needs to ask for a passkey. Says nothing about anybody.
           *
           * Public: It is where credentials come from.
           *
           * `POST /api/v1/auth/signin/passkey/options`, in the reference at `/docs/reference` of the server.
           */
          options: (options?: CallOptions): Promise<PasskeySignIn> =>
            send({ method: 'POST', path: '/auth/signin/passkey/options', access: 'public' }, options),
        },
      ),
    },
  ),

  /**
   * Sign out.
   *
   * The token is refused from the next request on.
   *
   * Needs an access token.
   *
   * `POST /api/v1/auth/signout`, in the reference at `/docs/reference` of the server.
   */
  signOut: (options?: CallOptions): Promise<null> =>
    send({ method: 'POST', path: '/auth/signout', access: 'session' }, options),

  /**
   * Get the signed-in user.
   *
   * The user of the access token, with his businesses.
   *
   * Needs an access token.
   *
   * `GET /api/v1/auth/me`, in the reference at `/docs/reference` of the server.
   */
  me: Object.assign(
    (options?: CallOptions): Promise<CurrentUser> =>
      send({ method: 'GET', path: '/auth/me', access: 'session' }, options),
    {
      /**
       * Change your name or phone number.
       *
       * Fields that are left out stay. Answers like `GET /auth/me`. Needs no recent sign-in. Password and e-mail
       * address have calls of their own.
       *
       * Needs an access token.
       *
       * `PATCH /api/v1/auth/me`, in the reference at `/docs/reference` of the server.
       */
      update: (input: AuthMeUpdateInput = {}, options?: CallOptions): Promise<CurrentUser> =>
        send({ method: 'PATCH', path: '/auth/me', access: 'session', body: input }, options),
    },
  ),

  sessions: {
    /**
     * List sessions.
     *
     * Your active sessions, newest first. `isCurrent` marks the one of this request.
     *
     * Needs an access token.
     *
     * `GET /api/v1/auth/sessions`, in the reference at `/docs/reference` of the server.
     */
    list: (query: AuthSessionListQuery = {}, options?: CallOptions): List<Session> =>
      list({ method: 'GET', path: '/auth/sessions', access: 'session', query }, options),

    /**
     * End all other sessions.
     *
     * Every session of yours but the one of this request; their tokens are refused from the next request on.
     *
     * Needs an access token.
     *
     * `DELETE /api/v1/auth/sessions`, in the reference at `/docs/reference` of the server.
     */
    endOthers: (options?: CallOptions): Promise<EndedSessions> =>
      send({ method: 'DELETE', path: '/auth/sessions', access: 'session' }, options),

    /**
     * End a session.
     *
     * Its token is refused from the next request on.
     *
     * Needs an access token.
     *
     * `DELETE /api/v1/auth/sessions/{id}`, in the reference at `/docs/reference` of the server.
     */
    end: (id: string, options?: CallOptions): Promise<null> =>
      send({ method: 'DELETE', path: path`/auth/sessions/${id}`, access: 'session' }, options),
  },

  secondFactors: {
    /**
     * Get your second factors.
     *
     * Which second factors are active, and how many recovery codes are left.
     *
     * Needs an access token.
     *
     * `GET /api/v1/auth/second-factors`, in the reference at `/docs/reference` of the server.
     */
    read: (options?: CallOptions): Promise<SecondFactors> =>
      send({ method: 'GET', path: '/auth/second-factors', access: 'session' }, options),

    totp: {
      /**
       * Begin to add an authenticator app.
       *
       * A new secret for the app. It counts once its first code is confirmed, within 15 minutes; an app that is active
       * works until then.
       *
       * Needs an access token, and a sign-in within the last 15 minutes.
       *
       * `POST /api/v1/auth/second-factors/totp`, in the reference at `/docs/reference` of the server.
       */
      begin: (options?: CallOptions): Promise<NewAuthenticatorApp> =>
        send({ method: 'POST', path: '/auth/second-factors/totp', access: 'session' }, options),

      /**
       * Remove the authenticator app.
       *
       * With the last second factor the recovery codes go too.
       *
       * Needs an access token, and a sign-in within the last 15 minutes.
       *
       * `DELETE /api/v1/auth/second-factors/totp`, in the reference at `/docs/reference` of the server.
       */
      remove: (options?: CallOptions): Promise<null> =>
        send({ method: 'DELETE', path: '/auth/second-factors/totp', access: 'session' }, options),

      /**
       * Confirm an authenticator app.
       *
       * From now on a sign-in with the password asks for a code too. Answers with ten recovery codes, in the place of
       * those there were.
       *
       * Needs an access token, and a sign-in within the last 15 minutes.
       *
       * `POST /api/v1/auth/second-factors/totp/confirm`, in the reference at `/docs/reference` of the server.
       */
      confirm: (input: AuthSecondFactorTotpConfirmInput, options?: CallOptions): Promise<RecoveryCodes> =>
        send({ method: 'POST', path: '/auth/second-factors/totp/confirm', access: 'session', body: input }, options),
    },

    recoveryCodes: {
      /**
       * Replace the recovery codes.
       *
       * Ten new ones; those that you had before no longer work.
       *
       * Needs an access token, and a sign-in within the last 15 minutes.
       *
       * `POST /api/v1/auth/second-factors/recovery-codes`, in the reference at `/docs/reference` of the server.
       */
      replace: (options?: CallOptions): Promise<RecoveryCodes> =>
        send({ method: 'POST', path: '/auth/second-factors/recovery-codes', access: 'session' }, options),
    },
  },

  passkeys: {
    /**
     * Begin to add a passkey.
     *
     * What a browser needs to make a passkey.
     *
     * Needs an access token, and a sign-in within the last 15 minutes.
     *
     * `POST /api/v1/auth/passkeys/options`, in the reference at `/docs/reference` of the server.
     */
    options: (options?: CallOptions): Promise<PasskeyCreation> =>
      send({ method: 'POST', path: '/auth/passkeys/options', access: 'session' }, options),

    /**
     * Add a passkey.
     *
     * The answer of the browser to the options. The passkey then opens your account alone, and is a second factor to
     * the password.
     *
     * Needs an access token, and a sign-in within the last 15 minutes.
     *
     * `POST /api/v1/auth/passkeys`, in the reference at `/docs/reference` of the server.
     */
    register: (input: AuthPasskeyRegisterInput, options?: CreateOptions): Promise<NewPasskey> =>
      send({ method: 'POST', path: '/auth/passkeys', access: 'session', creates: true, body: input }, options),

    /**
     * List passkeys.
     *
     * Your passkeys, newest first.
     *
     * Needs an access token.
     *
     * `GET /api/v1/auth/passkeys`, in the reference at `/docs/reference` of the server.
     */
    list: (query: AuthPasskeyListQuery = {}, options?: CallOptions): List<Passkey> =>
      list({ method: 'GET', path: '/auth/passkeys', access: 'session', query }, options),

    /**
     * Remove a passkey.
     *
     * With the last second factor the recovery codes go too.
     *
     * Needs an access token, and a sign-in within the last 15 minutes.
     *
     * `DELETE /api/v1/auth/passkeys/{id}`, in the reference at `/docs/reference` of the server.
     */
    remove: (id: string, options?: CallOptions): Promise<null> =>
      send({ method: 'DELETE', path: path`/auth/passkeys/${id}`, access: 'session' }, options),
  },

  password: {
    /**
     * Ask for a new password.
     *
     * Sends a letter with a token to the address if it has an account; the answer is the same if not. At most three
     * letters an hour go to one address.
     *
     * Public: Who forgot his password has no credentials.
     *
     * `POST /api/v1/auth/password/forgot`, in the reference at `/docs/reference` of the server.
     */
    forgot: (input: AuthPasswordForgotInput, options?: CallOptions): Promise<null> =>
      send({ method: 'POST', path: '/auth/password/forgot', access: 'public', body: input }, options),

    /**
     * Choose a new password.
     *
     * Takes the token of the letter, which works once and for 30 minutes. Ends all your sessions and opens none: sign
     * in with the new password, and with your second factor if you have one.
     *
     * Public: The token of the letter is the credential.
     *
     * `POST /api/v1/auth/password/reset`, in the reference at `/docs/reference` of the server.
     */
    reset: (input: AuthPasswordResetInput, options?: CallOptions): Promise<null> =>
      send({ method: 'POST', path: '/auth/password/reset', access: 'public', body: input }, options),

    /**
     * Change the password.
     *
     * Asks for the present one, and ends every session of yours but the one of this request.
     *
     * Needs an access token.
     *
     * `POST /api/v1/auth/password/change`, in the reference at `/docs/reference` of the server.
     */
    change: (input: AuthPasswordChangeInput, options?: CallOptions): Promise<EndedSessions> =>
      send({ method: 'POST', path: '/auth/password/change', access: 'session', body: input }, options),
  },

  email: {
    /**
     * Ask for another e-mail address.
     *
     * Sends a letter with a token to the new address, and a notice to the present one. The answer does not tell whether
     * the new address has an account.
     *
     * Needs an access token, and a sign-in within the last 15 minutes.
     *
     * `POST /api/v1/auth/email/change`, in the reference at `/docs/reference` of the server.
     */
    change: Object.assign(
      (input: AuthEmailChangeInput, options?: CallOptions): Promise<null> =>
        send({ method: 'POST', path: '/auth/email/change', access: 'session', body: input }, options),
      {
        /**
         * Confirm the other e-mail address.
         *
         * Takes the token of the letter, which works once and for an hour. From then on you sign in with the new
         * address.
         *
         * Public: The token of the letter is the credential.
         *
         * `POST /api/v1/auth/email/change/confirm`, in the reference at `/docs/reference` of the server.
         */
        confirm: (input: AuthEmailChangeConfirmInput, options?: CallOptions): Promise<ChangedEmail> =>
          send({ method: 'POST', path: '/auth/email/change/confirm', access: 'public', body: input }, options),
      },
    ),

    /**
     * Finish signing up.
     *
     * Takes the token of the letter, which works once and for a day, and the password of the sign-up. Makes a user, a
     * client account that he owns, and its first key pair; with `businessName` also a business. In the sandbox the
     * business is approved at once; in production it waits for the operator.
     *
     * Public: The token of the letter and the password of the sign-up are the credentials.
     *
     * `POST /api/v1/auth/email/verify`, in the reference at `/docs/reference` of the server.
     */
    verify: Object.assign(
      (input: AuthEmailVerifyInput, options?: CreateOptions): Promise<NewUser> =>
        send({ method: 'POST', path: '/auth/email/verify', access: 'public', creates: true, body: input }, options),
      {
        /**
         * Send the letter of the sign-up again.
         *
         * Its token takes the place of the older one. The answer is the same when nobody signed up with this address.
         * At most three letters an hour go to one address.
         *
         * Public: Who signed up has no credentials yet.
         *
         * `POST /api/v1/auth/email/verify/resend`, in the reference at `/docs/reference` of the server.
         */
        resend: (input: AuthEmailVerifyResendInput, options?: CallOptions): Promise<null> =>
          send({ method: 'POST', path: '/auth/email/verify/resend', access: 'public', body: input }, options),
      },
    ),
  },

  /**
   * Prove again who you are.
   *
   * Sensitive calls need a sign-in, or this, within the last 15 minutes. The token of the session stays the same.
   *
   * Needs an access token.
   *
   * `POST /api/v1/auth/reauthenticate`, in the reference at `/docs/reference` of the server.
   */
  reauthenticate: (input: AuthReauthenticateInput = {}, options?: CallOptions): Promise<Reauthentication> =>
    send({ method: 'POST', path: '/auth/reauthenticate', access: 'session', body: input }, options),

  /**
   * Sign up.
   *
   * Sends a letter to the address; nothing else exists until `POST /auth/email/verify` brings back its token. The
   * answer is the same when the address has an account already: then the letter says so. At most three letters an hour
   * go to one address.
   *
   * Public: It is where users come from.
   *
   * `POST /api/v1/auth/signup`, in the reference at `/docs/reference` of the server.
   */
  signUp: (input: AuthSignUpInput, options?: CreateOptions): Promise<StartedSignUp> =>
    send({ method: 'POST', path: '/auth/signup', access: 'public', creates: true, body: input }, options),

  /**
   * Which credential headers arrive.
   *
   * Proxies may drop or rename `SECRET_KEY` for its underscore. Send the three headers with any values: the answer says
   * under which names they arrived. `interstellas doctor --url` asks this.
   *
   * Public: Whoever asks sees the names of the headers that he sent himself, and no value.
   *
   * `GET /api/v1/auth/headers`, in the reference at `/docs/reference` of the server.
   */
  headers: (options?: CallOptions): Promise<ArrivedHeaders> =>
    send({ method: 'GET', path: '/auth/headers', access: 'public' }, options),
});
