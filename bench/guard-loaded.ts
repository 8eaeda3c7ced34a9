/**
 * Whether the guard slows down when much is in it: the guarded route on a server that holds 100,000 sessions and 100,000
 * keys, all of them in use, against one that holds a single one of each; in turns, warm, 32 connections. Once as it is, and
 * once without the request log, which takes 500 requests a second of one client account, and of ten thousand all there are.
 */

import { openHouse, type Person, settlePeople } from './harness/house.ts';
import { startLoad } from './harness/load.ts';
import { atLeast, print } from './harness/report.ts';
import { GUARDED_PATH, guardedRequest } from './harness/requests.ts';
import { runBenchmark } from './harness/run.ts';
import { detailsOf, job, NO_LIMITS, openServer, ratio, rowsOf, runInTurns } from './harness/turns.ts';
import type { Usage } from './server.ts';

/** Of sessions, and of keys: ten of each person and his client account. */
const SETS = 100_000;
const SETS_EACH = 10;
const ROUNDS = 6;
/** Every first use verifies a signature and asks the database: a minute where nothing else runs, more where it does. */
const FILL_AT_MOST_SECONDS = 150;
const LIMIT_SECONDS = 240;

/** In an order in which nobody's ten sets stand together, as they would not on a real server. */
function apart(people: readonly Person[]): Person[] {
  return Array.from({ length: SETS_EACH }, (_, turn) =>
    people.filter((_person, index) => index % SETS_EACH === turn),
  ).flat();
}

await runBenchmark(async (cleanUp) => {
  const { core, settings } = await openHouse(cleanUp, NO_LIMITS);
  const settled = await settlePeople(core, { people: SETS / SETS_EACH, sessionsEach: SETS_EACH });
  const people = apart(settled);
  const load = startLoad(cleanUp);
  await load.prepare(
    'one',
    people.slice(0, 1).map((person) => guardedRequest(GUARDED_PATH, person)),
  );
  await load.prepare(
    'all',
    people.map((person) => guardedRequest(GUARDED_PATH, person)),
  );

  const small = await openServer(cleanUp, settings);
  const large = await openServer(cleanUp, settings);
  const one = { server: small.server, name: '1 in use', port: small.ports.door, requests: 'one' };
  const all = { server: large.server, name: `${SETS} in use`, port: large.ports.door, requests: 'all' };
  const fill = await load.run({ ...job(all, FILL_AT_MOST_SECONDS), warmUpSeconds: 0, count: SETS });
  if (fill.total < SETS - 64) throw new Error(`only ${fill.total} sets of credentials were used in time`);
  // Both servers' code is to be as warm.
  await load.run({ ...job(one, FILL_AT_MOST_SECONDS), count: SETS / 2 });
  await load.run(job(all, 2));
  const rounds = await runInTurns(load, [one, all], ROUNDS);
  await Promise.all([small, large].map(({ server }) => server.ask('stopRequestLog')));
  const unlogged = await runInTurns(load, [one, all], ROUNDS);
  const resident = async ({ server }: { server: typeof small.server }) =>
    Math.round((await server.ask<Usage>('usage')).residentBytes / 2 ** 20);

  print({
    benchmark: 'guard-loaded',
    rows: rowsOf(rounds),
    goals: [
      atLeast(`${SETS} / 1 in use, requests per second`, ratio(rounds, all.name, one.name, 'perSecond'), 0.95),
      atLeast(`1 / ${SETS} in use, CPU per request`, ratio(rounds, one.name, all.name, 'cpuMicros'), 0.95),
      atLeast('requests per second, without the request log', ratio(unlogged, all.name, one.name, 'perSecond'), 0.95),
      atLeast('CPU per request, without the request log', ratio(unlogged, one.name, all.name, 'cpuMicros'), 0.95),
    ],
    rounds: {
      ...detailsOf(rounds),
      firstUsesPerSecond: Math.round(fill.perSecond),
      residentMiB: { one: await resident(small), all: await resident(large) },
    },
  });
}, LIMIT_SECONDS);
