/**
 * A route is a value: what it is called, what it asks of its caller, what goes in, what comes out, how it may refuse.
 * The router, the OpenAPI description, the documentation and the tests that walk every route are made from these values.
 */

import type { Readable } from 'node:stream';
import type { Static, TSchema } from 'typebox';
import type { Actor } from '../audit/index.ts';
import type { FaultCode } from '../faults/index.ts';
import type { Access, PrincipalOf } from '../guard/index.ts';
import type { UnitOfWork } from '../platform/database.ts';
import type { Environment } from '../platform/environment.ts';
import type { DocumentId, RequestId } from '../platform/ids.ts';
import type { Page, PageRequest } from './pagination.ts';
import type { Tag } from './tags.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Where a request comes from. */
export interface Origin {
  readonly address: string;
  readonly userAgent: string;
  readonly requestId: RequestId;
  /** Whether a proxy says that it passed the request on. */
  readonly isForwarded: boolean;
  /** Whether what proxies say of the request is believed: the one that passed it on is configured. */
  readonly isForwarderTrusted: boolean;
  /** The names of the headers, spelt as they arrived. */
  readonly headerNames: readonly string[];
  /** Whether the request came over TLS. */
  readonly isSecure: boolean;
  /** Whether the dashboard's own page asks. */
  readonly isDashboard: boolean;
  cookie(name: string): string | undefined;
}

/** A part of a multipart body that holds a file. */
export interface FilePart {
  /** The types that are accepted, judged by content. */
  readonly mediaTypes: readonly string[];
  /** How often the part may come; it must come once at least where it is required. */
  readonly most: number;
  readonly isRequired: boolean;
  readonly description: string;
}

/** A file that came with a request: stored, and out of everybody's reach until an operation keeps it. */
export interface Upload {
  readonly id: DocumentId;
  readonly mediaType: string;
  readonly sizeBytes: number;
}

/** A request before anything was read into it. */
export interface RawRequest {
  readonly body: Uint8Array;
  header(name: string): string | undefined;
}

/** One request to a route, as its handler sees it: checked, validated, and known by whom. */
export interface Call<A extends Access, Body, Query, Params> {
  readonly principal: PrincipalOf<A>;
  readonly body: Body;
  readonly query: Query;
  readonly params: Params;
  /** The files that came, by the name of their part; empty where none came. */
  readonly files: Readonly<Record<string, readonly Upload[]>>;
  /** The page asked for, on routes that list. */
  readonly page: PageRequest;
  readonly origin: Origin;
  /** Who acts, for the audit. Only where somebody is known. */
  readonly actor: () => Actor;
  /** The transaction of a creating route: takes effect once per Idempotency-Key. */
  readonly unit: UnitOfWork;
  /** The request as it arrived, for what is signed over its bytes. Only on routes with `signedBody`. */
  readonly raw: () => RawRequest;
  /** Adds a header to the answer. */
  readonly answerHeader: (name: string, value: string) => void;
}

interface RouteBase<Services, A extends Access, Body extends TSchema, Query extends TSchema, Params extends TSchema> {
  /** The operation's one name: in the OpenAPI description, the SDK, the audit. */
  readonly id: string;
  readonly method: Method;
  /** With parameters as `{name}`. */
  readonly path: string;
  /** Exists in this environment alone. */
  readonly only?: Environment;
  /** Answered to callers on the same machine alone; for all others it does not exist. */
  readonly sameMachineOnly?: true;
  /** Business endpoints live below /api/v1 and /v1; a few well-known addresses at the root. */
  readonly at?: 'root';
  readonly access: A;
  readonly tag: Tag;
  readonly summary: string;
  readonly description?: string;
  readonly body?: Body;
  /** Its handler verifies a signature over the bytes of the body, which are therefore kept. */
  readonly signedBody?: true;
  /** Set where clients also send `application/x-www-form-urlencoded`. */
  readonly acceptsForm?: true;
  /** Makes the body `multipart/form-data`: these parts are files, the fields of `body` are text. */
  readonly files?: Readonly<Record<string, FilePart>>;
  readonly query?: Query;
  readonly params?: Params;
  /** Every fault of the operation itself; those of the guard, the door and validation follow from the rest. */
  readonly faults: readonly FaultCode[];
  /** Runs before the body is read: limits that must cost an attacker as little as they can cost us. */
  readonly admit?: (services: Services, origin: Origin) => Promise<void> | void;
  /** Creates something, and therefore accepts an Idempotency-Key. */
  readonly creates?: true;
}

type Handler<
  Services,
  A extends Access,
  Body extends TSchema,
  Query extends TSchema,
  Params extends TSchema,
  Result,
> = (services: Services, call: Call<A, Static<Body>, Static<Query>, Static<Params>>) => Promise<Result> | Result;

