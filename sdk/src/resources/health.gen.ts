/** The methods of `client.health`. Generated from the routes by "npm run generate": edit those, not this file. */

import type { CallOptions, Caller } from '../caller.ts';
import type { Health } from '../types.gen.ts';

export const health = ({ send }: Caller) => ({
  /**
   * Liveness.
   *
   * Answers as long as the process does.
   *
   * Public: An orchestrator has no credentials, and learns nothing but that the process answers.
   *
   * `GET /health/live`, in the reference at `/docs/reference` of the server.
   */
  live: (options?: CallOptions): Promise<Health> =>
    send({ method: 'GET', path: '/health/live', at: 'root', access: 'public' }, options),

  /**
   * Readiness.
   *
   * 503 while the database is out of reach or the server is shutting down.
   *
   * Public: A load balancer has no credentials, and learns only whether to send requests.
   *
   * `GET /health/ready`, in the reference at `/docs/reference` of the server.
   */
  ready: (options?: CallOptions): Promise<Health> =>
    send({ method: 'GET', path: '/health/ready', at: 'root', access: 'public' }, options),
});
