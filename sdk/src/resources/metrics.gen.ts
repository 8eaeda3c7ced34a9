/** The methods of `client.metrics`. Generated from the routes by "npm run generate": edit those, not this file. */

import type { CallOptions, Caller } from '../caller.ts';
import type { Download } from '../download.ts';

export const metrics = ({ download }: Caller) => ({
  /**
   * Metrics.
   *
   * In the Prometheus text format, to callers on the same machine; to others the address does not exist.
   *
   * Public: Answered on the machine itself only; to everybody else it does not exist.
   *
   * `GET /metrics`, in the reference at `/docs/reference` of the server.
   */
  read: (options?: CallOptions): Promise<Download> =>
    download({ method: 'GET', path: '/metrics', at: 'root', access: 'public' }, options),
});
