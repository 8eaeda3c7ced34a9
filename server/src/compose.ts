/** The whole wiring, by hand and on one page: what is made of what. Nothing is decided here. */

import { createAudit } from './audit/index.ts';
import {
  accountsOfUser,
  type Businesses,
  createBusinesses,
  createBusinessRegistration,
  PERMISSIONS,
} from './businesses/index.ts';
import { composeMoney } from './compose-money.ts';
import type { Config } from './config.ts';
import { Fault } from './faults/index.ts';
import { createFiles, createStorage } from './files/index.ts';
import { createGuard } from './guard/index.ts';
import {
  type About,
  BUILT_SITE,
  createIdempotency,
  createLimits,
  createMetrics,
  describeOnDemand,
  openDoor,
  operationPaths,
  routesIn,
  type SiteFolders,
} from './http/index.ts';
import {
  addressPolicy,
  createAttempts,
  createDevices,
  createEmailChange,
  createLetterLimit,
  createOneTimeTokens,
  createPasswordChange,
  createPasswordChoice,
  createPasswordProof,
  createPasswords,
  createReauthentication,
  createRegistrations,
  createSecondFactors,
  createServiceUsers,
  createSessions,
  createSignIn,
  createSigningKeys,
  createTokens,
  createUsers,
  identitySweeps,
  relyingPartyOf,
  signUpPolicy,
} from './identity/index.ts';
import { createIdentityCheck } from './identity-check/index.ts';
import { createKeys, createSecretScanning, createUseRecorder, keySweeps } from './keys/index.ts';
import { createLedger } from './ledger/index.ts';
import { createLetterLink, createMail, createSmtpTransport } from './mail/index.ts';
import {
  createAcceptance,
  createInvitations,
  createMemberRoles,
  createMembers,
  createServiceMembers,
  invitationPolicy,
  memberSweeps,
} from './members/index.ts';
import { createOnboarding } from './onboarding/index.ts';
import { createChanges } from './platform/changes.ts';
import { type Clock, systemClock } from './platform/clock.ts';
import { createDatabase } from './platform/database.ts';
import { createIds } from './platform/ids.ts';
import { createJobs } from './platform/jobs.ts';
import type { Log } from './platform/log.ts';
import { openPool } from './platform/pool.ts';
import { type Random, systemRandom } from './platform/random.ts';
import type { ServerSecrets } from './platform/seal.ts';
import { createSecretKeeper } from './platform/secret-keeper.ts';
import { createSweeper, type Sweep, type Sweeper } from './platform/sweep.ts';
import { createRequestLog } from './request-log/index.ts';
import { createMailCatcher } from './sandbox/index.ts';

export interface Surroundings {
  readonly databaseUrl: string;
  /** As whom to work; undefined: as whoever the URL names. */
  readonly databaseRole?: string | undefined;
  readonly log: Log;
  readonly secrets: ServerSecrets;
  /** The secrets, if they were replaced since the last call, where they can be. */
  readonly replacedSecrets?: (() => ServerSecrets | undefined) | undefined;
  readonly clock?: Clock;
  readonly random?: Random;
  /** Up to here the lists of money and of customers are counted, if not as far as each of them is by itself. */
  readonly mostCounted?: number;
  /** Where the built dashboard and documentation are, if not where the build leaves them. */
  readonly site?: SiteFolders | undefined;
  /** Gathers the metrics of all processes, where there are several. */
  readonly gatherMetrics?: () => Promise<string>;
}

/** Everything that happens without a server: what the command line and the demo client use. */
export function composeCore(config: Config, surroundings: Surroundings) {
  const base = composePlatform(config, surroundings);
  const people = composePeople(config, base);
  const clients = composeClients(config, base, people);
  const members = composeMembers(config, base, people, clients.businesses);
  const registration = composeRegistration(config, base, people);
  const money = composeMoney(config, { ...base, ...clients, ...registration });
  return { ...base, ...people, ...clients, ...members, ...registration, ...money };
}

