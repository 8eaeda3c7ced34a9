/** The client: one object for one server and one session, and cheap copies of it for other businesses and keys. */

import { readJson, unreadable } from './answer.ts';
import type { Caller, CreateOptions, Operation } from './caller.ts';
import { Connection, checkedHeader, checkedMs, readBaseUrl } from './connection.ts';
import { downloadOf } from './download.ts';
import { UsageError } from './errors.ts';
import { exchange } from './exchange.ts';
import { listOf, type Page } from './pages.ts';
import { Resources } from './resources/index.gen.ts';
import { type AskSecondFactor, cookieSession, givenSession, PasswordSession, type Session } from './session.ts';
import type { SignedIn } from './types.gen.ts';

interface CommonOptions {
  /** Where the server is, such as https://bank.example.com; `/api/v1` may be at the end of it. */
  readonly baseUrl: string;
  readonly secretKey?: string | undefined;
  readonly businessId?: string | undefined;
  /** How long one attempt at a request may take: 30 seconds unless said otherwise. */
  readonly timeoutMs?: number | undefined;
  /** How often a request that is safe to repeat is sent again: twice unless said otherwise. */
  readonly maxRetries?: number | undefined;
  /** Takes the place of the runtime's own. */
  readonly fetch?: typeof globalThis.fetch | undefined;
  /** Lets credentials travel unencrypted to another machine. */
  readonly allowInsecure?: boolean | undefined;
}

/** Signs in by itself, when the first request needs it and when the token has ended. */
export interface PasswordOptions extends CommonOptions {
  readonly email: string;
  readonly password: string;
  /** Asked for the code when the account has a second factor. */
  readonly secondFactor?: AskSecondFactor | undefined;
  readonly accessToken?: undefined;
  readonly session?: undefined;
}

/** With a token that you got yourself; without one, for what is public. */
export interface TokenOptions extends CommonOptions {
  readonly accessToken?: string | undefined;
  readonly email?: undefined;
  readonly password?: undefined;
  readonly session?: undefined;
}

/** In a page that the server itself serves: the browser's cookie stands for token and key, and no script sees either. */
export interface CookieOptions extends CommonOptions {
  readonly session: 'cookie';
  readonly email?: undefined;
  readonly password?: undefined;
  readonly accessToken?: undefined;
}

export type InterstellasOptions = PasswordOptions | TokenOptions | CookieOptions;

const INSPECT: unique symbol = Symbol.for('nodejs.util.inspect.custom');

/** The connections of clients that were derived from others, by the options that stand for them. */
const shared = new WeakMap<InterstellasOptions, Connection>();

export class Interstellas extends Resources {
  readonly #connection: Connection;

  constructor(options: InterstellasOptions) {
    const connection = shared.get(options) ?? connect(options);
    super(callerOf(connection));
    this.#connection = connection;
  }

  /** A client for another business, with the same session and key. */
  forBusiness(businessId: string): Interstellas {
    return derive(this.#connection.with({ businessId }));
  }

  /** A client with another secret key, with the same session and business. */
  withSecretKey(secretKey: string): Interstellas {
    return derive(this.#connection.with({ secretKey }));
  }

  /** What may be seen of a client: not its credentials. */
  toJSON(): object {
    const { settings, businessId } = this.#connection;
    return { baseUrl: settings.rootUrl, businessId };
  }

  override toString(): string {
    return `Interstellas ${JSON.stringify(this)}`;
  }

  /** For `console.log` in Node.js. */
  [INSPECT](): string {
    return this.toString();
  }
}

function derive(connection: Connection): Interstellas {
  const options = { baseUrl: connection.settings.rootUrl };
  shared.set(options, connection);
  return new Interstellas(options);
}

const TIMEOUT_MS = 30_000;
const MAX_RETRIES = 2;

function connect(options: InterstellasOptions): Connection {
  const { secretKey, businessId, timeoutMs = TIMEOUT_MS, maxRetries = MAX_RETRIES, allowInsecure } = options;
  // A page over http:// has its cookie already, and speaks to where it came from.
  const isInsecureAllowed = allowInsecure === true || options.session === 'cookie';
  // Called as a method of the settings a browser's own fetch would refuse to work.
  const { fetch = (...request) => globalThis.fetch(...request) } = options;
  const urls = readBaseUrl(options.baseUrl, isInsecureAllowed);
  const settings = { ...urls, fetch, timeoutMs: checkedMs(timeoutMs), maxRetries };
  const signedOut = new Connection(settings, givenSession(undefined), { secretKey: undefined, businessId: undefined });
  return new Connection(settings, sessionOf(options, callerOf(signedOut)), { secretKey, businessId });
}

function sessionOf(options: InterstellasOptions, { send }: Caller): Session {
  const ways = [options.email ?? options.password, options.accessToken, options.session];
  if (ways.filter((way) => way !== undefined).length > 1)
    throw new UsageError('Give the client email and password, or accessToken, or session: one of them.');
  if (options.session === 'cookie') return cookieSession();
  if (options.email === undefined && options.password === undefined)
    return givenSession(checkedHeader('accessToken', options.accessToken));
  const { email, password, secondFactor } = options as PasswordOptions;
  if (typeof email !== 'string' || typeof password !== 'string')
    throw new UsageError('To sign in the client needs both email and password.');
  return new PasswordSession({ email, password, secondFactor, send: (operation) => send<SignedIn>(operation) });
}

interface Envelope {
  readonly data: unknown;
}

function callerOf(connection: Connection): Caller {
  const envelope = (operation: Operation, options: CreateOptions = {}): Promise<Envelope> =>
    exchange(connection, operation, options, async (response) => {
      const body = await readJson(response);
      if (typeof body !== 'object' || body === null || !('data' in body)) throw unreadable(response);
      return body;
    });
  return {
    send: async <Data>(operation: Operation, options?: CreateOptions) =>
      (await envelope(operation, options)).data as Data,
    list: <Item>(operation: Operation, options?: CreateOptions) => {
      const { query = {} } = operation;
      return listOf<Item>(query, async (wanted) => {
        const body = await envelope({ ...operation, query: { ...query, ...wanted } }, options);
        const { data, pagination } = body as unknown as { data: Item[] } & Pick<Page<Item>, 'pagination'>;
        return { items: data, pagination };
      });
    },
    document: <Document>(operation: Operation, options: CreateOptions = {}) =>
      exchange(connection, operation, options, readJson) as Promise<Document>,
    download: (operation, options = {}) =>
      exchange(connection, { ...operation, isStreamed: true }, options, downloadOf),
  };
}
