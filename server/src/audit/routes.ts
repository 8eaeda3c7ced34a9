/** The routes of the audit: reading the record of a client account. */

import { routesFor } from '../http/route.ts';
import type { Audit } from './operations.ts';
import { Event, EventQuery, toWire } from './schema.ts';

const route = routesFor<{ readonly audit: Audit }>();
const TAG = 'Audit';

export const auditRoutes = [
  route.list({
    id: 'audit-events.list',
    method: 'GET',
    path: '/clients/audit-events',
    access: { kind: 'account', permission: 'audit:read' },
    tag: TAG,
    summary: 'List audit events',
    description:
      'Who did what in the client account, and what was refused, newest first. Filters can be combined; with one, `totalCount` counts up to 100,000.',
    query: EventQuery,
    output: Event,
    status: 200,
    message: 'Audit events retrieved successfully',
    faults: ['request.invalid'],
    handle: async ({ audit }, { principal, page, query }) => {
      const { items, totalCount } = await audit.list(principal.clientId, query, page);
      return { items: items.map(toWire), totalCount };
    },
  }),
  route.stream({
    id: 'audit-events.export',
    method: 'GET',
    path: '/clients/audit-events/export',
    access: { kind: 'account', permission: 'audit:read' },
    tag: TAG,
    summary: 'Export audit events',
    description:
      'All events that match, oldest first, one JSON object a line (NDJSON): the fields of the list, and `clientId` and `previousHash`, by which the chain can be checked offline. The export is an event itself, and its last line.',
    query: EventQuery,
    status: 200,
    mediaTypes: ['application/x-ndjson'],
    faults: ['request.invalid'],
    handle: ({ audit }, { principal, query, actor }) => audit.export(principal.clientId, query, actor()),
  }),
];
