/**
 * Work that many want done at once and that only one can do at a time, such as debiting one account. Who comes while others
 * are served waits in a lane; all who wait are then served together, so that they share one commit instead of waiting for
 * one each. Where nobody waits nothing is different.
 */

import type { Clock } from './clock.ts';

export interface Lanes<Item, Result> {
  /**
   * Has the item served, after those that came to the lane before it; rejects with what is wrong with it alone, or with
   * `tooLate` when its turn does not come in time: then nothing was done.
   */
  serve(lane: string, item: Item): Promise<Result>;
}

export interface LanesOptions<Item, Result> {
  readonly clock: Pick<Clock, 'monotonic'>;
  /** So many are served together. */
  readonly most: number;
  /** Whether an item may be served together with others; if not it is among the next. */
  readonly fits: (item: Item, others: readonly Item[]) => boolean;
  /** Does all of them, with their results in the same order, or none: then each is served by itself, at the same time. */
  readonly serve: (items: readonly Item[]) => Promise<readonly Result[]>;
  readonly tooLate: () => Error;
}

interface Waiting<Item, Result> {
  readonly item: Item;
  readonly since: number;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

/** Shorter than a request may take. */
const PATIENCE_MS = 4000;

export function createLanes<Item, Result>(options: LanesOptions<Item, Result>): Lanes<Item, Result> {
  const { clock } = options;
  const lanes = new Map<string, Waiting<Item, Result>[]>();

  const work = async (lane: string, queue: Waiting<Item, Result>[]): Promise<void> => {
    while (queue.length > 0) {
      await serveTogether(options, takeNext(options, queue));
      // Who was just served and comes again at once is among the next, instead of waiting while one goes alone.
      await new Promise<void>((resolve) => setImmediate(resolve));
    }
    lanes.delete(lane);
  };
  return {
    serve(lane, item) {
      const { promise, resolve, reject } = Promise.withResolvers<Result>();
      const waiting = { item, since: clock.monotonic(), resolve, reject };
      const queue = lanes.get(lane);
      if (queue !== undefined) {
        queue.push(waiting);
      } else {
        const opened = [waiting];
        lanes.set(lane, opened);
        void work(lane, opened);
      }
      return promise;
    },
  };
}

/** Takes the next out of the queue: always the first of it, so that nobody is passed over for ever. */
function takeNext<Item, Result>(
  { most, fits }: LanesOptions<Item, Result>,
  queue: Waiting<Item, Result>[],
): Waiting<Item, Result>[] {
  const taken: Waiting<Item, Result>[] = [];
  const left: Waiting<Item, Result>[] = [];
  for (const waiting of queue) {
    const others = taken.map(({ item }) => item);
    (taken.length < most && fits(waiting.item, others) ? taken : left).push(waiting);
  }
  queue.splice(0, queue.length, ...left);
  return taken;
}

/** Never rejects: everybody is told how it ended for him. */
async function serveTogether<Item, Result>(
  options: LanesOptions<Item, Result>,
  taken: readonly Waiting<Item, Result>[],
): Promise<void> {
  const inTime = taken.filter((waiting) => isInTime(options, waiting));
  if (inTime.length === 0) return;
  try {
    const results = await options.serve(inTime.map(({ item }) => item));
    for (const [index, { resolve }] of inTime.entries()) resolve(results[index] as Result);
  } catch (error) {
    const [only, second] = inTime;
    if (only !== undefined && second === undefined) return only.reject(error);
    await Promise.all(inTime.map((waiting) => serveTogether(options, [waiting])));
  }
}

function isInTime<Item, Result>(
  { clock, tooLate }: LanesOptions<Item, Result>,
  { since, reject }: Waiting<Item, Result>,
): boolean {
  const hasTime = clock.monotonic() - since < PATIENCE_MS;
  if (!hasTime) reject(tooLate());
  return hasTime;
}

/**
 * Waits until all have ended, whatever becomes of one, and then rejects with the first failure there was. In a transaction
 * nothing may be asked any more when it is rolled back: what is asked then is done outside of it.
 */
export async function allEnded<T>(works: readonly Promise<T>[]): Promise<T[]> {
  let failure: { readonly error: unknown } | undefined;
  const ended = works.map((work) =>
    work.catch((error: unknown): never => {
      failure ??= { error };
      throw error;
    }),
  );
  const outcomes = await Promise.allSettled(ended);
  if (failure !== undefined) throw failure.error;
  return outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
}
