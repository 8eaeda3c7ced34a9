/** The words in which a sandbox sends a code that production sends to a phone. */

import { paragraphs, type Words } from '../mail/index.ts';

export function bvnCode(code: string, validMinutes: number): Words {
  return {
    subject: 'Your BVN verification code',
    text: paragraphs(
      `Your code is ${code}. It is valid for ${validMinutes} minutes.`,
      'Send it as otp to PATCH /clients/business/complete-registration.',
      'In production this code goes to the phone number that is registered for the BVN.',
    ),
  };
}
