/** The methods of `client.openapi`. Generated from the routes by "npm run generate": edit those, not this file. */

import type { CallOptions, Caller } from '../caller.ts';
import type { OpenApiDescription } from '../types.gen.ts';

export const openapi = ({ document }: Caller) => ({
  /**
   * OpenAPI description.
   *
   * This description, OpenAPI 3.1.
   *
   * Public: It describes the API to those who are about to use it.
   *
   * `GET /openapi.json`, in the reference at `/docs/reference` of the server.
   */
  read: (options?: CallOptions): Promise<OpenApiDescription> =>
    document({ method: 'GET', path: '/openapi.json', at: 'root', access: 'public' }, options),
});
