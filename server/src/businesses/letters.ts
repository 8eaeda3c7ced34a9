/** The words of letters about a business, to those who answer for its client account. */

import { paragraphs, type Words } from '../mail/index.ts';

export function approvedLetter(businessName: string): Words {
  return {
    subject: `${businessName} is approved`,
    text: paragraphs(
      `Your business ${businessName} was approved. It has an account now: GET /clients/business/account-details shows it.`,
    ),
  };
}

export function suspendedLetter(businessName: string): Words {
  return {
    subject: `${businessName} is suspended`,
    text: paragraphs(
      `Your business ${businessName} was suspended by the operator. Calls that move or show its money are refused until that ends.`,
      'Write to the operator if you do not know why.',
    ),
  };
}

export function resumedLetter(businessName: string): Words {
  return {
    subject: `${businessName} is no longer suspended`,
    text: paragraphs(
      `The suspension of your business ${businessName} was ended by the operator. All calls work again.`,
    ),
  };
}
