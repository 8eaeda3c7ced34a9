/**
 * The guard: headers in, a principal or a refusal out. token → key → business → permission, and the first refusal wins.
 *
 * The first request with a set of credentials asks the database; what was learned is kept as a grant under the SHA-256
 * of the credentials. A grant holds facts, not a verdict: every later request judges them anew by the same checks, with
 * no I/O, and any change of a fact that this process learns of makes the grant worthless.
 */

import { hash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Businesses, Membership, Standing } from '../businesses/index.ts';
import type { SessionRecord, SigningKeys, TokenClaims, Tokens } from '../identity/index.ts';
import type { KeyRecord } from '../keys/index.ts';
import type { Changes } from '../platform/changes.ts';
import type { Clock } from '../platform/clock.ts';
import type { Environment } from '../platform/environment.ts';
import type { ClientId } from '../platform/ids.ts';
import type {
  AccountAccess,
  BusinessAccess,
  GuardedAccess,
  KeyBootstrapAccess,
  Principal,
  PrincipalOf,
} from './access.ts';
import { checkMembership, checkOwnedClient, requireBusinessId } from './business.ts';
import { readCredentials } from './credentials.ts';
import type { Fact } from './facts.ts';
import { checkKey, checkKeyForm, checkStanding, requireKey } from './key.ts';
import { checkAccountRole, checkApproval, checkKeyLimits, checkRole, checkSignInAge } from './permission.ts';
import type { Credentials, GuardRequest } from './request.ts';
import { createGuardFacts, type GuardSources } from './sources.ts';
import { acceptToken, checkExpiry, checkSession, requireToken } from './token.ts';

export interface RequestHeaders {
  /** Names and values in turn, as Node gives them. */
  readonly rawHeaders: readonly string[];
  /** The client's address; asked for only when a key is limited to some. */
  readonly address: () => string;
}

export interface Guard {
  /** The principal, at once when all facts are known; throws or rejects with the Fault of the first check that fails. */
  check<A extends GuardedAccess>(access: A, headers: RequestHeaders): PrincipalOf<A> | Promise<PrincipalOf<A>>;
}

export interface GuardOptions extends GuardSources {
  readonly businesses: Pick<Businesses, 'membership' | 'standing' | 'ownedClient'>;
  /** How many sets of credentials, and facts of each kind, are kept. */
  readonly cacheEntries: number;
  readonly changes: Changes;
  readonly clock: Clock;
  readonly environment: Environment;
  readonly keyBootstrapWindowSeconds: number;
  readonly signingKeys: Pick<SigningKeys, 'isKnown'>;
  readonly tokens: Pick<Tokens, 'read'>;
}

interface Identified {
  readonly claims: TokenClaims;
  readonly session: Fact<SessionRecord>;
}

/** What was learned about one set of credentials. */
interface Grant extends Identified {
  readonly key?: Fact<KeyRecord>;
  readonly standing?: Fact<Standing>;
  readonly membership?: Fact<Membership>;
  readonly principal: Principal;
}

type Request<A extends GuardedAccess> = GuardRequest & { readonly access: A };

