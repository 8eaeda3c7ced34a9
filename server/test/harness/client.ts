/** A client for tests: plain HTTP, with the three credentials spelled as the documentation spells them. */

import { until } from './until.ts';

export interface Credentials {
  readonly token?: string;
  readonly key?: string;
  readonly businessId?: string;
}

export interface CallOptions extends Credentials {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The parsed body; undefined when it is not JSON. */
  readonly body: AnswerBody;
}

export interface AnswerBody {
  readonly status: boolean;
  readonly message: string;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads whatever the endpoint answers, and fails when it is not there
  readonly data: any;
  readonly code: string;
  readonly errors: readonly { readonly message: string; readonly field?: string }[];
  readonly pagination: Readonly<Record<string, unknown>>;
  readonly requestId: string;
  /** The path of the page that explains `code`. */
  readonly documentation: string;
}

export interface Person extends Required<Credentials> {
  readonly email: string;
  readonly password: string;
  readonly userId: string;
  readonly clientId: string;
}

export interface TestClient {
  /** Calls a path below /api/v1, or from the root when it starts with `/`. */
  call(method: string, path: string, options?: CallOptions): Promise<Answer>;
  signIn(email: string, password: string, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  /** Makes an account as a person does: the token is in the letter, which a sandbox keeps. */
  signUp(registration: Registration): Promise<Account>;
  /** A new user who is signed in and owns a client account with an approved business and a key. */
  newPerson(details?: {
    readonly email?: string;
    readonly password?: string;
    readonly businessName?: string;
  }): Promise<Person>;
}

const ANSWER_MS = 20_000;

let people = 0;

/** What a letter asks its reader to send back. */
export const ONE_TIME_TOKEN = /\bott_\w+/;

interface Registration {
  readonly email: string;
  readonly password: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly phoneNo: string;
  readonly businessName?: string;
}

interface Account {
  readonly id: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly clientId: string;
  readonly business: { readonly id: string; readonly businessName: string } | null;
}

export interface ClientOptions {
  /** Sent with every request, such as those of a proxy in front. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Makes an account without the letter of a sign-up. */
  readonly open?: (registration: Registration) => Promise<Account>;
}

export function createClient(origin: string, { headers: everyTime = {}, open }: ClientOptions = {}): TestClient {
  const call: TestClient['call'] = async (method, path, options = {}) => {
    const url = path.startsWith('/') ? origin + path : `${origin}/api/v1/${path}`;
    const headers = new Headers({ ...everyTime, ...options.headers });
    if (options.token !== undefined) headers.set('Authorization', `Bearer ${options.token}`);
    if (options.key !== undefined) headers.set('SECRET_KEY', options.key);
    if (options.businessId !== undefined) headers.set('businessId', options.businessId);
    // An answer that never comes fails the test that waits for it, not the whole run.
    const init: RequestInit = { method, headers, signal: AbortSignal.timeout(ANSWER_MS) };
    if (options.body !== undefined) {
      init.body = typeof options.body === 'string' ? options.body : JSON.stringify(options.body);
      if (!headers.has('content-type')) headers.set('content-type', 'application/json');
    }
    const response = await fetch(url, init);
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: parse(text) };
  };

  const signIn: TestClient['signIn'] = (email, password, headers = {}) =>
    call('POST', 'auth/signin', { body: { email, password }, headers });

  const signUp: TestClient['signUp'] = async (body) => {
    expectOk(await call('POST', 'auth/signup', { body }));
    const { email, password } = body;
    let token: string | undefined;
    await until(`the letter to ${email} arrives`, async () => {
      const letters = expectOk(await call('GET', `sandbox/mail?to=${encodeURIComponent(email)}`)).data;
      token = ONE_TIME_TOKEN.exec(letters[0]?.text)?.[0];
      return token !== undefined;
    });
    return expectOk(await call('POST', 'auth/email/verify', { body: { token, password } })).data;
  };

  return {
    call,
    signIn,
    signUp,
    async newPerson(details = {}) {
      people += 1;
      const email = details.email ?? `person-${people}@example.com`;
      const password = details.password ?? `plum tree in the ${people}th garden`;
      const businessName = details.businessName ?? `Stall number ${people}`;
      const body = { email, password, firstName: 'Ngozi', lastName: 'Bello', phoneNo: '+2348030000001', businessName };
      const { id: userId, clientId, business } = await (open ?? signUp)(body);
      const signedIn = expectOk(await signIn(email, password));
      const token: string = signedIn.data.accessToken;
      const keys = expectOk(await call('GET', 'clients/settings/get-keys', { token }));
      if (business === null) throw new Error('a business was named');
      return { email, password, userId, clientId, token, key: keys.data.secretKey, businessId: business.id };
    },
  };
}

/** The body of an answer that must be a success. */
export function expectOk(answer: Answer): AnswerBody {
  if (answer.status >= 300) throw new Error(`expected a success, got ${answer.status}: ${answer.text}`);
  return answer.body;
}

function parse(text: string): AnswerBody {
  try {
    return JSON.parse(text) as AnswerBody;
  } catch {
    return undefined as unknown as AnswerBody;
  }
}
