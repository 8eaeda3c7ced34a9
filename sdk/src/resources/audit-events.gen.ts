/** The methods of `client.auditEvents`. Generated from the routes by "npm run generate": edit those, not this file. */

import type { CallOptions, Caller } from '../caller.ts';
import type { Download } from '../download.ts';
import type { List } from '../pages.ts';
import type { AuditEvent, AuditEventExportQuery, AuditEventListQuery } from '../types.gen.ts';

export const auditEvents = ({ list, download }: Caller) => ({
  /**
   * List audit events.
   *
   * Who did what in the client account, and what was refused, newest first. Filters can be combined; with one,
   * `totalCount` counts up to 100,000.
   *
   * Needs the permission `audit:read`.
   *
   * `GET /api/v1/clients/audit-events`, in the reference at `/docs/reference` of the server.
   */
  list: (query: AuditEventListQuery = {}, options?: CallOptions): List<AuditEvent> =>
    list({ method: 'GET', path: '/clients/audit-events', access: 'account', query }, options),

  /**
   * Export audit events.
   *
   * All events that match, oldest first, one JSON object a line (NDJSON): the fields of the list, and `clientId` and
   * `previousHash`, by which the chain can be checked offline. The export is an event itself, and its last line.
   *
   * Needs the permission `audit:read`.
   *
   * `GET /api/v1/clients/audit-events/export`, in the reference at `/docs/reference` of the server.
   */
  export: (query: AuditEventExportQuery = {}, options?: CallOptions): Promise<Download> =>
    download({ method: 'GET', path: '/clients/audit-events/export', access: 'account', query }, options),
});
