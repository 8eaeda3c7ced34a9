/**
 * The way of credentials that are not known yet: each is looked up and judged before the next is touched, so that the
 * first refusal wins and nobody learns anything behind it.
 */

import type { Businesses, Membership } from '../businesses/index.ts';
import type { SessionRecord, TokenClaims, Tokens } from '../identity/index.ts';
import type { KeyRecord } from '../keys/index.ts';
import type { AccountPrincipal, KeyBootstrapAccess, Principal, SessionPrincipal } from './access.ts';
import { checkMembership, checkOwnedClient, requireBusinessId } from './business.ts';
import type { RefusedCaller } from './caller.ts';
import type { Fact } from './facts.ts';
import { checkKey, checkKeyForm, checkStanding, requireKey } from './key.ts';
import { checkKeyLimits, checkKeyReach, checkPerson, checkRecent, checkRole, checkSignInAge } from './permission.ts';
import type { GuardRequest } from './request.ts';
import type { GuardFacts, KnownStanding } from './sources.ts';
import { acceptToken, checkExpiry, checkSession, requireToken } from './token.ts';

export interface Identified {
  readonly claims: TokenClaims;
  readonly session: Fact<SessionRecord>;
}

/** What was learned about one set of credentials. */
export interface Evidence extends Identified {
  readonly key?: Fact<KeyRecord>;
  readonly standing?: Fact<KnownStanding>;
  readonly membership?: Fact<Membership>;
  readonly principal: Principal;
}

export interface Identification {
  /** @param caller is filled with what was verified, also when the request is refused. */
  identify(request: GuardRequest, caller: RefusedCaller): Promise<Evidence>;
  bootstrap(request: GuardRequest, access: KeyBootstrapAccess, caller: RefusedCaller): Promise<AccountPrincipal>;
}

export interface IdentificationOptions {
  readonly businesses: Pick<Businesses, 'ownedClient'>;
  readonly keyBootstrapWindowSeconds: number;
  readonly tokens: Pick<Tokens, 'read'>;
}

/** The three steps, each by a look-up and a check. */
function createSteps(facts: GuardFacts, { tokens }: IdentificationOptions) {
  const who = async (request: GuardRequest, caller: RefusedCaller): Promise<Identified> => {
    const claims = acceptToken(await tokens.read(requireToken(request)), request);
    checkExpiry(claims, request);
    const session = checkSession(claims, await facts.sessions.get(claims.sessionId), request);
    Object.assign(caller, { userId: claims.userId, sessionId: claims.sessionId });
    return { claims, session };
  };

  const which = async (request: GuardRequest, { claims }: Identified, caller: RefusedCaller) => {
    const secretKey = requireKey(request);
    checkKeyForm(secretKey, request);
    const found = await facts.keys.get(secretKey);
    if (found !== undefined) Object.assign(caller, { clientId: found.value.clientId, keyId: found.value.id });
    const key = checkKey(found, request);
    const place = { userId: claims.userId, clientId: key.value.clientId };
    return { key, standing: checkStanding(await facts.standings.get(place), request) };
  };

  const where = async (
    request: GuardRequest,
    { claims }: Identified,
    { caller, key }: { readonly caller: RefusedCaller; readonly key: Fact<KeyRecord> | undefined },
  ) => {
    const businessId = requireBusinessId(request);
    caller.businessId = businessId;
    return checkMembership(await facts.memberships.get({ userId: claims.userId, businessId }), key);
  };

  return { who, which, where };
}

export function createIdentification(facts: GuardFacts, options: IdentificationOptions): Identification {
  const { who, which, where } = createSteps(facts, options);

  /** The dashboard has no key: the client account is that of the business it is at, or else the user's own. */
  const fromDashboard = async (request: GuardRequest, identified: Identified, caller: RefusedCaller) => {
    const { userId } = identified.claims;
    const isAtBusiness = request.access.kind === 'business' || request.credentials.businessId !== undefined;
    const membership = isAtBusiness ? await where(request, identified, { caller, key: undefined }) : undefined;
    const owned = async () => checkOwnedClient(await options.businesses.ownedClient(userId), undefined);
    const clientId = membership === undefined ? await owned() : membership.value.clientId;
    caller.clientId = clientId;
    const account = { ...principalOf(identified), clientId, keyId: undefined, reach: null };
    if (request.access.kind === 'business' && membership !== undefined) {
      const { businessId, role } = membership.value;
      return { ...identified, membership, principal: { ...account, businessId, role, scopes: null } };
    }
    const standing = checkStanding(await facts.standings.get({ userId, clientId }), request);
    return { ...identified, standing, principal: account };
  };

  return {
    async identify(request, caller) {
      const identified = await who(request, caller);
      const person = principalOf(identified);
      const { access, credentials } = request;
      if (access.kind === 'session') return { ...identified, principal: person };
      if (credentials.isDashboard && credentials.secretKey === undefined)
        return fromDashboard(request, identified, caller);
      const { key, standing } = await which(request, identified, caller);
      const { businessIds: reach, clientId, id: keyId, scopes } = key.value;
      const account = { ...person, clientId, keyId, reach };
      if (access.kind === 'account') return { ...identified, key, standing, principal: account };
      const membership = await where(request, identified, { caller, key });
      const { businessId, role } = membership.value;
      const principal = { ...account, businessId, role, scopes };
      return { ...identified, key, membership, principal };
    },

    async bootstrap(request, { permission, shows }, caller) {
      const identified = await who(request, caller);
      checkPerson(identified.session.value, request);
      const person = principalOf(identified);
      const hasKey = request.credentials.secretKey !== undefined;
      const key = hasKey ? (await which(request, identified, caller)).key : undefined;
      const ofOwner = async () => checkOwnedClient(await options.businesses.ownedClient(person.userId), key);
      const ofMember = async () => {
        const membership = await where(request, identified, { caller, key });
        caller.clientId = membership.value.clientId;
        checkRole(membership.value, permission);
        return membership.value.clientId;
      };
      const clientId = await (request.credentials.businessId === undefined ? ofOwner() : ofMember());
      caller.clientId = clientId;
      if (key === undefined) {
        if (!request.credentials.isDashboard || shows === 'secret')
          checkSignInAge(identified.session.value, options.keyBootstrapWindowSeconds, request);
      } else {
        checkKeyReach(key.value);
        checkKeyLimits(key.value, permission, request);
      }
      checkRecent(identified.session.value, request);
      return { ...person, clientId, keyId: key?.value.id, reach: null };
    },
  };
}

function principalOf({ claims }: Identified): SessionPrincipal {
  return { userId: claims.userId, sessionId: claims.sessionId };
}
