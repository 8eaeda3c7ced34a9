/** The whole wiring, by hand and on one page: what is made of what. Nothing is decided here. */

import { createAudit } from './audit/index.ts';
import { createBusinesses } from './businesses/index.ts';
import type { Config, ServerSecrets } from './config.ts';
import { Fault } from './faults/index.ts';
import { createGuard } from './guard/index.ts';
import { createIdempotency, createLimits, createMetrics, describeApi, openDoor, ROUTES } from './http/index.ts';
import {
  addressPolicy,
  createAttempts,
  createDevices,
  createPasswords,
  createSessions,
  createSignIn,
  createSigningKeys,
  createTokens,
  createUsers,
  identitySweeps,
  signUpPolicy,
} from './identity/index.ts';
import { createKeys } from './keys/index.ts';
import { createLedger } from './ledger/index.ts';
import { createOnboarding } from './onboarding/index.ts';
import { createChanges } from './platform/changes.ts';
import { type Clock, systemClock } from './platform/clock.ts';
import { createDatabase } from './platform/database.ts';
import { createIds } from './platform/ids.ts';
import type { Log } from './platform/log.ts';
import { openPool } from './platform/pool.ts';
import { type Random, systemRandom } from './platform/random.ts';
import { createPepper, createSeal } from './platform/seal.ts';
import { createSweeper } from './platform/sweep.ts';

export interface Surroundings {
  readonly databaseUrl: string;
  readonly log: Log;
  readonly secrets: ServerSecrets;
  readonly clock?: Clock;
  readonly random?: Random;
  /** Gathers the metrics of all processes, where there are several. */
  readonly gatherMetrics?: () => Promise<string>;
}

/** Everything that happens without a server: what the command line and the demo client use. */
export function composeCore(config: Config, surroundings: Surroundings) {
  const { databaseUrl, log, secrets, clock = systemClock, random = systemRandom } = surroundings;
  const { environment, sessionTtlSeconds } = config;
  const ids = createIds(clock, random);
  const pool = openPool({ url: databaseUrl, connections: config.databaseConnections, applicationName: 'interstellas' });
  const openChannelPool = () => openPool({ url: databaseUrl, connections: 1, applicationName: 'interstellas changes' });
  const changes = createChanges({ clock, log, processId: ids.next('token'), openPool: openChannelPool });
  const database = createDatabase(pool, changes);
  const seal = createSeal(secrets.keyEncryptionKey, random);
  const pepper = createPepper(secrets.pepper);

  const audit = createAudit({ clock, ids });
  const ledger = createLedger({ clock, ids, random, institutionCode: config.institutionCode });
  const passwords = createPasswords({
    concurrency: config.passwordConcurrency,
    queueLimit: config.passwordQueue,
  });
  const signingKeys = createSigningKeys({ changes, clock, database, ids, seal, sessionTtlSeconds });
  const tokens = createTokens({ environment, ids, signingKeys });
  const sessions = createSessions({ clock, database });
  const addressAttempts = addressPolicy(config.signInFailuresPerAddress);
  const attempts = createAttempts({ clock, database, pepper });
  const devices = createDevices({ pepper, random });
  const signIn = createSignIn({
    addressAttempts,
    attempts,
    clock,
    database,
    devices,
    ids,
    passwords,
    sessionTtlSeconds,
    tokens,
  });
  const signUpAttempts = signUpPolicy(config.signUpsPerAddress);
  const users = createUsers({ attempts, clock, database, environment, ids, passwords, signUpAttempts });
  const keys = createKeys({ audit, clock, database, environment, ids, pepper, random, seal });
  const businesses = createBusinesses({ audit, clock, database, environment, ids, ledger });
  const onboarding = createOnboarding({ audit, businesses, keys, users });
  return {
    audit,
    businesses,
    changes,
    clock,
    database,
    ids,
    keys,
    onboarding,
    pepper,
    pool,
    seal,
    sessions,
    signIn,
    signingKeys,
    tokens,
    users,
  };
}

export type Core = ReturnType<typeof composeCore>;
export type App = ReturnType<typeof compose>;

const LET_GO_MS = 100;

/** The server, ready to listen. */
export function compose(config: Config, surroundings: Surroundings) {
  const core = composeCore(config, surroundings);
  const { businesses, changes, clock, database, pepper, seal } = core;
  const guard = createGuard({
    ...core,
    cacheEntries: config.guardCacheEntries,
    environment: config.environment,
    keyBootstrapWindowSeconds: config.keyBootstrapWindowSeconds,
  });
  const metrics = createMetrics({ gather: surroundings.gatherMetrics });
  const idempotency = createIdempotency({ clock, database, pepper, seal });
  const sweeper = createSweeper([...identitySweeps(core), idempotency.sweep], surroundings.log);
  let isStopping = false;
  const ready = async (): Promise<void> => {
    if (isStopping) throw new Fault('service.unavailable', { message: 'The server is shutting down.' });
    await database.sql`select 1`;
  };
  const door = openDoor({
    ...core,
    guard,
    metrics,
    environment: config.environment,
    idempotency,
    limits: createLimits({ requestsPerMinute: config.requestsPerMinute, processes: changes.processes }),
    log: surroundings.log,
    routes: ROUTES,
    services: {
      ...core,
      businessesOf: businesses.ofUser,
      health: { ready },
      metrics,
      openapi: JSON.stringify(describeApi(ROUTES)),
    },
    tls: config.tls,
    trustedProxies: config.trustedProxies,
  });
  return {
    ...core,
    door,
    guard,
    sweeper,
    /** Listens; returns the port. */
    async start(): Promise<number> {
      changes.start();
      sweeper.start();
      return door.listen({ host: config.host, port: config.port }).then((address) => Number(new URL(address).port));
    },
    /** Finishes what is under way, takes nothing new, lets go of the database. */
    async stop(): Promise<void> {
      isStopping = true;
      // A connection that was in use when the door began to close would otherwise be kept alive for the next request.
      const letGo = setInterval(() => door.server.closeIdleConnections(), LET_GO_MS);
      await door.close().finally(() => clearInterval(letGo));
      sweeper.stop();
      await changes.stop();
      await database.close();
    },
  };
}