export function createGuard(options: GuardOptions): Guard {
  const { changes, clock, environment, signingKeys, tokens } = options;
  const facts = createGuardFacts(changes, options.cacheEntries, options);
  const grants = new LRUCache<string, Grant>({ max: options.cacheEntries });

  const isCurrent = (grant: Grant): boolean =>
    changes.fresh() &&
    !grant.session.stale &&
    !(grant.key?.stale ?? false) &&
    !(grant.standing?.stale ?? false) &&
    !(grant.membership?.stale ?? false) &&
    signingKeys.isKnown(grant.claims.signingKeyId);

  const identify = async (request: GuardRequest): Promise<Identified> => {
    const claims = acceptToken(await tokens.read(requireToken(request)), request);
    checkExpiry(claims, request);
    const session = await facts.sessions.get(claims.sessionId);
    checkSession(claims, session?.value, request);
    if (session === undefined) throw new Error('a checked session is there');
    return { claims, session };
  };

  const identifyKey = async (request: GuardRequest, { claims }: Identified) => {
    const secretKey = requireKey(request);
    checkKeyForm(secretKey, request);
    const key = await facts.keys.get(secretKey);
    const { clientId } = checkKey(key?.value, request);
    const standing = await facts.standings.get({ userId: claims.userId, clientId });
    checkStanding(standing?.value, request);
    if (key === undefined || standing === undefined) throw new Error('a checked key is there');
    return { key, standing };
  };

  const locate = async (request: GuardRequest, { claims }: Identified, key?: KeyRecord): Promise<Fact<Membership>> => {
    const businessId = requireBusinessId(request);
    const membership = await facts.memberships.get({ userId: claims.userId, businessId });
    checkMembership(membership?.value, key);
    if (membership === undefined) throw new Error('a checked membership is there');
    return membership;
  };

  const resolve = async (request: GuardRequest): Promise<Grant> => {
    const identified = await identify(request);
    const who = { userId: identified.claims.userId, sessionId: identified.claims.sessionId };
    if (request.access.kind === 'session') return { ...identified, principal: who };
    const { key, standing } = await identifyKey(request, identified);
    const account = { ...who, clientId: key.value.clientId, keyId: key.value.id };
    if (request.access.kind === 'account') return { ...identified, key, standing, principal: account };
    const membership = await locate(request, identified, key.value);
    const { businessId, role } = membership.value;
    return { ...identified, key, membership, principal: { ...account, businessId, role } };
  };

  /** The checks of everything in a grant that time or a route may change. */
  const judge = (grant: Grant, request: GuardRequest): Principal => {
    checkExpiry(grant.claims, request);
    checkSession(grant.claims, grant.session.value, request);
    if (grant.key !== undefined) checkKey(grant.key.value, request);
    if (grant.membership !== undefined) checkMembership(grant.membership.value, grant.key?.value);
    if (request.access.kind !== 'session') checkPermission(grant, request.access, request);
    return grant.principal;
  };

  const ask = async (request: GuardRequest, name: string): Promise<Principal> => {
    const grant = await resolve(request);
    if (isCurrent(grant)) grants.set(name, grant);
    return judge(grant, request);
  };

  /** Not kept: it is asked for once, when an integration is set up. */
  const bootstrap = async (request: Request<KeyBootstrapAccess>): Promise<Principal> => {
    const { permission } = request.access;
    const identified = await identify(request);
    const who = { userId: identified.claims.userId, sessionId: identified.claims.sessionId };
    const { secretKey, businessId } = request.credentials;
    const key = secretKey === undefined ? undefined : (await identifyKey(request, identified)).key.value;
    let clientId: ClientId;
    if (businessId === undefined) {
      clientId = checkOwnedClient(await options.businesses.ownedClient(who.userId), key);
    } else {
      const membership = (await locate(request, identified, key)).value;
      checkRole(membership, permission);
      clientId = membership.clientId;
    }
    if (key === undefined) checkSignInAge(identified.session.value, options.keyBootstrapWindowSeconds, request);
    else checkKeyLimits(key, permission, request);
    return { ...who, clientId, keyId: key?.id };
  };

  const check = (access: GuardedAccess, headers: RequestHeaders): Principal | Promise<Principal> => {
    const credentials = readCredentials(headers.rawHeaders);
    const request: GuardRequest = { access, credentials, environment, now: clock.now(), ...headers };
    if (isBootstrap(request)) return bootstrap(request);
    const name = grantName(access, credentials);
    const grant = grants.get(name);
    return grant !== undefined && isCurrent(grant) ? judge(grant, request) : ask(request, name);
  };
  // The principal has the shape that belongs to the access: `resolve` and `bootstrap` build it by its kind.
  return { check: check as Guard['check'] };
}

function isBootstrap(request: GuardRequest): request is Request<KeyBootstrapAccess> {
  return request.access.kind === 'key-bootstrap';
}

/** A digest, so that no credential stays in memory; a line feed cannot occur in a header, so no two sets share a text. */
function grantName(access: GuardedAccess, { token = '', secretKey = '', businessId = '' }: Credentials): string {
  if (access.kind === 'session') return hash('sha256', `session\n${token}`, 'base64');
  if (access.kind === 'account') return hash('sha256', `account\n${token}\n${secretKey}`, 'base64');
  return hash('sha256', `business\n${token}\n${secretKey}\n${businessId}`, 'base64');
}

function checkPermission(
  grant: Grant,
  access: BusinessAccess | AccountAccess | KeyBootstrapAccess,
  request: GuardRequest,
): void {
  if (grant.membership !== undefined) checkRole(grant.membership.value, access.permission);
  else if (grant.standing !== undefined) checkAccountRole(grant.standing.value, access.permission);
  if (grant.key !== undefined) checkKeyLimits(grant.key.value, access.permission, request);
  if (access.kind === 'business' && access.approved === true && grant.membership !== undefined)
    checkApproval(grant.membership.value);
}
