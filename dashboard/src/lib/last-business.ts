/** Which business was looked at last on this device: an id, which opens nothing. */

const storageKey = 'interstellas-business';

export function rememberBusiness(id: string): void {
  try {
    localStorage.setItem(storageKey, id);
  } catch {
    // Without storage the first business is opened the next time.
  }
}

export function lastBusiness(): string | undefined {
  try {
    return localStorage.getItem(storageKey) ?? undefined;
  } catch {
    return undefined;
  }
}