export interface EnvelopeRoute<
  Services,
  A extends Access,
  Body extends TSchema,
  Query extends TSchema,
  Params extends TSchema,
  Output extends TSchema,
> extends RouteBase<Services, A, Body, Query, Params> {
  readonly answers: 'envelope';
  readonly status: 200 | 201;
  readonly message: string;
  /** The schema of `data`. */
  readonly output: Output;
  readonly handle: Handler<Services, A, Body, Query, Params, Static<Output>>;
}

export interface ListRoute<
  Services,
  A extends Access,
  Body extends TSchema,
  Query extends TSchema,
  Params extends TSchema,
  Output extends TSchema,
> extends RouteBase<Services, A, Body, Query, Params> {
  readonly answers: 'list';
  readonly status: 200;
  readonly message: string;
  /** The schema of one item of `data`. */
  readonly output: Output;
  readonly handle: Handler<Services, A, Body, Query, Params, Page<Static<Output>>>;
}

/** A route whose answer has a standard form of its own: a key set, a description, metrics. */
export interface DocumentRoute<
  Services,
  A extends Access,
  Body extends TSchema,
  Query extends TSchema,
  Params extends TSchema,
  Output extends TSchema,
> extends RouteBase<Services, A, Body, Query, Params> {
  readonly answers: 'document';
  readonly status: 200;
  readonly contentType: string;
  /** Sent with the document: it is the same for everyone. */
  readonly cacheControl: string;
  /** The schema of the document; a string for plain text. */
  readonly output: Output;
  /** Returns the document, or its text where that is made beforehand. */
  readonly handle: Handler<Services, A, Body, Query, Params, Static<Output> | string>;
}

/** An answer that is sent as it comes, and saved as a file. */
export interface Streamed {
  readonly mediaType: string;
  /** Made by us, of letters, digits, dots and hyphens: it goes into a header. */
  readonly fileName: string;
  /** Absent where it is not known beforehand. */
  readonly sizeBytes?: number;
  readonly body: Readable;
}

export interface StreamRoute<
  Services,
  A extends Access,
  Body extends TSchema,
  Query extends TSchema,
  Params extends TSchema,
> extends RouteBase<Services, A, Body, Query, Params> {
  readonly answers: 'stream';
  readonly status: 200;
  /** What the answer may be. */
  readonly mediaTypes: readonly string[];
  readonly handle: Handler<Services, A, Body, Query, Params, Streamed>;
}

export type AnyRoute<Services> =
  | EnvelopeRoute<Services, Access, TSchema, TSchema, TSchema, TSchema>
  | ListRoute<Services, Access, TSchema, TSchema, TSchema, TSchema>
  | DocumentRoute<Services, Access, TSchema, TSchema, TSchema, TSchema>
  | StreamRoute<Services, Access, TSchema, TSchema, TSchema>;

export type ServicesOf<Routes> = Routes extends readonly AnyRoute<infer Services>[] ? Services : never;

type Spec<Route> = Omit<Route, 'answers'>;

/** The words in which a room that needs `Services` declares its routes. */
export function routesFor<Services>() {
  return {
    envelope: <
      const A extends Access,
      Output extends TSchema,
      Body extends TSchema,
      Query extends TSchema,
      Params extends TSchema,
    >(
      spec: Spec<EnvelopeRoute<Services, A, Body, Query, Params, Output>>,
    ): AnyRoute<Services> => erase({ ...spec, answers: 'envelope' }),

    list: <
      const A extends Access,
      Output extends TSchema,
      Body extends TSchema,
      Query extends TSchema,
      Params extends TSchema,
    >(
      spec: Spec<ListRoute<Services, A, Body, Query, Params, Output>>,
    ): AnyRoute<Services> => erase({ ...spec, answers: 'list' }),

    document: <
      const A extends Access,
      Output extends TSchema,
      Body extends TSchema,
      Query extends TSchema,
      Params extends TSchema,
    >(
      spec: Spec<DocumentRoute<Services, A, Body, Query, Params, Output>>,
    ): AnyRoute<Services> => erase({ ...spec, answers: 'document' }),

    stream: <const A extends Access, Body extends TSchema, Query extends TSchema, Params extends TSchema>(
      spec: Spec<StreamRoute<Services, A, Body, Query, Params>>,
    ): AnyRoute<Services> => erase({ ...spec, answers: 'stream' }),
  };
}

/**
 * Forgets the exact types of one route, so that all fit one list. Sound because only the door calls a handler, and it
 * gives each the principal of its access and the input that its schemas accepted.
 */
function erase<Services>(route: { readonly answers: AnyRoute<Services>['answers'] }): AnyRoute<Services> {
  return route as AnyRoute<Services>;
}
