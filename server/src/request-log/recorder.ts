/**
 * Keeps requests in memory and writes them down once a second, many in a statement: noting one is an object and a push, and
 * no request waits for it. What could not be written while the database was out of reach is tried again. Bounded, in all and for each client account, so that
 * neither a flood nor a database out of reach costs more than a part of the log; what is left out is counted and told.
 *
 * A process that is killed loses what it has noted since the last writing, a second's requests.
 */

import { canonicalAddress } from '../platform/address.ts';
import { isStoreUnavailable } from '../platform/database-errors.ts';
import type { ClientId } from '../platform/ids.ts';
import type { Log } from '../platform/log.ts';
import type { Sql } from '../platform/pool.ts';
import type { LoggedRequest } from './rules.ts';
import { insertRequests, type NewRow } from './store.ts';

export interface Recorder {
  /** Notes a request. No I/O. */
  record(request: LoggedRequest): void;
  /** Writes down what was noted so far. */
  flush(): Promise<void>;
  start(): void;
  /** Writes down the rest. */
  stop(): Promise<void>;
}

const FLUSH_MS = 1000;
/** In memory: a few seconds of all that a process can serve. */
const MOST = 20_000;
/** Of one client account between two writings. A program that is refused as fast as it can ask must not fill the log. */
const MOST_PER_CLIENT = 500;
/** Of those that were told to wait, enough to see it by: they cost nothing to make, and must not crowd out the rest. */
const MOST_LIMITED_PER_CLIENT = 5;
/** So much is turned into text at a time that no request notices. */
const PER_STATEMENT = 500;
const USER_AGENT_LENGTH = 200;
/** What the column holds: half an hour. Files may be sent for longer to a slow reader. */
const LONGEST_US = 2 ** 31 - 1;

export function createRecorder({ sql, log }: { readonly sql: Sql; readonly log: Log }): Recorder {
  let noted: LoggedRequest[] = [];
  let shares = createShares();
  let leftOut = 0;
  let timer: NodeJS.Timeout | undefined;
  let turn: Promise<void> = Promise.resolve();

  const write = async (): Promise<void> => {
    const waiting = noted;
    const count = leftOut;
    noted = [];
    shares = createShares();
    leftOut = 0;
    if (count > 0) log.warn({ count }, 'more requests than the request log takes: these are not in it');
    try {
      while (waiting.length > 0) {
        await insertRequests(sql, waiting.slice(0, PER_STATEMENT).map(toRow));
        waiting.splice(0, PER_STATEMENT);
      }
    } catch (error) {
      if (!isStoreUnavailable(error)) {
        log.error({ error, count: waiting.length }, 'requests could not be written down');
        return;
      }
      log.warn({ error }, 'requests could not be written down yet');
      const kept = waiting.slice(0, MOST - noted.length);
      leftOut += waiting.length - kept.length;
      noted = [...kept, ...noted];
    }
  };
  const flush = (): Promise<void> => {
    turn = turn.then(write);
    return turn;
  };

  return {
    record(request) {
      if (noted.length < MOST && shares.take(request)) noted.push(request);
      else leftOut += 1;
    },
    flush,
    start() {
      timer ??= setInterval(() => void flush(), FLUSH_MS).unref();
    },
    stop() {
      clearInterval(timer);
      timer = undefined;
      return flush();
    },
  };
}

/** What each client account has noted since the last writing. */
function createShares() {
  const counts = { limited: new Map<ClientId, number>(), others: new Map<ClientId, number>() };
  return {
    /** Whether there is room for one more. */
    take({ clientId, code }: LoggedRequest): boolean {
      const isLimited = code === 'rate.limited';
      const share = isLimited ? counts.limited : counts.others;
      const taken = (share.get(clientId) ?? 0) + 1;
      share.set(clientId, taken);
      return taken <= (isLimited ? MOST_LIMITED_PER_CLIENT : MOST_PER_CLIENT);
    },
  };
}

function toRow({ durationMs, address, userAgent, ...request }: LoggedRequest): NewRow {
  return {
    ...request,
    businessId: request.businessId ?? '',
    keyId: request.keyId ?? null,
    userId: request.userId ?? null,
    code: request.code ?? null,
    durationUs: Math.min(Math.round(durationMs * 1000), LONGEST_US),
    address: canonicalAddress(address),
    userAgent: userAgent.slice(0, USER_AGENT_LENGTH),
  };
}
