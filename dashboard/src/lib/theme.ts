/** Light, dark, or as the system says. The choice is kept on the device; nothing else is. */

import { createStore, useStore } from './store.ts';

export type Theme = 'system' | 'light' | 'dark';

const storageKey = 'interstellas-theme';

function stored(): Theme {
  try {
    const value = localStorage.getItem(storageKey);
    return value === 'light' || value === 'dark' ? value : 'system';
  } catch {
    return 'system';
  }
}

const chosen = createStore<Theme>('system');

function show(theme: Theme): void {
  const root = document.documentElement;
  if (theme === 'system') root.removeAttribute('data-theme');
  else root.dataset['theme'] = theme;
}

/** Before anything renders, so that nothing flashes. */
export function restoreTheme(): void {
  const theme = stored();
  chosen.set(theme);
  show(theme);
}

export function chooseTheme(theme: Theme): void {
  chosen.set(theme);
  show(theme);
  try {
    localStorage.setItem(storageKey, theme);
  } catch {
    // A browser that keeps nothing still shows the theme until the page is closed.
  }
}

export function useTheme(): Theme {
  return useStore(chosen);
}
