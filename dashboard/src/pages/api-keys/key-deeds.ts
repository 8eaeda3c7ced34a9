/** What can be done with a key, and which of it one is about to do. */

import type { SecretKey } from '@interstellas/sdk';
import { hasEnded } from './key-words.tsx';

export type DeedName = 'edit' | 'rotate' | 'cancel-rotation' | 'deactivate';

export type Deed = { readonly name: 'create' } | { readonly name: DeedName; readonly key: SecretKey };

export const DEED_WORDS: Readonly<Record<DeedName, string>> = {
  edit: 'Change',
  rotate: 'Rotate',
  'cancel-rotation': 'Cancel the rotation',
  deactivate: 'Deactivate',
};

export function deedsOf(key: SecretKey): readonly DeedName[] {
  if (hasEnded(key)) return [];
  return key.status === 'rotating' ? ['edit', 'cancel-rotation', 'deactivate'] : ['edit', 'rotate', 'deactivate'];
}
