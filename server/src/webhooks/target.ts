/**
 * Where a webhook may be sent: addresses come from clients, and must not lead to this machine or into the operator's
 * network. Judged when the address is set and again at every send, over the very network addresses that are connected to:
 * a name that means something else a moment later gains nothing.
 */

import { Resolver } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import { isInBlocks, isLoopback, isPublicAddress } from '../platform/address.ts';
import type { Environment } from '../platform/environment.ts';

export interface NetworkAddress {
  readonly address: string;
  readonly family: 4 | 6;
}

/** All addresses of a name; throws when it has none. */
export type Resolve = (hostname: string) => Promise<readonly NetworkAddress[]>;

export interface TargetRules {
  readonly environment: Environment;
  /** CIDR blocks that may be sent to although they are not public. */
  readonly privateTargets: readonly string[];
  /** Whether this machine may be sent to: where nobody else can ask for it. */
  readonly allowsLoopback: boolean;
  readonly resolve?: Resolve;
}

export interface Targets {
  /** What is wrong with the URL as such, as the end of a sentence; undefined: nothing. */
  problemOf(url: string): string | undefined;
  /** The same, with where its name leads at this moment. A name that leads nowhere yet is none of it. */
  problemOnTheNetwork(url: string): Promise<string | undefined>;
  /** For `node:http`: gives out no address that may not be sent to. Not asked for hosts that are addresses already. */
  readonly lookup: LookupFunction;
}

/** What `lookup` refuses with; other errors are the resolver's. */
export class TargetRefused extends Error {}

const NOT_PUBLIC = 'leads to an address that is not on the public Internet';
const HTTPS_PORT = '';

export function createTargets(rules: TargetRules): Targets {
  const { environment, privateTargets, allowsLoopback } = rules;
  const resolve: Resolve = rules.resolve ?? resolveName;
  const isOpen = (address: string): boolean =>
    isPublicAddress(address) || isInBlocks(address, privateTargets) || (allowsLoopback && isLoopback(address));

  const problemOf = (text: string): string | undefined => {
    if (!URL.canParse(text)) return 'is not a URL';
    const { protocol, username, password, port, hostname } = new URL(text);
    const isPlain = environment === 'sandbox' && protocol === 'http:';
    if (protocol !== 'https:' && !isPlain) return 'must begin with https://';
    if (username !== '' || password !== '') return 'must not hold a user name or password';
    if (environment === 'production' && port !== HTTPS_PORT) return 'must use port 443';
    const literal = hostname.replaceAll(/^\[|\]$/g, '');
    if (isIP(literal) !== 0 && !isOpen(literal)) return NOT_PUBLIC;
    return undefined;
  };
  const addressesOf = async (hostname: string): Promise<readonly NetworkAddress[]> => {
    const addresses = await resolve(hostname);
    // One that is not open spoils all: which of them is connected to is a matter of luck.
    if (!addresses.every(({ address }) => isOpen(address))) throw new TargetRefused(NOT_PUBLIC);
    return addresses;
  };
  return {
    problemOf,
    async problemOnTheNetwork(url) {
      const problem = problemOf(url);
      if (problem !== undefined) return problem;
      const { hostname } = new URL(url);
      if (isIP(hostname.replaceAll(/^\[|\]$/g, '')) !== 0) return undefined;
      return addressesOf(hostname).then(
        () => undefined,
        (error: unknown) => (error instanceof TargetRefused ? NOT_PUBLIC : undefined),
      );
    },
    lookup(hostname, options, answer) {
      addressesOf(hostname).then(
        (addresses) => {
          const [first] = addresses;
          if (first === undefined) return answer(new Error('the name has no address'), '', 0);
          if (options.all === true) return answer(null, [...addresses]);
          return answer(null, first.address, first.family);
        },
        (error: Error) => answer(error, '', 0),
      );
    },
  };
}

const RESOLVE_TIMEOUT_MS = 2500;
const RESOLVE_TRIES = 2;
const LOCALHOST: readonly NetworkAddress[] = [
  { address: '127.0.0.1', family: 4 },
  { address: '::1', family: 6 },
];

/**
 * Asks the name servers itself. The system's own resolver would occupy, for as long as somebody's name server is silent,
 * one of the few threads on which passwords are hashed too; what it knows besides (/etc/hosts) is no client's business.
 */
async function resolveName(hostname: string): Promise<readonly NetworkAddress[]> {
  if (/^(?:.+\.)?localhost\.?$/.test(hostname)) return LOCALHOST;
  const resolver = new Resolver({ timeout: RESOLVE_TIMEOUT_MS, tries: RESOLVE_TRIES });
  const [four, six] = await Promise.allSettled([resolver.resolve4(hostname), resolver.resolve6(hostname)]);
  const addresses = [
    ...(four.status === 'fulfilled' ? four.value.map((address) => ({ address, family: 4 as const })) : []),
    ...(six.status === 'fulfilled' ? six.value.map((address) => ({ address, family: 6 as const })) : []),
  ];
  if (addresses.length === 0) throw four.status === 'rejected' ? four.reason : new Error('the name has no address');
  return addresses;
}