function composePlatform(config: Config, surroundings: Surroundings) {
  const {
    databaseUrl: url,
    databaseRole: role,
    log,
    secrets,
    clock = systemClock,
    random = systemRandom,
  } = surroundings;
  const ids = createIds(clock, random);
  const pool = openPool({ url, role, connections: config.databaseConnections, applicationName: 'interstellas' });
  const openChannelPool = () => openPool({ url, role, connections: 1, applicationName: 'interstellas changes' });
  const secretKeeper = createSecretKeeper({ secrets, replaced: surroundings.replacedSecrets, log, random });
  const { seal, pepper } = secretKeeper;
  const processId = ids.next('token');
  const changes = createChanges({ clock, log, processId, mark: secretKeeper.mark, openPool: openChannelPool });
  const database = createDatabase(pool, changes);
  const audit = createAudit({ accountsOf: accountsOfUser, clock, database, ids, log });
  const jobs = createJobs({ changes, ids, log, seal, sql: database.sql });
  const mailCatcher = createMailCatcher({ clock, database, seal });
  const mailTransport = config.smtp === undefined ? mailCatcher : createSmtpTransport({ ...config.smtp, log });
  const mail = createMail({ ids, jobs, transport: mailTransport });
  const { environment } = config;
  const { mostCounted } = surroundings;
  const ways = { jobs, letterLink: createLetterLink(config.publicUrl), mail, mailCatcher, mailTransport };
  const secret = { pepper, seal, secretKeeper };
  return { ...ways, ...secret, audit, changes, clock, environment, database, ids, log, mostCounted, pool, random };
}

type Base = ReturnType<typeof composePlatform>;

function composePeople(config: Config, base: Base) {
  const { sessionTtlSeconds } = config;
  const attempts = createAttempts(base);
  const passwords = createPasswords({ concurrency: config.passwordConcurrency, queueLimit: config.passwordQueue });
  const signingKeys = createSigningKeys({ ...base, sessionTtlSeconds });
  const parts = {
    ...base,
    attempts,
    choosePassword: createPasswordChoice({ ...base, passwords }),
    devices: createDevices(base),
    letterLimit: createLetterLimit({ ...base, attempts }),
    oneTimeTokens: createOneTimeTokens(base),
    passwordProof: createPasswordProof({ ...base, attempts, passwords }),
    passwords,
    secondFactors: createSecondFactors({ ...base, attempts, relyingParty: relyingPartyOf(config.publicUrl) }),
    sessionTtlSeconds,
    tokens: createTokens({ ...base, signingKeys }),
  };
  const { oneTimeTokens, passwordProof, secondFactors, tokens } = parts;
  return {
    attempts,
    emailChange: createEmailChange(parts),
    oneTimeTokens,
    passwordChange: createPasswordChange(parts),
    passwordProof,
    passwords,
    reauthentication: createReauthentication(parts),
    registrations: createRegistrations(parts),
    secondFactors,
    sessions: createSessions(base),
    signIn: createSignIn({ ...parts, addressAttempts: addressPolicy(config.signInFailuresPerAddress) }),
    signingKeys,
    tokens,
    users: createUsers({ ...parts, signUpAttempts: signUpPolicy(config.signUpsPerAddress) }),
  };
}

type People = ReturnType<typeof composePeople>;

function composeClients(config: Config, base: Base, { registrations, users }: People) {
  const { environment, institutionCode } = config;
  const ledger = createLedger({ ...base, institutionCode });
  const businesses = createBusinesses({ ...base, environment, ledger, publicUrl: config.publicUrl });
  const keys = createKeys({
    ...base,
    contactsOf: businesses.contactsOf,
    environment,
    keysPerClient: config.keysPerClient,
    permissions: PERMISSIONS,
  });
  const keyUse = createUseRecorder(base);
  const requestLog = createRequestLog({ ...base, requestLogDays: config.requestLogDays });
  const secretScanning = createSecretScanning({ ...config.secretScanning, keys });
  const onboarding = createOnboarding({ ...base, businesses, keys, registrations, users });
  return { businesses, keys, keyUse, ledger, onboarding, requestLog, secretScanning };
}

/** Who belongs to a business. */
function composeMembers(config: Config, base: Base, people: People, businesses: Businesses) {
  const parts = { ...base, ...people, businesses, serviceUsers: createServiceUsers({ ...base, ...people }) };
  return {
    acceptance: createAcceptance(parts),
    invitations: createInvitations({ ...parts, invitationPolicy: invitationPolicy(config.invitationsPerDay) }),
    memberRoles: createMemberRoles(parts),
    members: createMembers(parts),
    serviceMembers: createServiceMembers(parts),
  };
}

/** What the registration of a business needs: files, and whose a BVN is. */
function composeRegistration(config: Config, base: Base, { passwordProof, users }: People) {
  const { bvnLookUpsPerHour: lookUpsPerHour, bvnProvider, environment } = config;
  const files = createFiles({ ...base, storage: createStorage(config) });
  const identityCheck = createIdentityCheck({ ...base, bvnProvider, environment });
  return {
    files,
    identityCheck,
    businessRegistration: createBusinessRegistration({
      ...base,
      files,
      identityCheck,
      lookUpsPerHour,
      passwordProof,
      users,
    }),
  };
}

