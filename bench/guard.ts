/**
 * What the guard costs: requests per second, latency and CPU time of a guarded route against the same route without the
 * guard, in turns, warm, 32 connections, the three headers sent to both.
 */

import autocannon from 'autocannon';
import { openHouse, type Person, settlePeople } from './harness/house.ts';
import { startLoad } from './harness/load.ts';
import { atLeast, print, round } from './harness/report.ts';
import { GUARDED_PATH, guardedRequest, PUBLIC_PATH } from './harness/requests.ts';
import { runBenchmark } from './harness/run.ts';
import { CONNECTIONS, detailsOf, job, NO_LIMITS, openServer, ratio, rowsOf, runInTurns } from './harness/turns.ts';

const ROUNDS = 8;
const AUTOCANNON_SECONDS = 3;

/** Requests per second as autocannon counts them: whether our own load generator tells the truth. */
async function runAutocannon(port: number, path: string, person: Person): Promise<number> {
  const { token, secretKey, businessId } = person;
  const result = await autocannon({
    url: `http://127.0.0.1:${port}${path}`,
    connections: CONNECTIONS,
    duration: AUTOCANNON_SECONDS,
    headers: { Authorization: `Bearer ${token}`, SECRET_KEY: secretKey, businessId },
  });
  if (result.non2xx > 0 || result.errors > 0) throw new Error('autocannon got answers that were not the expected ones');
  return Math.round(result.requests.total / result.duration);
}

await runBenchmark(async (cleanUp) => {
  const { core, settings } = await openHouse(cleanUp, NO_LIMITS);
  const [person] = await settlePeople(core, { people: 1, sessionsEach: 1 });
  if (person === undefined) throw new Error('nobody was settled');
  const load = startLoad(cleanUp);
  await load.prepare('guarded', [guardedRequest(GUARDED_PATH, person)]);
  await load.prepare('public', [guardedRequest(PUBLIC_PATH, person)]);

  const { server, ports } = await openServer(cleanUp, settings);
  const guarded = { server, name: 'guarded', port: ports.door, requests: 'guarded' };
  const bare = { server, name: 'guard taken out', port: ports.unguarded, requests: 'guarded' };
  const open = { server, name: 'public route', port: ports.door, requests: 'public' };
  const plain = { server, name: 'plain Fastify', port: ports.plain, requests: 'public' };
  const cases = [guarded, bare, open, plain];
  for (const each of cases) await load.run(job(each, 1));
  const rounds = await runInTurns(load, cases, ROUNDS);

  print({
    benchmark: 'guard',
    rows: rowsOf(rounds),
    goals: [
      atLeast(
        'guarded / guard taken out, requests per second',
        ratio(rounds, guarded.name, bare.name, 'perSecond'),
        0.9,
      ),
      atLeast('guarded / public route, requests per second', ratio(rounds, guarded.name, open.name, 'perSecond'), 0.9),
      atLeast('guard taken out / guarded, CPU per request', ratio(rounds, bare.name, guarded.name, 'cpuMicros'), 0.9),
    ],
    rounds: {
      ...detailsOf(rounds),
      'guarded / plain Fastify': round(ratio(rounds, guarded.name, plain.name, 'perSecond'), 3),
      autocannonRequestsPerSecond: {
        guarded: await runAutocannon(ports.door, GUARDED_PATH, person),
        'guard taken out': await runAutocannon(ports.unguarded, GUARDED_PATH, person),
      },
    },
  });
});
