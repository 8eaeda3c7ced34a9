/**
 * Sends what is due, in whatever process comes first, and again when it fails.
 *
 * A process that begins an attempt holds it for a while, and on as long as it is at it; if it dies, the hold lapses soon and
 * another sends the same event again. Of an event that was written in this process it is told; all others, and those whose time has come again, it
 * finds by looking. Places are limited so that nobody waits for somebody else's receiver: a few attempts at the same time
 * to one business, many in all; those whose receivers have failed have half of them at most, and one that takes long
 * gives up its own.
 */

import { type Bell, createBell, endsWithin } from '../platform/bell.ts';
import type { BusinessId } from '../platform/ids.ts';
import type { Log } from '../platform/log.ts';
import type { TakenDelivery } from './store/deliveries.ts';
import type { Endpoint } from './store/endpoints.ts';

export interface Places {
  /** Attempts that this process may begin now, to a receiver that works and to one that fails. */
  readonly working: number;
  readonly failing: number;
}

/** `full`: something may be due, but there is no place for a receiver that fails. */
export type Taken = { readonly endpoint: Endpoint; readonly deliveries: readonly TakenDelivery[] } | 'nothing' | 'full';

export interface DispatchOptions {
  readonly log: Log;
  readonly findDue: () => Promise<readonly BusinessId[]>;
  readonly take: (businessId: BusinessId, places: Places) => Promise<Taken>;
  /** Holds on to attempts that are under way. */
  readonly hold: (deliveries: readonly TakenDelivery[]) => Promise<void>;
  /** Sends, and writes down how that ended. */
  readonly attempt: (endpoint: Endpoint, delivery: TakenDelivery, signal: AbortSignal) => Promise<void>;
  readonly placesInAll?: number;
  readonly holdEveryMs?: number;
}

export interface Dispatch {
  /** Something may be due to the business. */
  wake(businessId: BusinessId): void;
  /** Looks at once. */
  look(): void;
  start(): void;
  /** Ends the attempts that are under way, if need be before their time, and begins no more. */
  stop(): Promise<void>;
}

const PLACES = 64;
/** Attempts that have taken longer hold no place any more, only a connection and some memory. */
const SLOW_MS = 2000;
/** With the slow ones. */
const MOST_IN_ALL = 512;
const LOOK_EVERY_MS = 2000;
/** Several times within the time for which a hold lasts. */
const HOLD_EVERY_MS = 4000;
const FINISH_MS = 1000;
const ABORT_MS = 3000;

export function createDispatch(options: DispatchOptions): Dispatch {
  const { log, placesInAll = PLACES, holdEveryMs = HOLD_EVERY_MS } = options;
  const bell: Bell = createBell();
  const line = createLine();
  const attempts = createAttempts(options, {
    slowed: bell.ring,
    ended(businessId) {
      line.add(businessId);
      bell.ring();
    },
  });
  let isStopping = false;
  let isToLook = true;
  let loop: Promise<void> | undefined;
  let timers: readonly NodeJS.Timeout[] = [];

  /** False when there is nothing to take, or no place for it. */
  const step = async (): Promise<boolean> => {
    const working = Math.min(placesInAll - attempts.quick(), MOST_IN_ALL - attempts.running());
    const failing = Math.min(working, Math.floor(placesInAll / 2) - attempts.failing());
    const businessId = working > 0 ? line.next(failing > 0) : undefined;
    if (businessId === undefined) return false;
    const taken = await options.take(businessId, { working, failing });
    if (taken === 'full') line.park(businessId);
    else if (taken !== 'nothing') for (const delivery of taken.deliveries) attempts.begin(taken.endpoint, delivery);
    return true;
  };
  const dispatch = async (): Promise<void> => {
    while (!isStopping && (await step()));
  };
  const look = async (): Promise<void> => {
    if (!isToLook) return;
    isToLook = false;
    for (const businessId of await options.findDue()) line.addUnlessParked(businessId);
  };
  const lookSoon = (): void => {
    isToLook = true;
    bell.ring();
  };
  const work = async (): Promise<void> => {
    while (!isStopping) {
      // Without the database nothing is taken; others say so, and what is due stays so.
      await look()
        .then(dispatch)
        .catch((error: unknown) => log.debug({ error }, 'webhooks cannot be taken'));
      await bell.rung(LOOK_EVERY_MS);
    }
  };
  return {
    wake(businessId) {
      line.add(businessId);
      bell.ring();
    },
    look: lookSoon,
    start() {
      loop = work();
      timers = [setInterval(lookSoon, LOOK_EVERY_MS), setInterval(attempts.hold, holdEveryMs)];
    },
    async stop() {
      isStopping = true;
      bell.ring();
      await loop;
      await attempts.end();
      for (const timer of timers) clearInterval(timer);
    },
  };
}

/** Who is told that a place is free. */
interface AttemptsTold {
  slowed(): void;
  ended(businessId: BusinessId): void;
}

/** The attempts of this process that are under way. */
function createAttempts({ attempt, hold, log }: DispatchOptions, told: AttemptsTold) {
  const ending = new AbortController();
  const running = new Map<Promise<void>, TakenDelivery>();
  const quick = new Set<Promise<void>>();
  let failing = 0;
  return {
    running: () => running.size,
    /** That have not taken long yet. */
    quick: () => quick.size,
    /** To receivers that had failed when they were begun. */
    failing: () => failing,
    /** Without the database holds lapse, and what is under way may be sent a second time. */
    hold(): void {
      if (running.size > 0) hold([...running.values()]).catch((error: unknown) => log.debug({ error }, 'holds lapse'));
    },
    begin(endpoint: Endpoint, delivery: TakenDelivery): void {
      const weight = endpoint.failingSince === null ? 0 : 1;
      failing += weight;
      const run: Promise<void> = attempt(endpoint, delivery, ending.signal)
        // How it ended could not be written down: the hold lapses, and the event is sent again.
        .catch((error: unknown) => log.warn({ error, event: delivery.eventId }, 'an attempt is not written down'))
        .finally(() => {
          clearTimeout(timer);
          quick.delete(run);
          running.delete(run);
          failing -= weight;
          told.ended(endpoint.businessId);
        });
      const timer = setTimeout(() => {
        quick.delete(run);
        told.slowed();
      }, SLOW_MS);
      quick.add(run);
      running.set(run, delivery);
    },
    async end(): Promise<void> {
      if (await endsWithin(FINISH_MS, Promise.all(running.keys()))) return;
      ending.abort();
      await endsWithin(ABORT_MS, Promise.all(running.keys()));
    },
  };
}

/** The businesses to be looked at, the longest waiting first; apart from them those for whose receiver there was no place. */
function createLine() {
  const waiting = new Set<BusinessId>();
  const parked = new Set<BusinessId>();
  return {
    add: (businessId: BusinessId) => void waiting.add(businessId),
    addUnlessParked(businessId: BusinessId): void {
      if (!parked.has(businessId)) waiting.add(businessId);
    },
    park: (businessId: BusinessId) => void parked.add(businessId),
    next(hasPlaceForFailing: boolean): BusinessId | undefined {
      const from = waiting.size === 0 && hasPlaceForFailing ? parked : waiting;
      const [first] = from;
      if (first !== undefined) from.delete(first);
      return first;
    },
  };
}
