/** The methods of `client.jwks`. Generated from the routes by "npm run generate": edit those, not this file. */

import type { CallOptions, Caller } from '../caller.ts';
import type { JsonWebKeySet } from '../types.gen.ts';

export const jwks = ({ document }: Caller) => ({
  /**
   * Get the public signing keys.
   *
   * The keys that verify access tokens, as a JWK Set (RFC 7517). New keys appear here ten minutes before they sign.
   *
   * Public: Public keys are for everyone who verifies an access token.
   *
   * `GET /.well-known/jwks.json`, in the reference at `/docs/reference` of the server.
   */
  read: (options?: CallOptions): Promise<JsonWebKeySet> =>
    document({ method: 'GET', path: '/.well-known/jwks.json', at: 'root', access: 'public' }, options),
});
