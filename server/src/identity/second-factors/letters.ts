/** The words of the letters about second factors. They go to the owner of the account and hold nothing secret. */

import { paragraphs, type Words } from '../../mail/index.ts';

const NOT_YOU =
  'If it was not you, change your password at once with POST /auth/password/forgot, and tell your operator.';

export function totpAdded(): Words {
  return {
    subject: 'An authenticator app was added to your account',
    text: paragraphs(
      'From now on, signing in with your password also needs a code of that app. Keep the recovery codes where you find them without it.',
      NOT_YOU,
    ),
  };
}

export function passkeyAdded(name: string): Words {
  return {
    subject: 'A passkey was added to your account',
    text: paragraphs(
      `The passkey “${name}” can sign in to your account. Signing in with your password also needs a second factor from now on.`,
      NOT_YOU,
    ),
  };
}

/** @param isLast whether the password alone opens the account now. */
export function factorRemoved(what: string, isLast: boolean): Words {
  return {
    subject: isLast ? 'Your account has no second factor any more' : 'A second factor was removed from your account',
    text: paragraphs(
      `${what} was removed from your account.`,
      isLast
        ? 'It was the last one: signing in needs nothing but your password now, and your recovery codes no longer work.'
        : 'Your other second factors still work.',
      NOT_YOU,
    ),
  };
}

export function recoveryCodesReplaced(): Words {
  return {
    subject: 'Your account has new recovery codes',
    text: paragraphs('The recovery codes that you had before no longer work.', NOT_YOU),
  };
}

export function recoveryCodeUsed(left: number): Words {
  return {
    subject: 'A recovery code of your account was used',
    text: paragraphs(
      `Somebody, we hope you, proved with a recovery code that the account is theirs. ${left === 1 ? '1 code is' : `${left} codes are`} left; POST /auth/second-factors/recovery-codes gives you ten new ones.`,
      NOT_YOU,
    ),
  };
}

export function wrongCodes(count: number): Words {
  return {
    subject: 'Wrong codes at your account',
    text: paragraphs(
      `Somebody gave a wrong code of your authenticator app ${count} times in a row. Whoever gets as far as that knows your password or uses a session of yours.`,
      'If it was not you, change your password at once with POST /auth/password/forgot. If your app does not work any more, use a recovery code.',
    ),
  };
}

export function factorsReset(): Words {
  return {
    subject: 'Your second factors were removed',
    text: paragraphs(
      'Your operator removed your authenticator app, your passkeys and your recovery codes. Signing in needs nothing but your password now; add a second factor again soon.',
      'If you did not ask for it, tell your operator at once.',
    ),
  };
}
