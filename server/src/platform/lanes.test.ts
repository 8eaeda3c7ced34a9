/** Lanes: who waits for the same thing is served together, in order, and nobody waits without end. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { allEnded, createLanes, type LanesOptions } from './lanes.ts';

type Served = readonly string[];

/** Lanes whose work ends when the test says so. */
function openLanes(options: Partial<LanesOptions<string, string>> = {}) {
  const served: Served[] = [];
  const doors: (() => void)[] = [];
  let now = 0;
  const lanes = createLanes<string, string>({
    clock: { monotonic: () => now },
    most: 3,
    fits: () => true,
    async serve(items) {
      served.push(items);
      await new Promise<void>((resolve) => doors.push(resolve));
      if (items.includes('bad')) throw new Error(`refused among ${items.length}`);
      return items.map((item) => `${item}!`);
    },
    tooLate: () => new Error('too late'),
    ...options,
  });
  const turn = () => new Promise<void>((resolve) => setImmediate(resolve));
  return {
    lanes,
    served,
    pass: (milliseconds: number) => {
      now += milliseconds;
    },
    /** Ends whatever is served, until nobody waits. */
    async drain() {
      for (let idle = 0; idle < 3; idle += 1) {
        await turn();
        const ends = doors.splice(0);
        if (ends.length > 0) idle = 0;
        for (const end of ends) end();
      }
    },
  };
}

/** What became of it, or what was wrong with it. */
const outcome = (work: Promise<string>): Promise<string> => work.catch((error: Error) => error.message);

describe('lanes', () => {
  it('serve the first at once, and those who came meanwhile together, in their order and no more than fit', async () => {
    const { lanes, served, drain } = openLanes();
    const works = ['a', 'b', 'c', 'd', 'e'].map((item) => outcome(lanes.serve('one', item)));
    await drain();
    assert.deepEqual(served, [['a'], ['b', 'c', 'd'], ['e']]);
    assert.deepEqual(await Promise.all(works), ['a!', 'b!', 'c!', 'd!', 'e!']);
  });

  it('do not wait for each other', async () => {
    const { lanes, served, drain } = openLanes();
    const works = [lanes.serve('one', 'a'), lanes.serve('other', 'b')];
    assert.deepEqual(served, [['a'], ['b']]);
    await drain();
    assert.deepEqual(await Promise.all(works), ['a!', 'b!']);
  });

  it('tell each what became of it: one that is refused takes no other with it', async () => {
    const { lanes, served, drain } = openLanes();
    const works = ['a', 'b', 'bad', 'c'].map((item) => outcome(lanes.serve('one', item)));
    await drain();
    assert.deepEqual(await Promise.all(works), ['a!', 'b!', 'refused among 1', 'c!']);
    assert.deepEqual(served, [['a'], ['b', 'bad', 'c'], ['b'], ['bad'], ['c']]);
  });

  it('leave who does not fit for the next time, and then he is the first', async () => {
    const { lanes, served, drain } = openLanes({ fits: (item, others) => !others.includes(item) });
    const works = ['a', 'b', 'b', 'c', 'd', 'e', 'f'].map((item) => outcome(lanes.serve('one', item)));
    await drain();
    assert.deepEqual(served, [['a'], ['b', 'c', 'd'], ['b', 'e', 'f']]);
    assert.equal((await Promise.all(works)).length, 7);
  });

  it('turn away whose time has passed before his turn, untouched', async () => {
    const { lanes, served, pass, drain } = openLanes();
    const works = ['a', 'b'].map((item) => outcome(lanes.serve('one', item)));
    pass(4000);
    works.push(outcome(lanes.serve('one', 'c')));
    await drain();
    assert.deepEqual(await Promise.all(works), ['a!', 'too late', 'c!']);
    assert.deepEqual(served, [['a'], ['c']]);
  });
});

describe('work of which all is awaited', () => {
  it('ends when the last has ended, with the first failure', async () => {
    const last = Promise.withResolvers<string>();
    let hasEnded = false;
    const all = allEnded([Promise.reject(new Error('first')), Promise.reject(new Error('second')), last.promise]);
    const watched = all.finally(() => {
      hasEnded = true;
    });
    watched.catch(() => undefined);
    await new Promise<void>((resolve) => setImmediate(resolve));
    assert.equal(hasEnded, false);
    last.resolve('done');
    await assert.rejects(all, /first/);
    assert.deepEqual(await allEnded([last.promise, Promise.resolve('too')]), ['done', 'too']);
  });
});
