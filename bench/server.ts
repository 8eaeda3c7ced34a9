/**
 * The measured server, a process of its own: the product's door with all its routes, and one route more that does nothing,
 * once as a business endpoint and once as a public one. Beside it the same door whose guard lets everybody in as one
 * client, and a plain Fastify that knows nothing but the answer: what the guard costs, and what the door costs.
 */

import { Session } from 'node:inspector/promises';
import fastify from 'fastify';
import { Type } from 'typebox';
import { composeCore } from '../server/src/compose.ts';
import { readConfig } from '../server/src/config.ts';
import { createGuard, type Guard } from '../server/src/guard/index.ts';
import { envelopeOf } from '../server/src/http/envelope.ts';
import {
  BUILT_SITE,
  createIdempotency,
  createLimits,
  createMetrics,
  openDoor,
  ROUTES,
  type Services,
} from '../server/src/http/index.ts';
import { type AnyRoute, routesFor } from '../server/src/http/route.ts';
import { createLog } from '../server/src/platform/log.ts';
import { answerQuestions } from './harness/child.ts';
import { GUARDED_PATH, PUBLIC_PATH } from './harness/requests.ts';

export interface Ports {
  readonly door: number;
  readonly unguarded: number;
  readonly plain: number;
}

export interface Usage {
  /** User and system time of the process so far, microseconds. */
  readonly cpuMicros: number;
  readonly residentBytes: number;
}

const PREFIX_LENGTH = '/api/v1'.length;
const MESSAGE = 'Account details retrieved successfully';
const Account = Type.Object({
  accountNumber: Type.String(),
  accountType: Type.String(),
  customerId: Type.String(),
  businessId: Type.String(),
  accountBalance: Type.String(),
});
const ACCOUNT = {
  accountNumber: '9000000016',
  accountType: 'current',
  customerId: 'cust_00000000000000000000000000000000',
  businessId: 'biz_00000000000000000000000000000000',
  accountBalance: '125000000',
};

function benchRoutes(): AnyRoute<Services>[] {
  const route = routesFor<Services>();
  const shared = {
    method: 'GET',
    tag: 'Operations',
    summary: 'A constant answer.',
    output: Account,
    status: 200,
    message: MESSAGE,
    faults: [],
    handle: () => ACCOUNT,
  } as const;
  return [
    route.envelope({
      ...shared,
      id: 'bench.guarded',
      path: GUARDED_PATH.slice(PREFIX_LENGTH),
      access: { kind: 'business', permission: 'accounts:read', approved: true },
    }),
    route.envelope({
      ...shared,
      id: 'bench.public',
      path: PUBLIC_PATH.slice(PREFIX_LENGTH),
      access: { kind: 'public', why: 'It is what the guarded route is measured against.' },
    }),
  ];
}

/** The principal that every request would get: all that follows the guard, limits included, stays as it is. */
function absentGuard(): Guard {
  const principal = {
    userId: 'usr_00000000000000000000000000000000',
    sessionId: 'ses_00000000000000000000000000000000',
    clientId: 'client_00000000000000000000000000000000',
    keyId: 'key_00000000000000000000000000000000',
    businessId: ACCOUNT.businessId,
    role: 'owner',
  };
  return { check: () => principal as never };
}

async function openPlain(): Promise<ReturnType<typeof fastify>> {
  const app = fastify();
  app.get(PUBLIC_PATH, { schema: { response: { 200: envelopeOf(Account) } } }, async () => ({
    status: true,
    message: MESSAGE,
    data: ACCOUNT,
  }));
  return app;
}

async function open() {
  const config = readConfig(process.env);
  if (config.databaseUrl === undefined || config.secrets === undefined) throw new Error('a bench server is given both');
  const log = createLog({ level: config.logLevel });
  const core = composeCore(config, { databaseUrl: config.databaseUrl, secrets: config.secrets, log });
  const { businesses, changes, clock, database, pepper, seal } = core;
  const { environment, guardCacheEntries, keyBootstrapWindowSeconds } = config;
  const metrics = createMetrics({ jobs: core.jobs });
  const shared = {
    ...core,
    environment,
    log,
    metrics,
    idempotency: createIdempotency({ clock, database, pepper, seal }),
    limits: createLimits({ requestsPerMinute: config.requestsPerMinute, processes: changes.processes }),
    routes: [...ROUTES, ...benchRoutes()],
    site: BUILT_SITE,
    services: {
      ...core,
      about: { environment, bankName: '', bankCode: '', keepsMail: false, keysPerClient: 0, requestLogDays: 0 },
      businessesOf: businesses.ofUser,
      health: { ready: async () => undefined },
      metrics,
      openapi: () => '{}',
      operationPaths: new Map(),
    },
    tls: undefined,
    trustedProxies: config.trustedProxies,
    uploads: core.files,
  };
  const guard = createGuard({ ...core, cacheEntries: guardCacheEntries, environment, keyBootstrapWindowSeconds });
  const doors = [
    await openDoor<Services>({ ...shared, guard }),
    await openDoor<Services>({ ...shared, guard: absentGuard() }),
    await openPlain(),
  ];
  changes.start();
  core.keyUse.start();
  core.requestLog.start();
  const addresses = await Promise.all(doors.map((door) => door.listen({ host: '127.0.0.1', port: 0 })));
  const [door = 0, unguarded = 0, plain = 0] = addresses.map((address) => Number(new URL(address).port));
  const ports: Ports = { door, unguarded, plain };
  return {
    ports,
    stopRequestLog: () => core.requestLog.stop(),
    async close() {
      await Promise.all(doors.map((each) => each.close()));
      await core.requestLog.stop();
      await core.keyUse.stop();
      await changes.stop();
      await database.close();
    },
  };
}

const opened = open();
const inspector = new Session();

answerQuestions(
  {
    ports: async () => (await opened).ports,
    stopRequestLog: async () => (await opened).stopRequestLog(),
    usage(): Usage {
      const { user, system } = process.cpuUsage();
      return { cpuMicros: user + system, residentBytes: process.memoryUsage.rss() };
    },
    async startProfile() {
      inspector.connect();
      await inspector.post('Profiler.enable');
      await inspector.post('Profiler.setSamplingInterval', { interval: 200 });
      await inspector.post('Profiler.start');
    },
    async stopProfile() {
      const { profile } = await inspector.post('Profiler.stop');
      inspector.disconnect();
      return profile;
    },
  },
  async () => (await opened).close(),
);
