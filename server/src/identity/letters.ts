/**
 * The words of the letters about people's accounts. Nothing that a stranger may choose stands in a letter to somebody
 * else: a name at sign-up would be a way to write to anybody in our name.
 */

import { paragraphs, type Words } from '../mail/index.ts';

/** To an address with which somebody signed up, and nobody has an account. */
export function verifyEmail(link: string): Words {
  return {
    subject: 'Finish signing up',
    text: paragraphs(
      'Somebody, we hope you, signed up with this e-mail address. To make the account, open this page within 24 hours and enter the password that you chose:',
      link,
      'Programs send what stands behind the # and the password to POST /auth/email/verify.',
      'If it was not you, do nothing: without the password nobody can make an account of it.',
    ),
  };
}

/** To an address with which somebody signed up, and which has an account. */
export function alreadyRegistered(): Words {
  return {
    subject: 'You already have an account',
    text: paragraphs(
      'Somebody, perhaps you, signed up with this e-mail address. It has an account already, so nothing was changed.',
      'Sign in as usual. If you forgot the password, ask for a new one with POST /auth/password/forgot.',
    ),
  };
}

export function resetPassword(link: string): Words {
  return {
    subject: 'Choose a new password',
    text: paragraphs(
      'Somebody, we hope you, asked for a new password. To choose it, open this page within 30 minutes:',
      link,
      'Programs send what stands behind the # to POST /auth/password/reset.',
      'If it was not you, do nothing: your password stays as it is.',
    ),
  };
}

export function passwordChanged(): Words {
  return {
    subject: 'Your password was changed',
    text: paragraphs(
      'The password of your account was changed, and all other sessions were ended.',
      'If it was not you, choose another one at once with POST /auth/password/forgot.',
    ),
  };
}

/** To the address that is to be the new one. */
export function confirmEmail(link: string): Words {
  return {
    subject: 'Confirm your new e-mail address',
    text: paragraphs(
      'Somebody, we hope you, wants to use this e-mail address for an account. To confirm it, open this page within one hour:',
      link,
      'Programs send what stands behind the # to POST /auth/email/change/confirm.',
      'If it was not you, do nothing.',
    ),
  };
}

/** To the address that is to be the new one, when it has an account of its own. */
export function emailInUse(): Words {
  return {
    subject: 'Somebody tried to use your e-mail address',
    text: paragraphs(
      'Somebody wanted to use this e-mail address for another account. It belongs to yours, so nothing was changed.',
      'If you want to use it for the other account, give this one another address first.',
    ),
  };
}

/** To the address that is to be replaced. */
export function emailChangeAsked(): Words {
  return {
    subject: 'Your e-mail address is about to be changed',
    text: paragraphs(
      'With your password, somebody asked to give your account another e-mail address. It counts once it is confirmed from there.',
      'If it was not you, change your password at once with POST /auth/password/forgot: that also stops the change.',
    ),
  };
}

/** To the address that was replaced. */
export function emailChanged(): Words {
  return {
    subject: 'Your e-mail address was changed',
    text: paragraphs(
      'Your account has another e-mail address now; letters about it no longer come here.',
      'If it was not you, tell your operator at once.',
    ),
  };
}

export function newDevice(signIn: { readonly at: Date; readonly address: string; readonly userAgent: string }): Words {
  return {
    subject: 'A sign-in from a new device',
    text: paragraphs(
      'Somebody, we hope you, signed in to your account from a device or network that was not used before:',
      `${signIn.at.toISOString()}, from ${signIn.address}, ${signIn.userAgent.replace(/[^\x20-\x7e]/g, '?')}`,
      'If it was not you, change your password at once with POST /auth/password/forgot.',
    ),
  };
}
