/** Tells the app that the session ended, from wherever a call noticed it. */

const listeners = new Set<() => void>();

export const sessionOver = {
  announce(): void {
    for (const listener of listeners) listener();
  },
  listen(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};
