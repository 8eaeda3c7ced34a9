/** The face of the http room: the door, the list of routes, and what the door needs to serve them. */

export type { About } from './about.ts';
export { openDoor } from './door/door.ts';
export { BUILT_SITE, type SiteFolders } from './door/site.ts';
export { createIdempotency } from './idempotency.ts';
export { createLimits } from './limits.ts';
export { createClusterMetrics, createMetrics } from './metrics.ts';
export { describeApi, describeOnDemand } from './openapi.ts';
export { operationPaths, ROUTES, routesIn, type Services } from './routes.ts';
