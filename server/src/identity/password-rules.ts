/**
 * Which passwords are accepted (NIST SP 800-63B-4): length only, no composition rules, never truncated, refused when
 * common or when made of what an attacker tries first. Pure decisions; the reason is always told.
 */

import { createRequire } from 'node:module';
import type { Environment } from '../platform/environment.ts';

export const PASSWORD_MAX_LENGTH = 1024;
/** Where a password is the only factor, NIST asks for 15; a sandbox holds no money and asks for 8. */
const PASSWORD_MIN_LENGTH: Readonly<Record<Environment, number>> = { sandbox: 8, production: 15 };

const require = createRequire(import.meta.url);
let common: ReadonlySet<string> | undefined;
/** Shorter words say too little: they would forbid passwords that merely contain a syllable. */
const CONTEXT_WORD_MIN_LENGTH = 4;

export interface PasswordContext {
  readonly environment: Environment;
  readonly email: string;
  readonly businessName?: string | undefined;
}

/** The form that is hashed: NFKC, so that two keyboards that spell it differently type the same password. */
export function normalizePassword(password: string): string {
  return password.normalize('NFKC');
}

/** Every reason for which this password is refused, in plain words; empty when it is accepted. */
export function passwordProblems(password: string, context: PasswordContext): string[] {
  const normal = normalizePassword(password);
  const length = [...normal].length;
  const min = PASSWORD_MIN_LENGTH[context.environment];
  const problems: string[] = [];
  if (length < min) problems.push(`The password must have at least ${min} characters.`);
  if (length > PASSWORD_MAX_LENGTH) problems.push(`The password must have at most ${PASSWORD_MAX_LENGTH} characters.`);
  const plain = comparable(normal);
  if (isCommon(plain)) problems.push('This password is among the most common ones, and would be guessed first.');
  if (contextWords(context).some((word) => plain.includes(word))) {
    problems.push('The password must not contain your e-mail address or the name of your business.');
  }
  return problems;
}

/** The list is large, and needed only where a password is chosen: it is read when the first one is. */
function isCommon(plain: string): boolean {
  if (common === undefined) {
    const { dictionary } = require('@zxcvbn-ts/language-common') as typeof import('@zxcvbn-ts/language-common');
    common = new Set(dictionary['passwords-common'].map(comparable));
  }
  return common.has(plain);
}

function contextWords(context: PasswordContext): string[] {
  const email = comparable(context.email);
  const [name = ''] = email.split('@');
  const business = comparable(context.businessName ?? '');
  const words = [email, name, business, business.replace(/\s+/gu, '')];
  return words.filter((word) => word.length >= CONTEXT_WORD_MIN_LENGTH);
}

function comparable(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}
