/** The methods of `client.about`. Generated from the routes by "npm run generate": edit those, not this file. */

import type { CallOptions, Caller } from '../caller.ts';
import type { About } from '../types.gen.ts';

export const about = ({ send }: Caller) => ({
  /**
   * What this server is.
   *
   * Public: It says what every page of the dashboard shows, and nothing about anybody.
   *
   * `GET /api/v1/about`, in the reference at `/docs/reference` of the server.
   */
  get: (options?: CallOptions): Promise<About> =>
    send({ method: 'GET', path: '/about', access: 'public' }, options),
});