export type Core = ReturnType<typeof composeCore>;
export type App = ReturnType<typeof compose>;

/** What becomes worthless with time, in every room. */
function sweepsOf(core: Core): Sweep[] {
  const { businessRegistration, customers, files, mailCatcher, requestLog, transfers, webhooks } = core;
  const own = [
    mailCatcher.sweep,
    files.sweep,
    businessRegistration.sweep,
    customers.sweep,
    requestLog.sweep,
    transfers.sweep,
    webhooks.sweep,
  ];
  return [...identitySweeps(core), ...memberSweeps(core), ...keySweeps(core), ...own];
}

/** What goes on beside requests and jobs. */
function backgroundOf({ audit, changes, keyUse, requestLog, secretKeeper }: Core, sweeper: Sweeper) {
  return {
    start(): void {
      secretKeeper.start();
      changes.start();
      sweeper.start();
      keyUse.start();
      requestLog.start();
      audit.start();
    },
    async stop(): Promise<void> {
      sweeper.stop();
      await keyUse.stop();
      await requestLog.stop();
      await audit.stop();
      secretKeeper.stop();
      await changes.stop();
    },
  };
}

/** What does the work that is due, from when requests are taken until no more are. */
function workersOf({ jobs, payouts, webhooks }: ReturnType<typeof composeCore>) {
  const workers = [jobs, webhooks, payouts];
  return {
    start(): void {
      for (const worker of workers) worker.start();
    },
    async stop(): Promise<void> {
      await Promise.all(workers.map((worker) => worker.stop()));
    },
  };
}

function aboutOf({ environment, keysPerClient, requestLogDays, smtp }: Config, { banks }: Core): About {
  const { name: bankName, code: bankCode } = banks.own;
  return { environment, bankName, bankCode, keepsMail: smtp === undefined, keysPerClient, requestLogDays };
}

const LET_GO_MS = 100;

/** The server, ready to listen. */
export function compose(config: Config, surroundings: Surroundings) {
  const core = composeCore(config, surroundings);
  const { businesses, changes, clock, database, mailCatcher, mailTransport, pepper, seal, webhooks } = core;
  const guard = createGuard({
    ...core,
    cacheEntries: config.guardCacheEntries,
    environment: config.environment,
    keyBootstrapWindowSeconds: config.keyBootstrapWindowSeconds,
  });
  const routes = routesIn(config.environment);
  const metrics = createMetrics({ gather: surroundings.gatherMetrics, jobs: core.jobs });
  webhooks.listen(metrics.attempted);
  const idempotency = createIdempotency({ clock, database, pepper, seal });
  const sweeper = createSweeper([...sweepsOf(core), idempotency.sweep], surroundings.log);
  const background = backgroundOf(core, sweeper);
  const workers = workersOf(core);
  let isStopping = false;
  const ready = async (): Promise<void> => {
    if (isStopping) throw new Fault('service.unavailable', { message: 'The server is shutting down.' });
    await database.sql`select 1`;
  };
  const door = openDoor({
    ...core,
    guard,
    metrics,
    idempotency,
    uploads: core.files,
    limits: createLimits({ requestsPerMinute: config.requestsPerMinute, processes: changes.processes }),
    routes,
    site: surroundings.site ?? BUILT_SITE,
    services: {
      ...core,
      about: aboutOf(config, core),
      businessesOf: businesses.ofUser,
      health: { ready },
      mailCatcher: config.smtp === undefined ? mailCatcher : undefined,
      metrics,
      openapi: describeOnDemand(routes),
      operationPaths: operationPaths(routes),
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
      background.start();
      return door.listen({ host: config.host, port: config.port }).then((address) => {
        workers.start();
        surroundings.log.info(mailTransport.description);
        return Number(new URL(address).port);
      });
    },
    /** Finishes what is under way, takes nothing new, lets go of the database. */
    async stop(): Promise<void> {
      isStopping = true;
      // A connection that was in use when the door began to close would otherwise be kept alive for the next request.
      const letGo = setInterval(() => door.server.closeIdleConnections(), LET_GO_MS);
      await door.close().finally(() => clearInterval(letGo));
      await workers.stop();
      mailTransport.close();
      await background.stop();
      await database.close();
    },
  };
}
