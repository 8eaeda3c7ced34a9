/**
 * The way of credentials that are not known yet: each is looked up and judged before the next is touched, so that the
 * first refusal wins and nobody learns anything behind it.
 */

import type { Businesses, Membership } from '../businesses/index.ts';
import type { SessionRecord, TokenClaims, Tokens } from '../identity/index.ts';
import type { KeyRecord } from '../keys/index.ts';
import type { AccountPrincipal, KeyBootstrapAccess, Principal, SessionPrincipal } from './access.ts';
import { checkMembership, checkOwnedClient, requireBusinessId } from './business.ts';
import type { Fact } from './facts.ts';
import { checkKey, checkKeyForm, checkStanding, requireKey } from './key.ts';
import { checkKeyLimits, checkKeyReach, checkRole, checkSignInAge } from './permission.ts';
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
  identify(request: GuardRequest): Promise<Evidence>;
  bootstrap(request: GuardRequest, access: KeyBootstrapAccess): Promise<AccountPrincipal>;
}

export interface IdentificationOptions {
  readonly businesses: Pick<Businesses, 'ownedClient'>;
  readonly keyBootstrapWindowSeconds: number;
  readonly tokens: Pick<Tokens, 'read'>;
}

export function createIdentification(facts: GuardFacts, options: IdentificationOptions): Identification {
  const who = async (request: GuardRequest): Promise<Identified> => {
    const claims = acceptToken(await options.tokens.read(requireToken(request)), request);
    checkExpiry(claims, request);
    return { claims, session: checkSession(claims, await facts.sessions.get(claims.sessionId), request) };
  };

  const which = async (request: GuardRequest, { claims }: Identified) => {
    const secretKey = requireKey(request);
    checkKeyForm(secretKey, request);
    const key = checkKey(await facts.keys.get(secretKey), request);
    const place = { userId: claims.userId, clientId: key.value.clientId };
    return { key, standing: checkStanding(await facts.standings.get(place), request) };
  };

  const where = async (request: GuardRequest, { claims }: Identified, key?: Fact<KeyRecord>) => {
    const businessId = requireBusinessId(request);
    return checkMembership(await facts.memberships.get({ userId: claims.userId, businessId }), key);
  };

  return {
    async identify(request) {
      const identified = await who(request);
      const person = principalOf(identified);
      if (request.access.kind === 'session') return { ...identified, principal: person };
      const { key, standing } = await which(request, identified);
      const account = { ...person, clientId: key.value.clientId, keyId: key.value.id };
      if (request.access.kind === 'account') return { ...identified, key, standing, principal: account };
      const membership = await where(request, identified, key);
      const { businessId, role } = membership.value;
      const principal = { ...account, businessId, role, reach: key.value.businessIds };
      return { ...identified, key, membership, principal };
    },

    async bootstrap(request, { permission }) {
      const identified = await who(request);
      const person = principalOf(identified);
      const key = request.credentials.secretKey === undefined ? undefined : (await which(request, identified)).key;
      const ofOwner = async () => checkOwnedClient(await options.businesses.ownedClient(person.userId), key);
      const ofMember = async () => {
        const membership = await where(request, identified, key);
        checkRole(membership.value, permission);
        return membership.value.clientId;
      };
      const clientId = await (request.credentials.businessId === undefined ? ofOwner() : ofMember());
      if (key === undefined) {
        checkSignInAge(identified.session.value, options.keyBootstrapWindowSeconds, request);
      } else {
        checkKeyReach(key.value);
        checkKeyLimits(key.value, permission, request);
      }
      return { ...person, clientId, keyId: key?.value.id };
    },
  };
}

function principalOf({ claims }: Identified): SessionPrincipal {
  return { userId: claims.userId, sessionId: claims.sessionId };
}
