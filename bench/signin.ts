/**
 * Sign-ins per second over HTTP against the raw rate of the same hash with as many in flight as there are cores, in turns;
 * and what a flood of sign-ins does to the latency of those who are signed in. Everybody signs in from an address of his
 * own, as a trusted proxy tells it, and nobody often enough to be made to wait.
 */

import { availableParallelism } from 'node:os';
import { verify } from '@node-rs/argon2';
import { openHouse, type Person, settlePeople } from './harness/house.ts';
import { type Load, startLoad } from './harness/load.ts';
import { atLeast, atMost, median, print, round } from './harness/report.ts';
import { GUARDED_PATH, guardedRequest, signInRequest } from './harness/requests.ts';
import { runBenchmark } from './harness/run.ts';
import { NO_LIMITS, openServer } from './harness/turns.ts';
import type { LoadResult } from './load-generator.ts';

const PASSWORD = 'kola-nut morning train 27';
/** So many that none has ten wrong passwords in a row, after which waits begin. */
const PEOPLE = 1000;
const SIGN_INS_IN_FLIGHT = 16;
const RATE_ROUNDS = 5;
const RATE_SECONDS = 1.5;
const FLOOD_IN_FLIGHT = 64;
const FLOOD_ROUNDS = 3;
const FLOOD_SECONDS = 2.5;
const FLOOD_LEAD_SECONDS = 0.5;
const GUARDED_RATE = 500;
const GUARDED_CONNECTIONS = 32;

const SETTINGS = {
  ...NO_LIMITS,
  INTERSTELLAS_TRUSTED_PROXIES: '127.0.0.1',
  INTERSTELLAS_SIGN_IN_FAILURES_PER_ADDRESS: '1000000',
};

/** Checks of the hash per second, with nothing else done. */
async function rawRate(passwordHash: string): Promise<number> {
  const begun = performance.now();
  const until = begun + RATE_SECONDS * 1000;
  let checks = 0;
  const work = Array.from({ length: availableParallelism() }, async () => {
    while (performance.now() < until) {
      if (!(await verify(passwordHash, PASSWORD))) throw new Error('the right password was refused');
      checks += 1;
    }
  });
  await Promise.all(work);
  return (checks * 1000) / (performance.now() - begun);
}

function signIns(people: readonly Person[], password: string, addressOf: (index: number) => string): Buffer[] {
  return people.map(({ email }, index) => signInRequest({ email, password }, addressOf(index)));
}

function ownAddress(index: number): string {
  return `10.0.${Math.floor(index / 250)}.${(index % 250) + 1}`;
}

/** Sessions opened per second; `expected` are the statuses that answers may have. */
async function signInRate(load: Load, port: number, requests: string, expected = [200]): Promise<number> {
  const job = { port, requests, connections: SIGN_INS_IN_FLIGHT, warmUpSeconds: 0.3, seconds: RATE_SECONDS };
  const { perSecond, statuses, total } = await load.run(job, expected);
  return (perSecond * (statuses[200] ?? 0)) / total;
}

async function measureRates(load: Load, port: number, passwordHash: string) {
  // From one address, attempts that overtake each other may be told to wait: those are not counted.
  const rounds: { raw: number; signIn: number; oneAddress: number }[] = [];
  await signInRate(load, port, 'right');
  for (let index = 0; index < RATE_ROUNDS; index += 1) {
    const raw = await rawRate(passwordHash);
    const signIn = await signInRate(load, port, 'right');
    const oneAddress = await signInRate(load, port, 'right, one address', [200, 429]);
    rounds.push({ raw: round(raw, 1), signIn: round(signIn, 1), oneAddress: round(oneAddress, 1) });
  }
  return rounds;
}

interface Loads {
  readonly guarded: Load;
  readonly flood: Load;
}

