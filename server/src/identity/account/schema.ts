/** The wire shapes of what people change about their account. */

import { Type } from 'typebox';
import { id, text, timestamp } from '../../platform/schema.ts';
import { PASSWORD_MAX_LENGTH } from '../password-rules.ts';
import { email, password } from '../schema.ts';
import { proof } from '../second-factors/schema.ts';

const A_QUARTER_LATER = '2026-07-01T08:30:30.000Z';

/** Which letters lead to an account is for nobody to find out: any text that could be an address is taken. */
export const ForgotBody = Type.Object({ email: text({ maxLength: 254, examples: ['ngozi@example.com'] }) });

const token = Type.String({
  maxLength: 256,
  description: 'From the letter.',
  examples: ['ott_4fWq0ZbT8mK2xYcN6vRj1LsHd9GpUe3A'],
});
const newPassword = Type.String({
  maxLength: PASSWORD_MAX_LENGTH * 4,
  description: 'By the same rules as at the sign-up.',
  examples: ['lemon grass evening 41'],
});

export const ResetBody = Type.Object({ token, newPassword });

export const ChangePasswordBody = Type.Object({
  currentPassword: Type.String({ maxLength: PASSWORD_MAX_LENGTH * 4, examples: ['kola-nut morning train 27'] }),
  newPassword,
});

export const ChangeEmailBody = Type.Object({
  newEmail: { ...email, examples: ['ngozi.bello@example.com'] },
  password,
});

export const ConfirmEmailBody = Type.Object({ token });

export const EmailAnswer = Type.Object({ email: Type.String({ examples: ['ngozi.bello@example.com'] }) });

export const ReauthenticateBody = Type.Object(
  { password: Type.Optional(password), ...proof },
  {
    description:
      'The password; for who has a second factor also exactly one of `code`, `recoveryCode` and `passkey`. A passkey needs no password beside it.',
    examples: [{ password: 'kola-nut morning train 27' }],
  },
);

export const RecentAnswer = Type.Object({
  sessionId: id('session'),
  recentUntil: timestamp('Until when sensitive calls work in this session.', A_QUARTER_LATER),
});
