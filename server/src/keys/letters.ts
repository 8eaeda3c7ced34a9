/** The words of the letters about secret keys. A key stands in them by its name and hint, never whole. */

import { paragraphs, type Words } from '../mail/index.ts';

/** The key that a letter is about, and what was done to it. */
export interface Occasion {
  readonly name: string;
  /** `sk_test_…a1B2`. */
  readonly masked: string;
  readonly at: Date;
  /** From which network address; undefined when nobody called. */
  readonly address: string | undefined;
}

export function keyCreated(occasion: Occasion): Words {
  return {
    subject: `New secret key: ${occasion.name}`,
    text: paragraphs(`A secret key was made, ${described(occasion)}`, NOT_YOU),
  };
}

export function keyUpdated(occasion: Occasion): Words {
  return {
    subject: `Secret key changed: ${occasion.name}`,
    text: paragraphs(`The name or the limits of a secret key were changed, ${described(occasion)}`, NOT_YOU),
  };
}

/** @param retiresAt when the old key ends; undefined when it has ended already. */
export function keyRotated(occasion: Occasion, replaced: string, retiresAt: Date | undefined): Words {
  const old =
    retiresAt === undefined
      ? `The old key ${replaced} is refused from now on.`
      : `The old key ${replaced} goes on working until ${moment(retiresAt)}. Give the new one to your programs before then.`;
  return {
    subject: `Secret key rotated: ${occasion.name}`,
    text: paragraphs(`A secret key got a successor, ${described(occasion)}`, old, NOT_YOU),
  };
}

export function rotationCancelled(occasion: Occasion, restored: string): Words {
  return {
    subject: `Rotation cancelled: ${occasion.name}`,
    text: paragraphs(
      `A rotation was taken back. The successor is refused from now on, ${described(occasion)}`,
      `The key ${restored} is as it was before.`,
      NOT_YOU,
    ),
  };
}

export function keyDeactivated(occasion: Occasion): Words {
  return {
    subject: `Secret key deactivated: ${occasion.name}`,
    text: paragraphs(`A secret key was deactivated and is refused from now on, ${described(occasion)}`, NOT_YOU),
  };
}

export function keyLeaked(occasion: Occasion, found: { readonly url: string; readonly isDeactivated: boolean }): Words {
  const done = found.isDeactivated
    ? 'It is refused from now on. Make a new key with POST /clients/settings/keys if your programs still need one.'
    : 'It still works. Replace it at once: POST /clients/settings/keys/{id}/rotate with "overlapSeconds": 0.';
  return {
    subject: `Secret key found in public: ${occasion.name}`,
    text: paragraphs(
      `A secret key of yours was found where others can read it, ${described(occasion)}`,
      ...(found.url === '' ? [] : [`Found at: ${found.url}`]),
      done,
      'Look at GET /clients/settings/keys/{id}/usage to see whether somebody else used it.',
    ),
  };
}

const NOT_YOU =
  'If it was neither you nor a colleague: change your password, look at your keys with GET /clients/settings/keys, and deactivate what you do not know.';

function described({ name, masked, at, address }: Occasion): string {
  return `"${name}" (${masked}), at ${moment(at)}${address === undefined ? '' : `, from the address ${address}`}.`;
}

function moment(at: Date): string {
  return `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
