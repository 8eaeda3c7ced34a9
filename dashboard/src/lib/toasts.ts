/** What the corner of the screen says: `toast('Saved')`. Shown by ui/toaster.tsx. */

import { createStore } from './store.ts';

export interface Toast {
  readonly id: number;
  readonly tone: 'good' | 'bad' | 'plain';
  readonly title: string;
  readonly detail?: string;
  /** To quote when asking for help. */
  readonly requestId?: string;
}

export const toasts = createStore<readonly Toast[]>([]);

let lastId = 0;

export function toast(title: string, more: Partial<Omit<Toast, 'id' | 'title'>> = {}): void {
  lastId += 1;
  toasts.set([...toasts.get().slice(-3), { tone: 'good', ...more, id: lastId, title }]);
}

export function dismissToast(id: number): void {
  toasts.set(toasts.get().filter((shown) => shown.id !== id));
}
