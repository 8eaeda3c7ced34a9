/** Where a request comes from, worked out only as far as somebody asks. */

import type { FastifyRequest } from 'fastify';
import { isDashboardCall } from '../../guard/index.ts';
import { canonicalAddress } from '../../platform/address.ts';
import type { RequestId } from '../../platform/ids.ts';
import type { Origin } from '../route.ts';

const FORWARDING_HEADERS = [
  'forwarded',
  'via',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-real-ip',
];

export class RequestOrigin implements Origin {
  readonly #request: FastifyRequest;

  constructor(request: FastifyRequest) {
    this.#request = request;
  }

  /** The client's address: the peer, or what configured proxies (and no others) say of it. */
  get address(): string {
    return canonicalAddress(this.#request.ip);
  }

  get userAgent(): string {
    return this.#request.headers['user-agent'] ?? '';
  }

  get requestId(): RequestId {
    return this.#request.id as RequestId;
  }

  get isForwarded(): boolean {
    const { headers } = this.#request;
    return FORWARDING_HEADERS.some((name) => headers[name] !== undefined);
  }

  /**
   * Whether the server was called by a name that somebody may have pointed at this machine: so a page of his, open in a
   * browser here, reads what only this machine is shown (DNS rebinding). Addresses and names without a dot are not such.
   */
  get isCalledByForeignName(): boolean {
    const name = (this.#request.headers.host ?? '').replace(/:\d*$/, '');
    return name.replace(/\.$/, '').includes('.') && canonicalAddress(name) === 'unknown';
  }

  get isForwarderTrusted(): boolean {
    return this.#request.ips !== undefined && this.#request.ips.length > 1;
  }

  get headerNames(): readonly string[] {
    return this.#request.raw.rawHeaders.filter((_, index) => index % 2 === 0);
  }

  get isSecure(): boolean {
    return this.#request.protocol === 'https';
  }

  get isDashboard(): boolean {
    const { headers } = this.#request;
    return isDashboardCall((name) => headers[name]?.toString());
  }

  cookie(name: string): string | undefined {
    for (const pair of (this.#request.headers.cookie ?? '').split(';')) {
      const [found, value] = pair.trim().split('=', 2);
      if (found === name) return value;
    }
    return undefined;
  }
}
