/** Which rail a server uses: the operator's partner where he names one, or what its environment has of its own. */

import assert from 'node:assert/strict';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import type { Environment } from '../platform/environment.ts';
import type { Ids } from '../platform/ids.ts';
import type { Jobs } from '../platform/jobs.ts';
import type { Log } from '../platform/log.ts';
import { createCodes } from './codes.ts';
import { createMissingRail } from './missing.ts';
import { createNotices, type Notices } from './notices.ts';
import { createPartnerRail } from './partner.ts';
import type { Rail, RailListener } from './rail.ts';
import { createSimulator, type Simulator } from './simulator.ts';

export interface RailRoom extends Rail {
  /** Whom the rail tells what it says by itself: one listener, named while the server is composed. */
  listen(listener: RailListener): void;
  readonly notices: Notices;
  /** The banks of a sandbox; undefined in production. */
  readonly simulator: Simulator | undefined;
}

export interface RailSettings {
  /** Undefined: a simulator in a sandbox, none in production. */
  readonly partnerUrl: string | undefined;
  /** Shared with the partner. */
  readonly secrets: readonly Buffer[];
  /** The partner's codes that NIP spells differently, and how. */
  readonly codes: ReadonlyMap<string, string>;
}

export function createRail(options: {
  readonly clock: Clock;
  readonly database: Database;
  readonly environment: Environment;
  readonly ids: Ids;
  readonly jobs: Jobs;
  readonly log: Log;
  readonly settings: RailSettings;
}): RailRoom {
  const { partnerUrl, secrets, codes: spellings } = options.settings;
  const codes = createCodes(spellings);
  const { listener, listen } = createListening();
  const simulator = options.environment === 'sandbox' ? createSimulator({ ...options, listener }) : undefined;
  const partner =
    partnerUrl === undefined ? undefined : createPartnerRail({ ...options, url: partnerUrl, secrets, codes });
  const { nameEnquiry, send, status } = partner ?? simulator ?? createMissingRail();
  const notices = createNotices({ ...options, codes, listener, secrets });
  // How a partner's transfers end is for the partner to say.
  const bystander = simulator === undefined ? undefined : { ...simulator, step: async () => false };
  return { nameEnquiry, send, status, listen, notices, simulator: partner === undefined ? simulator : bystander };
}

/** The listener is built on the rail: it is named after the rail was made. */
function createListening(): { readonly listener: RailListener; listen(listener: RailListener): void } {
  let named: RailListener | undefined;
  const listener = (): RailListener => {
    assert(named !== undefined, 'somebody listens to the rail');
    return named;
  };
  return {
    listener: {
      received: async (payment) => listener().received(payment),
      settled: async (sessionId, status) => listener().settled(sessionId, status),
    },
    listen(wanted) {
      assert(named === undefined, 'one listener hears everything');
      named = wanted;
    },
  };
}
