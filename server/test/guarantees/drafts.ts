/**
 * How every route is called: a good request made of nothing but what the route itself declares, to be spoilt by a test.
 * A route of tomorrow needs no line here, as long as its schemas bring examples.
 */

import { describeApi } from '../../src/http/index.ts';
import type { AnyRoute } from '../../src/http/route.ts';
import { ROUTES } from '../../src/http/routes.ts';
import type { TestApp } from '../harness/app.ts';
import type { Person } from '../harness/client.ts';
import { CONTENT_TYPE, encode } from '../harness/multipart.ts';
import type { HeaderLine, WireRequest } from '../harness/wire.ts';
import { PREPARATIONS } from './preparations.ts';

// biome-ignore lint/suspicious/noExplicitAny: the services of a route do not matter to who calls it over HTTP
export type Route = AnyRoute<any>;

export const ALL_ROUTES: readonly Route[] = ROUTES;
export const GUARDED_ROUTES = ALL_ROUTES.filter((route) => route.access.kind !== 'public');
export const PREFIXES = ['/api/v1', '/v1'] as const;

/** The routes of which this is a property, never none: a guarantee that nothing is tested against is no guarantee. */
export function routesWhere(holds: (route: Route) => boolean): Route[] {
  const found = ALL_ROUTES.filter(holds);
  if (found.length === 0) throw new Error('no route is left to hold this guarantee against');
  return found;
}

/** A request in parts. */
export interface Draft {
  method: string;
  /** Without the query. */
  path: string;
  /** With its question mark, or empty. */
  query: string;
  token: string | undefined;
  key: string | undefined;
  businessId: string | undefined;
  contentType: string | undefined;
  body: string | Buffer | undefined;
  /** Besides the credentials and the content type. */
  headers: HeaderLine[];
}

/** One operation of the OpenAPI description. */
export interface Operation {
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly schema: { readonly examples?: readonly string[]; readonly pattern?: string };
  }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly example: unknown }>> };
  readonly responses: Readonly<Record<string, Described | undefined>>;
}

interface Described {
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly content: Readonly<
    Record<string, { readonly schema: object; readonly examples?: Readonly<Record<string, unknown>> } | undefined>
  >;
}

export const DESCRIPTION = describeApi(ALL_ROUTES) as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: { readonly Failure: object } };
};

function pathOf(route: Route, prefix: string = PREFIXES[0]): string {
  return (route.at === 'root' ? '' : prefix) + route.path;
}

export function operationOf(route: Route): Operation {
  const operation = DESCRIPTION.paths[pathOf(route)]?.[route.method.toLowerCase()];
  if (operation === undefined) throw new Error(`${route.id} is not in the OpenAPI description`);
  return operation;
}

/** With the forms of their paths: those that name a path most exactly first. */
const PATH_FORMS = ALL_ROUTES.map((route) => {
  const pattern = route.path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]*');
  const form = new RegExp(`^${route.at === 'root' ? '' : '(?:/api)?/v1'}${pattern}$`);
  return { route, form, parameters: route.path.split('{').length };
}).sort((one, other) => one.parameters - other.parameters);

/** The routes that a path leads to, whatever the method: those that name it most exactly first. */
export function routesAt(path: string): Route[] {
  return PATH_FORMS.filter(({ form }) => form.test(path)).map(({ route }) => route);
}

/** Whether every parameter of the path must have a form, so that a text without it is refused before it is looked up. */
export function hasFormInPath(route: Route): boolean {
  const inPath = (operationOf(route).parameters ?? []).filter((one) => one.in === 'path');
  const refusesText = (pattern: string | undefined) =>
    pattern !== undefined && !new RegExp(pattern, 'u').test('nothing');
  return inPath.length > 0 && inPath.every(({ schema }) => refusesText(schema.pattern));
}

export interface Caller {
  readonly app: TestApp;
  readonly newPerson: () => Promise<Person>;
  readonly person: Person;
  /** Sends a draft that must succeed, and returns the parsed body: how objects are found for `{parameters}`. */
  readonly succeed: (route: Route, draft: Draft) => Promise<{ readonly data: unknown }>;
  /** Unique in the database. */
  readonly fresh: () => string;
}

