/** The route of the request log. */

import { routesFor } from '../http/route.ts';
import type { RequestLog } from './operations.ts';
import { RequestItem, RequestQuery, toItem } from './schema.ts';

const route = routesFor<{
  readonly requestLog: RequestLog;
  /** The path of each operation. */
  readonly operationPaths: ReadonlyMap<string, string>;
}>();

export const requestLogRoutes = [
  route.list({
    id: 'requests.list',
    method: 'GET',
    path: '/clients/settings/requests',
    access: { kind: 'business', permission: 'keys:read' },
    tag: 'Settings',
    summary: 'List requests',
    description:
      'What was asked of the API for the business, and for the client account as a whole, newest first: every request whose credentials were known, answered or refused, a second after it came. Bodies, queries and credentials are not kept, and requests are forgotten after some days (`INTERSTELLAS_REQUEST_LOG_DAYS`). What the dashboard only reads is left out. A key that is limited to some businesses sees what was asked for the business alone. Filters can be combined; `totalCount` counts up to 10,000.',
    query: RequestQuery,
    output: RequestItem,
    status: 200,
    message: 'Requests retrieved successfully',
    faults: ['request.invalid'],
    handle: async ({ requestLog, operationPaths }, { principal, page, query }) => {
      const { items, ...total } = await requestLog.list(principal, query, page);
      return { ...total, items: items.map((item) => toItem(item, operationPaths.get(item.operation))) };
    },
  }),
];
