/**
 * The token of a link in a letter. It stands behind the `#`, which browsers send to nobody; reading it takes it out of
 * the address, so that it stays in no history and no screenshot.
 */

import { useEffect, useState } from 'react';

export function useLetterToken(): string | undefined {
  const [token, setToken] = useState(take);
  useEffect(() => {
    // Another letter's link, opened where the page is open already.
    const takeNext = () => setToken(take());
    addEventListener('hashchange', takeNext);
    return () => removeEventListener('hashchange', takeNext);
  }, []);
  return token;
}

/** Kept while the page lives, since React may mount a component twice. */
let taken: { readonly path: string; readonly token: string } | undefined;

function take(): string | undefined {
  const { hash, pathname, search } = globalThis.location;
  if (hash.length > 1) {
    taken = { path: pathname, token: hash.slice(1) };
    history.replaceState(history.state, '', `${pathname}${search}`);
  }
  return taken?.path === pathname ? taken.token : undefined;
}
