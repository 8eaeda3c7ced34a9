/**
 * Where the time of a request goes: a CPU profile of the server under load, guarded and with the guard taken out, as
 * microseconds per request of each function alone and with all that it calls. To be read as shares: profiling costs too.
 */

import type { Profiler } from 'node:inspector';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openHouse, settlePeople } from './harness/house.ts';
import { startLoad } from './harness/load.ts';
import { print, round } from './harness/report.ts';
import { GUARDED_PATH, guardedRequest } from './harness/requests.ts';
import { runBenchmark } from './harness/run.ts';
import { type Case, job, NO_LIMITS, openServer } from './harness/turns.ts';

const SECONDS = 8;
const ROWS = 45;
const ROOT = fileURLToPath(new URL('..', import.meta.url));

interface Cost {
  self: number;
  total: number;
}

/** Function → microseconds in the whole profile. */
function costsOf(profile: Profiler.Profile): Map<string, Cost> {
  const spent = new Map<number, number>();
  for (const [index, id] of (profile.samples ?? []).entries()) {
    spent.set(id, (spent.get(id) ?? 0) + (profile.timeDeltas?.[index] ?? 0));
  }
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]));
  const [root] = profile.nodes;
  const costs = new Map<string, Cost>();
  const visit = (node: Profiler.ProfileNode, above: ReadonlySet<string>): number => {
    const name = nameOf(node.callFrame);
    const self = spent.get(node.id) ?? 0;
    const inside = new Set([...above, name]);
    let total = self;
    for (const id of node.children ?? []) {
      const child = nodes.get(id);
      if (child !== undefined) total += visit(child, inside);
    }
    const cost = costs.get(name) ?? { self: 0, total: 0 };
    cost.self += self;
    if (!above.has(name)) cost.total += total;
    costs.set(name, cost);
    return total;
  };
  if (root !== undefined) visit(root, new Set());
  return costs;
}

function nameOf({ functionName, url, lineNumber }: Profiler.ProfileNode['callFrame']): string {
  const file = url.startsWith('file:') ? relative(ROOT, fileURLToPath(url)) : url;
  const place = file === '' ? '' : ` ${file.replace(/^(?:\.\.\/)*node_modules\//, '')}:${lineNumber + 1}`;
  return `${functionName || '(anonymous)'}${place}`;
}

await runBenchmark(async (cleanUp) => {
  const { core, settings } = await openHouse(cleanUp, NO_LIMITS);
  const [person] = await settlePeople(core, { people: 1, sessionsEach: 1 });
  if (person === undefined) throw new Error('nobody was settled');
  const load = startLoad(cleanUp);
  await load.prepare('guarded', [guardedRequest(GUARDED_PATH, person)]);
  const { server, ports } = await openServer(cleanUp, settings);
  const cases: Case[] = [
    { server, name: 'guarded', port: ports.door, requests: 'guarded' },
    { server, name: 'guard taken out', port: ports.unguarded, requests: 'guarded' },
  ];
  for (const each of cases) {
    await load.run(job(each, 2));
    await server.ask('startProfile');
    const { total } = await load.run(job(each, SECONDS));
    const costs = costsOf(await server.ask<Profiler.Profile>('stopProfile'));
    const rows = [...costs]
      .toSorted(([, one], [, other]) => other.self - one.self)
      .slice(0, ROWS)
      .map(([name, cost]) => ({
        function: name,
        'self µs': round(cost.self / total),
        'total µs': round(cost.total / total),
      }));
    const own = [...costs]
      .filter(([name]) => name.includes('server/src'))
      .toSorted(([, one], [, other]) => other.total - one.total)
      .slice(0, ROWS)
      .map(([name, cost]) => ({
        function: name,
        'self µs': round(cost.self / total),
        'total µs': round(cost.total / total),
      }));
    console.table(own);
    print({ benchmark: `profile, ${each.name}`, rows, goals: [] });
  }
});