/** A request to the route that will succeed: its own examples, with the caller's credentials and the caller's objects. */
export async function draftFor(route: Route, caller: Caller, prefix: string = PREFIXES[0]): Promise<Draft> {
  const { token, key, businessId } = caller.person;
  const needs = route.access.kind;
  const body = bodyFor(route, caller);
  const draft: Draft = {
    method: route.method,
    path: await fillPath(route, caller, prefix),
    query: '',
    token: needs === 'public' ? undefined : token,
    key: needs === 'public' || needs === 'session' ? undefined : key,
    businessId: needs === 'business' || needs === 'key-bootstrap' ? businessId : undefined,
    contentType: body === undefined ? undefined : 'application/json',
    body: body === undefined ? undefined : JSON.stringify(body),
    headers: [],
  };
  return { ...draft, ...(await PREPARATIONS[route.id]?.(caller, draft)) };
}

/** The example of the body. What can exist only once is made fresh where something is created, and the caller's elsewhere. */
function bodyFor(route: Route, { person, fresh }: Caller): object | undefined {
  const example = operationOf(route).requestBody?.content['application/json']?.example;
  if (example === undefined || Array.isArray(example)) return example;
  const body = { ...(example as Record<string, unknown>) };
  if ('email' in body) body['email'] = route.creates === true ? `${fresh()}@example.com` : person.email;
  if ('password' in body && route.creates !== true) body['password'] = person.password;
  return body;
}

/** Fills `{parameters}` with an object that exists: one from the list at the path before it, else the schema's example. */
async function fillPath(route: Route, caller: Caller, prefix: string): Promise<string> {
  let path = pathOf(route, prefix);
  for (const [parameter] of route.path.matchAll(/\{\w+\}/g)) {
    const before = route.path.slice(0, route.path.indexOf(parameter) - 1);
    const list = ALL_ROUTES.find((other) => other.answers === 'list' && other.path === before);
    const id = list === undefined ? exampleOf(route, parameter) : await lastOf(list, caller);
    path = path.replace(parameter, encodeURIComponent(id));
  }
  return path;
}

/** Of lists that are newest first the oldest, and of sessions never the caller's own. */
async function lastOf(list: Route, caller: Caller): Promise<string> {
  const { data } = await caller.succeed(list, await draftFor(list, caller));
  const items = data as readonly { readonly id: string; readonly isCurrent?: boolean }[];
  const found = items.findLast((item) => item.isCurrent !== true);
  if (found === undefined) throw new Error(`${list.id} lists nothing that could be named in a path`);
  return found.id;
}

/** A well-formed value of a path parameter that names nothing. */
export function exampleOf(route: Route, parameter: string): string {
  const name = parameter.slice(1, -1);
  const described = operationOf(route).parameters?.find((one) => one.in === 'path' && one.name === name);
  const [example] = described?.schema.examples ?? [];
  if (example === undefined) throw new Error(`${route.id}: give the path parameter ${name} an example`);
  return example;
}

/** Whether the body is a list, where others are objects. */
export function isListBody({ body }: Route): boolean {
  return body !== undefined && 'type' in body && body.type === 'array';
}

/** The draft with more in its body, in the form in which the route reads bodies; what is there already stays. */
export function withFields(draft: Draft, route: Route, fields: Readonly<Record<string, unknown>>): Draft {
  if (route.files !== undefined) {
    const texts = Object.entries(fields).map(([name, value]) => ({
      name: encodeURIComponent(name),
      value: typeof value === 'string' ? value : JSON.stringify(value),
    }));
    // Without the end of the one, the other goes on where it stops.
    const more = encode(texts, { isEnded: draft.body === undefined });
    return { ...draft, contentType: CONTENT_TYPE, body: Buffer.concat([more, Buffer.from(draft.body ?? '')]) };
  }
  const known = draft.body === undefined ? {} : (JSON.parse(String(draft.body)) as object);
  return { ...draft, contentType: 'application/json', body: JSON.stringify({ ...fields, ...known }) };
}

/** A body that no route accepts, in the form in which this one reads bodies. */
export function emptyBody(route: Route): string | Buffer {
  if (route.files !== undefined) return encode([]);
  return isListBody(route) ? '{}' : '[]';
}

/** The example of the body. */
export function exampleBody(route: Route): unknown {
  const [content] = Object.values(operationOf(route).requestBody?.content ?? {});
  return content?.example;
}

export function toWire(draft: Draft): WireRequest {
  const headers: HeaderLine[] = [];
  if (draft.token !== undefined) headers.push(['Authorization', `Bearer ${draft.token}`]);
  if (draft.key !== undefined) headers.push(['SECRET_KEY', draft.key]);
  if (draft.businessId !== undefined) headers.push(['businessId', draft.businessId]);
  if (draft.contentType !== undefined) headers.push(['Content-Type', draft.contentType]);
  headers.push(...draft.headers);
  return { method: draft.method, target: draft.path + draft.query, headers, body: draft.body };
}
