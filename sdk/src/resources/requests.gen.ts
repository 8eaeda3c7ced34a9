/** The methods of `client.requests`. Generated from the routes by "npm run generate": edit those, not this file. */

import type { CallOptions, Caller } from '../caller.ts';
import type { List } from '../pages.ts';
import type { LoggedRequest, RequestListQuery } from '../types.gen.ts';

export const requests = ({ list }: Caller) => ({
  /**
   * List requests.
   *
   * What was asked of the API for the business, and for the client account as a whole, newest first: every request
   * whose credentials were known, answered or refused, a second after it came. Bodies, queries and credentials are not
   * kept, and requests are forgotten after some days (`INTERSTELLAS_REQUEST_LOG_DAYS`). What the dashboard only reads
   * is left out. A key that is limited to some businesses sees what was asked for the business alone. Filters can be
   * combined; `totalCount` counts up to 10,000.
   *
   * Needs the permission `keys:read`.
   *
   * `GET /api/v1/clients/settings/requests`, in the reference at `/docs/reference` of the server.
   */
  list: (query: RequestListQuery = {}, options?: CallOptions): List<LoggedRequest> =>
    list({ method: 'GET', path: '/clients/settings/requests', access: 'business', query }, options),
});