/** Guarded requests at a constant rate, quiet or during a flood; with how many sign-ins the flood got through. */
async function measureGuarded({ guarded, flood }: Loads, port: number, requests?: string) {
  const flooding =
    requests === undefined
      ? undefined
      : flood.run(
          {
            port,
            requests,
            connections: FLOOD_IN_FLIGHT,
            warmUpSeconds: FLOOD_LEAD_SECONDS,
            seconds: FLOOD_SECONDS + FLOOD_LEAD_SECONDS,
          },
          [200, 401, 503],
        );
  const result = await guarded.run({
    port,
    requests: 'guarded',
    rate: GUARDED_RATE,
    connections: GUARDED_CONNECTIONS,
    warmUpSeconds: FLOOD_LEAD_SECONDS,
    seconds: FLOOD_SECONDS,
  });
  return { ...result, flood: await flooding };
}

type Phase = Awaited<ReturnType<typeof measureGuarded>>;

async function measureFloods(loads: Loads, port: number) {
  const phases: Record<'quiet' | 'wrong' | 'right', Phase[]> = { quiet: [], wrong: [], right: [] };
  await measureGuarded(loads, port);
  for (let index = 0; index < FLOOD_ROUNDS; index += 1) {
    phases.quiet.push(await measureGuarded(loads, port));
    phases.wrong.push(await measureGuarded(loads, port, 'wrong'));
    phases.right.push(await measureGuarded(loads, port, 'right'));
  }
  return phases;
}

function rowOf(name: string, phases: readonly Phase[]) {
  const floods = phases.flatMap(({ flood }): LoadResult[] => (flood === undefined ? [] : [flood]));
  return {
    'guarded requests': name,
    'per second': Math.round(median(phases.map(({ perSecond }) => perSecond))),
    'p50 ms': round(median(phases.map(({ p50Ms }) => p50Ms))),
    'p99 ms': round(median(phases.map(({ p99Ms }) => p99Ms))),
    'sign-ins/s': floods.length === 0 ? 0 : round(median(floods.map(({ perSecond }) => perSecond)), 1),
  };
}

await runBenchmark(async (cleanUp) => {
  const { core, settings, passwords } = await openHouse(cleanUp, SETTINGS);
  const passwordHash = await passwords.hash(PASSWORD);
  const people = await settlePeople(core, { people: PEOPLE, sessionsEach: 1, passwordHash });
  const loads = { guarded: startLoad(cleanUp), flood: startLoad(cleanUp) };
  await loads.flood.prepare('right', signIns(people, PASSWORD, ownAddress));
  await loads.flood.prepare('wrong', signIns(people, `not ${PASSWORD}`, ownAddress));
  await loads.flood.prepare(
    'right, one address',
    signIns(people, PASSWORD, () => '10.1.0.1'),
  );
  await loads.guarded.prepare(
    'guarded',
    people.slice(0, 1).map((person) => guardedRequest(GUARDED_PATH, person)),
  );

  const { ports } = await openServer(cleanUp, settings);
  const rates = await measureRates(loads.flood, ports.door, passwordHash);
  const { quiet, wrong, right } = await measureFloods(loads, ports.door);
  const rise = (phases: readonly Phase[]) =>
    median(phases.map(({ p99Ms }, index) => p99Ms / (quiet[index]?.p99Ms ?? Number.NaN)));

  console.table([
    { 'per second': 'raw hash', rate: median(rates.map(({ raw }) => raw)) },
    { 'per second': 'sign-in', rate: median(rates.map(({ signIn }) => signIn)) },
    { 'per second': 'sign-in, all from one address', rate: median(rates.map(({ oneAddress }) => oneAddress)) },
  ]);
  print({
    benchmark: 'signin',
    rows: [rowOf('quiet', quiet), rowOf('flood, wrong passwords', wrong), rowOf('flood, right passwords', right)],
    goals: [
      atLeast('sign-ins / raw hashes', median(rates.map(({ raw, signIn }) => signIn / raw)), 0.9),
      atMost('p99 in a flood of wrong passwords / quiet', rise(wrong), 2),
      atMost('p99 in a flood of right passwords / quiet', rise(right), 2),
    ],
    rounds: { rates, p99Ms: { quiet: p99s(quiet), wrong: p99s(wrong), right: p99s(right) } },
  });
});

function p99s(phases: readonly Phase[]): number[] {
  return phases.map(({ p99Ms }) => round(p99Ms));
}
