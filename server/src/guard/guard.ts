/**
 * The guard: headers in, a principal or a refusal out. token → key → business → permission, and the first refusal wins.
 *
 * The first request with a set of credentials asks the database; what was learned is kept as evidence under the SHA-256
 * of the credentials. Evidence is made of facts, not of a verdict: every later request judges them anew by the same
 * checks, with no I/O, and any change of a fact that this process learns of makes the evidence worthless.
 */

import { hash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { SigningKeys } from '../identity/index.ts';
import type { Changes } from '../platform/changes.ts';
import type { Clock } from '../platform/clock.ts';
import type { Environment } from '../platform/environment.ts';
import type { GuardedAccess, Principal, PrincipalOf } from './access.ts';
import { checkMembership } from './business.ts';
import { attributed, type RefusedCaller } from './caller.ts';
import { readCredentials } from './credentials.ts';
import { boundedBy } from './facts.ts';
import { createIdentification, type Evidence, type IdentificationOptions } from './identify.ts';
import { checkKey, checkStanding } from './key.ts';
import {
  checkAccountRole,
  checkApproval,
  checkKeyLimits,
  checkKeyReach,
  checkPerson,
  checkRecent,
  checkRole,
} from './permission.ts';
import type { Credentials, GuardRequest } from './request.ts';
import { createGuardFacts, type GuardSources } from './sources.ts';
import { checkExpiry, checkSession } from './token.ts';

export interface RequestHeaders {
  /** Names and values in turn, as Node gives them. */
  readonly rawHeaders: readonly string[];
  /** The client's address; asked for only when a key is limited to some. */
  readonly address: () => string;
  /** Whether the request came over TLS; asked for only when no Authorization came. */
  readonly isSecure: () => boolean;
}

export interface Guard {
  /** The principal, at once when all facts are known; throws or rejects with the Fault of the first check that fails. */
  check<A extends GuardedAccess>(access: A, headers: RequestHeaders): PrincipalOf<A> | Promise<PrincipalOf<A>>;
}

export interface GuardOptions extends Omit<GuardSources, 'businesses'>, Omit<IdentificationOptions, 'businesses'> {
  readonly businesses: GuardSources['businesses'] & IdentificationOptions['businesses'];
  /** How many sets of credentials, and facts of each kind, are kept. */
  readonly cacheEntries: number;
  readonly changes: Changes;
  readonly clock: Clock;
  readonly environment: Environment;
  readonly signingKeys: Pick<SigningKeys, 'isKnown'>;
}

export function createGuard(options: GuardOptions): Guard {
  const { changes, clock, environment, signingKeys } = options;
  const facts = createGuardFacts(changes, options.cacheEntries, options);
  const { identify, bootstrap } = createIdentification(facts, options);
  const kept = new LRUCache<string, Evidence>(boundedBy(options.cacheEntries));

  const isCurrent = ({ session, key, standing, membership, claims }: Evidence): boolean =>
    changes.fresh() &&
    !session.stale &&
    !(key?.stale ?? false) &&
    !(standing?.stale ?? false) &&
    !(membership?.stale ?? false) &&
    signingKeys.isKnown(claims.signingKeyId);

  const ask = async (request: GuardRequest, name: string): Promise<Principal> => {
    const evidence = await asCaller((caller) => identify(request, caller));
    if (isCurrent(evidence)) kept.set(name, evidence);
    return judge(evidence, request);
  };

  const check = (access: GuardedAccess, headers: RequestHeaders): Principal | Promise<Principal> => {
    const credentials = readCredentials(headers.rawHeaders, { environment, isSecure: headers.isSecure });
    const request: GuardRequest = { access, credentials, environment, now: clock.now(), ...headers };
    // Not kept: it is asked for once, when an integration is set up.
    if (access.kind === 'key-bootstrap') return asCaller((caller) => bootstrap(request, access, caller));
    const name = evidenceName(access, credentials);
    const evidence = kept.get(name);
    return evidence !== undefined && isCurrent(evidence) ? judge(evidence, request) : ask(request, name);
  };
  // The principal has the shape that belongs to the access: `identify` and `bootstrap` build it by its kind.
  return { check: check as Guard['check'] };
}

/** Says of a refusal whose it was, as far as that was found out. */
async function asCaller<T>(identification: (caller: RefusedCaller) => Promise<T>): Promise<T> {
  const caller: RefusedCaller = {};
  try {
    return await identification(caller);
  } catch (error) {
    throw attributed(error, caller);
  }
}

function judge(evidence: Evidence, request: GuardRequest): Principal {
  try {
    return weigh(evidence, request);
  } catch (error) {
    throw attributed(error, evidence.principal);
  }
}

/** The checks of everything that time or the route may change. */
function weigh({ claims, session, key, standing, membership, principal }: Evidence, request: GuardRequest): Principal {
  const { access } = request;
  checkExpiry(claims, request);
  checkSession(claims, session, request);
  checkPerson(session.value, request);
  if (access.kind !== 'session') {
    if (key !== undefined) checkKey(key, request);
    if (membership !== undefined) {
      checkMembership(membership, key);
      checkRole(membership.value, access.permission);
    } else {
      checkAccountRole(checkStanding(standing, request).value, access.permission);
      if (key !== undefined && (access.kind !== 'account' || access.businessIn === undefined)) checkKeyReach(key.value);
    }
    if (key !== undefined) checkKeyLimits(key.value, access.permission, request);
    if (access.kind === 'business' && access.approved === true && membership !== undefined)
      checkApproval(membership.value);
  }
  checkRecent(session.value, request);
  return principal;
}

/** A digest, so that no credential stays in memory; a line feed cannot occur in a header, so no two sets share a text. */
function evidenceName(access: GuardedAccess, credentials: Credentials): string {
  const { token = '', isDashboard, secretKey = '', businessId = '' } = credentials;
  if (isDashboard)
    return hash('sha256', `${access.kind} of the dashboard\n${token}\n${secretKey}\n${businessId}`, 'base64');
  if (access.kind === 'session') return hash('sha256', `session\n${token}`, 'base64');
  if (access.kind === 'account') return hash('sha256', `account\n${token}\n${secretKey}`, 'base64');
  return hash('sha256', `business\n${token}\n${secretKey}\n${businessId}`, 'base64');
}
