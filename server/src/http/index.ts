/** The face of the http room: the door, the list of routes, and what the door needs to serve them. */

export { openDoor } from './door/door.ts';
export { createIdempotency } from './idempotency.ts';
export { createLimits } from './limits.ts';
export { createClusterMetrics, createMetrics } from './metrics.ts';
export { describeApi } from './openapi.ts';
export { ROUTES, routesIn, type Services } from './routes.ts';
