/** What a client was made with, checked: where the server is, who speaks to it, and how patiently. Secrets stay private. */

import { UsageError } from './errors.ts';
import type { Session } from './session.ts';

export interface Settings {
  /** Where /health and the like are, without a slash at the end. */
  readonly rootUrl: string;
  /** With /api/v1. */
  readonly apiUrl: string;
  readonly fetch: typeof globalThis.fetch;
  readonly timeoutMs: number;
  readonly maxRetries: number;
}

export class Connection {
  readonly settings: Settings;
  readonly businessId: string | undefined;
  readonly #session: Session;
  readonly #secretKey: string | undefined;

  constructor(
    settings: Settings,
    session: Session,
    { secretKey, businessId }: { readonly secretKey: string | undefined; readonly businessId: string | undefined },
  ) {
    this.settings = settings;
    this.businessId = checkedHeader('businessId', businessId);
    this.#session = session;
    this.#secretKey = checkedHeader('secretKey', secretKey);
  }

  get session(): Session {
    return this.#session;
  }

  get secretKey(): string | undefined {
    return this.#secretKey;
  }

  /** The same session, and so the same token, with another key or business. */
  with(changes: { readonly secretKey?: string; readonly businessId?: string }): Connection {
    const { businessId } = this;
    return new Connection(this.settings, this.#session, { secretKey: this.#secretKey, businessId, ...changes });
  }
}

/** `fetch` would repeat in its error a value that cannot be a header. */
export function checkedHeader(name: string, value: string | undefined): string | undefined {
  if (value !== undefined && !/^[\x21-\x7e]{1,8192}$/.test(value))
    throw new UsageError(
      `${name} must be one word of ASCII characters: is it empty, or was a line break read with it?`,
    );
  return value;
}

/** What a timer can hold: beyond it would fire at once. */
const LONGEST_MS = 2 ** 31 - 1;

export function checkedMs(timeoutMs: number): number {
  if (!(timeoutMs > 0)) throw new UsageError('timeoutMs must be more than nothing.');
  return Math.min(timeoutMs, LONGEST_MS);
}

/** @returns the addresses below which the server answers. */
export function readBaseUrl(text: string, isInsecureAllowed: boolean): Pick<Settings, 'rootUrl' | 'apiUrl'> {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol))
    throw new UsageError('baseUrl must be the address of the server, such as https://bank.example.com.');
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '')
    throw new UsageError('baseUrl must be an address alone, without a user, a query or a fragment.');
  if (url.protocol === 'http:' && !isLoopback(url.hostname) && !isInsecureAllowed)
    throw new UsageError(
      'baseUrl is http://, over which everybody on the way reads the credentials. Use https://, or allow it with allowInsecure.',
    );
  const given = url.origin + url.pathname.replace(/\/+$/, '');
  const rootUrl = given.replace(/(?:\/api)?\/v1$/, '');
  return { rootUrl, apiUrl: given === rootUrl ? `${rootUrl}/api/v1` : given };
}

function isLoopback(hostname: string): boolean {
  return /^(?:localhost|.+\.localhost|127(?:\.\d+){3}|\[::1\])$/.test(hostname);
}
