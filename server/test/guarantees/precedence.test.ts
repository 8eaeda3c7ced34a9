/** The refusal table, row by row: each flaw gets its refusal, and of any two flaws at once the one of the earlier row wins. */

import { after, before, describe, it } from 'node:test';
import { startTestApp, type TestApp } from '../harness/app.ts';
import { ALL_ROUTES, type Draft, type Route, routesWhere } from './drafts.ts';
import { exhaust, type Flaw, flawsOf } from './flaws.ts';
import { createWorld, eachAtOnce, expectRefusal, UNLIMITED, type World } from './world.ts';

describe('of everything that is wrong with a request, the first row of the refusal table answers', () => {
  let world: World;
  let limited: TestApp;
  let flaws: (route: Route) => Flaw[];

  before(async () => {
    world = await createWorld();
    const settings = { ...UNLIMITED, INTERSTELLAS_REQUESTS_PER_MINUTE: '1' };
    limited = await startTestApp({ beside: world.app, settings });
    flaws = await flawsOf(world);
  });
  after(async () => {
    await limited.stop();
    await world.close();
  });

  const spoilt = (good: Draft, route: Route, chosen: readonly Flaw[]): Draft => {
    const changes = chosen.map((one) => one.spoil(good, route));
    const headers = [...good.headers, ...changes.flatMap((change) => change.headers ?? [])];
    return Object.assign({ ...good }, ...changes, { headers }) as Draft;
  };
  const refuses = async (good: Draft, route: Route, chosen: readonly Flaw[]): Promise<void> => {
    const [first] = chosen.toSorted((one, other) => one.row - other.row);
    if (first === undefined) return;
    const draft = spoilt(good, route, chosen);
    if (!chosen.some(({ parts }) => parts.includes('server'))) {
      await expectRefusal(world, draft, first.code);
      return;
    }
    const answer = await world.ask(draft, limited.origin);
    if (answer.body.code === first.code) return;
    // The minute of the allowance may have ended at this moment; the next has just begun.
    await exhaust(world, limited);
    await expectRefusal(world, draft, first.code, limited.origin);
  };

  for (const route of ALL_ROUTES) {
    it(`on ${route.id}, for each flaw alone and for every two of different rows`, async () => {
      // Anew each time: an allowance grows back within a minute.
      await exhaust(world, limited);
      const good = await world.draft(route);
      const list = flaws(route);
      for (const [index, one] of list.entries()) {
        const others = list.slice(index + 1).filter((other) => {
          return one.row !== other.row && !one.parts.some((part) => other.parts.includes(part));
        });
        await eachAtOnce([[one], ...others.map((other) => [one, other])], (chosen) => refuses(good, route, chosen));
      }
    });
  }

  for (const route of routesWhere(({ access }) => access.kind !== 'public')) {
    it(`on ${route.id}, with a flaw in every part at once`, async () => {
      await exhaust(world, limited);
      const good = await world.draft(route);
      const rows = flaws(route).toReversed();
      for (let row = 1; row <= 10; row += 1) {
        const chosen: Flaw[] = [];
        for (const one of rows.filter((candidate) => candidate.row >= row).toSorted((a, b) => a.row - b.row)) {
          const isFree = !chosen.some(
            (other) => other.row === one.row || other.parts.some((part) => one.parts.includes(part)),
          );
          if (isFree) chosen.push(one);
        }
        await refuses(good, route, chosen);
      }
    });
  }
});
