/** The routes for those who run the server and those who read its description. */

import { Type } from 'typebox';
import { METRICS_CONTENT_TYPE } from './metrics.ts';
import { routesFor } from './route.ts';

export interface OperationalServices {
  readonly health: {
    /** Resolves when the server can do its work: Fault `service.unavailable` when the store is out of reach or the server is stopping. */
    ready(): Promise<void>;
  };
  readonly metrics: { render(): Promise<string> };
  /** The description, as JSON text. */
  readonly openapi: () => string;
}

const route = routesFor<OperationalServices>();
const TAG = 'Operations';
const PUBLIC_DOCUMENT = 'public, max-age=300';

const Live = Type.Object({ state: Type.String({ examples: ['live'] }) });
const Ready = Type.Object({ state: Type.String({ examples: ['ready'] }) });

export const operationalRoutes = [
  route.envelope({
    id: 'health.live',
    method: 'GET',
    path: '/health/live',
    at: 'root',
    access: {
      kind: 'public',
      why: 'An orchestrator has no credentials, and learns nothing but that the process answers.',
    },
    tag: TAG,
    summary: 'Liveness',
    description: 'Answers as long as the process does.',
    output: Live,
    status: 200,
    message: 'Live',
    faults: [],
    handle: () => ({ state: 'live' }),
  }),
  route.envelope({
    id: 'health.ready',
    method: 'GET',
    path: '/health/ready',
    at: 'root',
    access: { kind: 'public', why: 'A load balancer has no credentials, and learns only whether to send requests.' },
    tag: TAG,
    summary: 'Readiness',
    description: '503 while the database is out of reach or the server is shutting down.',
    output: Ready,
    status: 200,
    message: 'Ready',
    faults: ['service.unavailable'],
    handle: async ({ health }) => {
      await health.ready();
      return { state: 'ready' };
    },
  }),
  route.document({
    id: 'metrics.read',
    method: 'GET',
    path: '/metrics',
    at: 'root',
    sameMachineOnly: true,
    access: { kind: 'public', why: 'Answered on the machine itself only; to everybody else it does not exist.' },
    tag: TAG,
    summary: 'Metrics',
    description: 'In the Prometheus text format, to callers on the same machine; to others the address does not exist.',
    output: Type.String(),
    status: 200,
    contentType: METRICS_CONTENT_TYPE,
    cacheControl: 'no-store',
    faults: [],
    handle: ({ metrics }) => metrics.render(),
  }),
  route.document({
    id: 'openapi.read',
    method: 'GET',
    path: '/openapi.json',
    at: 'root',
    access: { kind: 'public', why: 'It describes the API to those who are about to use it.' },
    tag: TAG,
    summary: 'OpenAPI description',
    description: 'This description, OpenAPI 3.1.',
    output: Type.Object({ openapi: Type.String() }, { additionalProperties: true }),
    status: 200,
    contentType: 'application/json; charset=utf-8',
    cacheControl: PUBLIC_DOCUMENT,
    faults: [],
    handle: ({ openapi }) => openapi(),
  }),
];
