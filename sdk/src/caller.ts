/** The words in which the generated methods speak: what a request is, and the four forms in which an answer comes back. */

import type { Download } from './download.ts';
import type { List } from './pages.ts';

/** What may be said about a single call. */
export interface CallOptions {
  /** Takes the place of the client's business for this call. */
  readonly businessId?: string | undefined;
  /** Takes the place of the client's secret key for this call. */
  readonly secretKey?: string | undefined;
  /** Ends the call, its waiting and its retries; the promise is rejected with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** How long one attempt may take. */
  readonly timeoutMs?: number | undefined;
  /** Further headers; none of them can take the place of a credential. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** Of a call that creates or moves something. */
export interface CreateOptions extends CallOptions {
  /**
   * Names the deed: with the same key and the same input it is done once, however often the call is made within 24
   * hours. Without one every call has a key of its own, which makes its retries safe, but not a second call.
   */
  readonly idempotencyKey?: string | undefined;
}

export interface Operation {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below /api/v1, or below the server's address with `at: 'root'`. */
  readonly path: string;
  readonly at?: 'root';
  /** Decides which credentials go along: never one more than the operation asks for. */
  readonly access: 'public' | 'session' | 'account' | 'business';
  readonly query?: object;
  readonly body?: object;
  /** A body with files. */
  readonly form?: object;
  /** Accepts an Idempotency-Key. */
  readonly creates?: true;
  /** Answers with a file. */
  readonly isStreamed?: true;
  /** Harmless to send again, although its method does not say so. */
  readonly repeatable?: true;
}

export interface Caller {
  /** Resolves with `data`. */
  send<Data>(operation: Operation, options?: CreateOptions): Promise<Data>;
  list<Item>(operation: Operation, options?: CallOptions): List<Item>;
  /** For JSON that has a standard form of its own. */
  document<Document>(operation: Operation, options?: CallOptions): Promise<Document>;
  download(operation: Operation, options?: CallOptions): Promise<Download>;
}
