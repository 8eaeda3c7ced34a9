/** The OpenAPI 3.1 description, made from the list of routes: nothing in it is written twice. */

import type { Static, TSchema } from 'typebox';
import manifest from '../../package.json' with { type: 'json' };
import { CATALOG, FAULT_CODES, type FaultCode, type Problem } from '../faults/index.ts';
import type { Access } from '../guard/index.ts';
import { exampleId, patternWords } from '../platform/schema.ts';
import { documentationOf, envelopeOf, FailureEnvelope, listEnvelopeOf } from './envelope.ts';
import { DEFAULT_LIMIT, listQuery, MAX_LIMIT, type Pagination } from './pagination.ts';
import { API_PREFIXES } from './prefixes.ts';
import type { AnyRoute, FilePart } from './route.ts';
import { faultsOf } from './route-faults.ts';
import { TAGS } from './tags.ts';

const INTRODUCTION = `Banking as a service. Every business request carries three credentials:

- \`Authorization: Bearer <accessToken>\`: who you are; from \`POST /auth/signin\`, until the session ends;
- \`SECRET_KEY: <key>\` (or \`Secret-Key: <key>\`, which proxies do not drop): which client account; valid until it is deactivated;
- \`businessId: <id>\`: the business to act on.

A missing, expired or invalid credential is \`401\`; valid credentials without permission are \`403\`. Every failure has the same
form, with a stable \`code\` for programs and every problem found in \`errors\`. Money is in kobo (100 kobo = 1 naira).
Endpoints below \`/api/v1\` answer the same below \`/v1\`. Fields of a request that are not described are ignored.

[The documentation](/docs/) begins with a quickstart, and [explains every error](/docs/errors).`;

type Json = Record<string, unknown>;

export function describeApi<Services>(routes: readonly AnyRoute<Services>[]): Json {
  const paths: Record<string, Json> = {};
  for (const route of routes) {
    const path = (route.at === 'root' ? '' : API_PREFIXES[0]) + route.path;
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Interstellas',
      version: manifest.version,
      description: INTRODUCTION,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/', description: 'This server' }],
    tags: tagsOf(routes),
    paths,
    components: {
      securitySchemes: SECURITY_SCHEMES,
      headers: HEADERS,
      schemas: { Failure: plain(FailureEnvelope) },
      examples: Object.fromEntries(FAULT_CODES.map((code) => [code, failureExample(code)])),
    },
  };
}

/** The description as JSON text, made when it is first asked for: a start need not wait for it. */
export function describeOnDemand<Services>(routes: readonly AnyRoute<Services>[]): () => string {
  let text: string | undefined;
  return () => {
    text ??= JSON.stringify(describeApi(routes));
    return text;
  };
}

function tagsOf<Services>(routes: readonly AnyRoute<Services>[]): Json[] {
  const used = new Set<string>(routes.map((route) => route.tag));
  return Object.entries(TAGS).flatMap(([name, description]) => (used.has(name) ? [{ name, description }] : []));
}

const SECURITY_SCHEMES = {
  accessToken: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: 'The access token of `POST /auth/signin`.',
  },
  secretKey: {
    type: 'apiKey',
    in: 'header',
    name: 'SECRET_KEY',
    description:
      'The secret key of the client account (`sk_test_…`, `sk_live_…`). Behind proxies that drop underscores send it as `Secret-Key`.',
  },
  businessId: { type: 'apiKey', in: 'header', name: 'businessId', description: 'The business to act on (`biz_…`).' },
};

const SECURITY: Readonly<Record<Access['kind'], readonly Json[]>> = {
  public: [],
  session: [{ accessToken: [] }],
  account: [{ accessToken: [], secretKey: [] }],
  business: [{ accessToken: [], secretKey: [], businessId: [] }],
  'key-bootstrap': [
    { accessToken: [], secretKey: [], businessId: [] },
    { accessToken: [], secretKey: [] },
    { accessToken: [], businessId: [] },
    { accessToken: [] },
  ],
};

function operation<Services>(route: AnyRoute<Services>): Json {
  const parameters = [
    ...pathParameters(route),
    ...queryParameters(route),
    ...(route.creates === true ? [IDEMPOTENCY_KEY] : []),
  ];
  return {
    operationId: route.id,
    tags: [route.tag],
    summary: route.summary,
    description: [route.description ?? '', accessNote(route.access)].filter((part) => part !== '').join('\n\n'),
    security: SECURITY[route.access.kind],
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(route.body === undefined ? {} : { requestBody: { required: true, content: bodyContent(route, route.body) } }),
    responses: { [route.status]: success(route), ...failures(route) },
  };
}

function accessNote(access: Access): string {
  if (access.kind === 'public') return `Public: ${access.why}`;
  const approval = access.kind === 'business' && access.approved === true ? ' and an approved business' : '';
  const needs = access.kind === 'session' ? 'an access token' : `the permission \`${access.permission}\`${approval}`;
  return `Needs ${needs}${access.recent === true ? ', and a sign-in within the last 15 minutes' : ''}.`;
}

/** A header of an answer: its description, and what it looks like. */
const header = (description: string, example: string | number): Json => ({
  description,
  schema: { type: typeof example === 'number' ? 'integer' : 'string' },
  example,
});

const HEADERS = {
  'X-Request-Id': header('Names this request in our logs.', exampleId('request')),
  'RateLimit-Policy': header('How many requests (`q`) are allowed in how many seconds (`w`).', '"default";q=6000;w=60'),
  RateLimit: header(
    'How many requests remain (`r`), and after how many seconds they are full again (`t`).',
    '"default";r=5999;t=60',
  ),
  'Idempotency-Replayed': header('`true` when the answer is the stored one of an earlier request.', 'true'),
  'WWW-Authenticate': header('Which credential is at fault.', 'Bearer realm="interstellas", error="invalid_token"'),
  'Retry-After': header('Seconds to wait before the next attempt.', 1),
};

type HeaderName = keyof typeof HEADERS;

function headers(...names: readonly HeaderName[]): Json {
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}

const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description:
    'Makes the request safe to repeat for 24 hours: the same key and body give the stored answer, with `Idempotency-Replayed: true`.',
  schema: { type: 'string', minLength: 1, maxLength: 255 },
};

function pathParameters<Services>(route: AnyRoute<Services>): Json[] {
  return properties(route.params).map(([name, schema]) => parameter(name, 'path', true, schema));
}

function queryParameters<Services>(route: AnyRoute<Services>): Json[] {
  const query = queryOf(route);
  const required = new Set((plain(query ?? {})['required'] as string[] | undefined) ?? []);
  return properties(query).map(([name, schema]) => parameter(name, 'query', required.has(name), schema));
}

function queryOf<Services>(route: AnyRoute<Services>): TSchema | undefined {
  return route.answers === 'list' ? listQuery(route.query) : route.query;
}

function parameter(name: string, place: 'path' | 'query', required: boolean, schema: Json): Json {
  const { description, ...rest } = schema;
  return { name, in: place, required, ...(description === undefined ? {} : { description }), schema: rest };
}

function properties(schema: object | undefined): [string, Json][] {
  return Object.entries((plain(schema ?? {})['properties'] ?? {}) as Record<string, Json>);
}

function bodyContent<Services>(route: AnyRoute<Services>, body: TSchema): Json {
  if (route.files !== undefined) return { 'multipart/form-data': multipartContent(plain(body), route.files) };
  const content = { schema: plain(body), example: exampleOf(plain(body)) };
  return {
    'application/json': content,
    ...(route.acceptsForm === true ? { 'application/x-www-form-urlencoded': content } : {}),
  };
}

function multipartContent(fields: Json, files: Readonly<Record<string, FilePart>>): Json {
  const parts = Object.entries(files);
  const required = parts.filter(([, part]) => part.isRequired).map(([name]) => name);
  const schemas = parts.map(([name, { description, most }]) => {
    const file = { type: 'string', contentMediaType: 'application/octet-stream' };
    return [name, most === 1 ? { ...file, description } : { type: 'array', items: file, maxItems: most, description }];
  });
  return {
    schema: {
      ...fields,
      required: [...((fields['required'] as string[] | undefined) ?? []), ...required],
      properties: { ...(fields['properties'] as Json), ...Object.fromEntries(schemas) },
    },
    example: { ...(exampleOf(fields) as Json), ...Object.fromEntries(required.map((name) => [name, '<file>'])) },
    encoding: Object.fromEntries(parts.map(([name, part]) => [name, { contentType: part.mediaTypes.join(', ') }])),
  };
}

/** The only page of a list of one. */
const ONLY_PAGE = {
  totalCount: 1,
  isTotalExact: true,
  hasNextPage: false,
  hasPreviousPage: false,
  nextPage: 0,
  previousPage: 0,
  limit: DEFAULT_LIMIT,
  lastPage: 1,
  nextCursor: null,
} satisfies Static<typeof Pagination>;

function success<Services>(route: AnyRoute<Services>): Json {
  const sent = headers(
    'X-Request-Id',
    ...(isLimited(route) ? LIMIT_HEADERS : []),
    ...(route.creates === true ? (['Idempotency-Replayed'] as const) : []),
  );
  if (route.answers === 'document') {
    const mediaType = route.contentType.split(';')[0] ?? '';
    const schema = plain(route.output);
    const example = exampleOf(schema);
    const content = { schema, ...(example === undefined ? {} : { example }) };
    return { description: route.summary, headers: sent, content: { [mediaType]: content } };
  }
  if (route.answers === 'stream') {
    const content = route.mediaTypes.map((type) => [type, { schema: { type: 'string', contentMediaType: type } }]);
    return { description: route.summary, headers: sent, content: Object.fromEntries(content) };
  }
  const schema = plain(route.answers === 'list' ? listEnvelopeOf(route.output) : envelopeOf(route.output));
  const item = exampleOf(plain(route.output));
  const example = {
    status: true,
    message: route.message,
    ...(route.answers === 'list' ? { data: [item], pagination: ONLY_PAGE } : { data: item }),
  };
  return { description: route.message, headers: sent, content: { 'application/json': { schema, example } } };
}

const LIMIT_HEADERS = ['RateLimit-Policy', 'RateLimit'] as const;

function isLimited<Services>(route: AnyRoute<Services>): boolean {
  return route.at !== 'root';
}

function failures<Services>(route: AnyRoute<Services>): Json {
  const byStatus = Map.groupBy(faultsOf(route), (code) => CATALOG[code].status);
  const entries = [...byStatus].sort(([one], [other]) => one - other);
  return Object.fromEntries(entries.map(([status, codes]) => [status, failure(route, status, codes)]));
}

function failure<Services>(route: AnyRoute<Services>, status: number, codes: readonly FaultCode[]): Json {
  const mayWait = status === 429 || status === 503 || codes.includes('idempotency.in_progress');
  const examples = codes.map((code) => {
    const problem = problemOf(route, code);
    return [code, problem === undefined ? { $ref: `#/components/examples/${code}` } : failureExample(code, problem)];
  });
  return {
    description: codes.map((code) => `\`${code}\`: ${CATALOG[code].message.replaceAll('<', '\\<')}`).join('\n\n'),
    headers: headers(
      'X-Request-Id',
      ...(status === 401 ? (['WWW-Authenticate'] as const) : []),
      ...(mayWait ? (['Retry-After'] as const) : []),
      ...(status === 429 ? LIMIT_HEADERS : []),
    ),
    content: {
      'application/json': { schema: { $ref: '#/components/schemas/Failure' }, examples: Object.fromEntries(examples) },
    },
  };
}

function failureExample(code: FaultCode, problem: Problem = { message: CATALOG[code].message, ...FIELDS[code] }): Json {
  const { message } = problem;
  return {
    value: {
      status: false,
      message,
      data: null,
      code,
      errors: [problem],
      requestId: exampleId('request'),
      documentation: documentationOf(code),
    },
  };
}

const TOKEN = { field: 'Authorization' };
const KEY = { field: 'SECRET_KEY' };
const BUSINESS = { field: 'businessId' };
const IDEMPOTENCY = { field: 'Idempotency-Key' };

/** What is at fault where that is the same on every route. */
const FIELDS: Readonly<Partial<Record<FaultCode, { readonly field: string }>>> = {
  'credentials.conflicting': TOKEN,
  'credentials.token_missing': TOKEN,
  'credentials.token_invalid': TOKEN,
  'credentials.wrong_environment': TOKEN,
  'credentials.token_expired': TOKEN,
  'credentials.session_ended': TOKEN,
  'session.reauthentication_required': TOKEN,
  'credentials.key_missing': KEY,
  'credentials.key_invalid': KEY,
  'credentials.key_expired': KEY,
  'credentials.key_deactivated': KEY,
  'key.scope_insufficient': KEY,
  'key.address_forbidden': KEY,
  'credentials.business_missing': BUSINESS,
  'credentials.business_invalid': BUSINESS,
  'business.forbidden': BUSINESS,
  'business.not_approved': BUSINESS,
  'business.suspended': BUSINESS,
  'bvn.not_found': { field: 'bvn' },
  'bvn.code_invalid': { field: 'otp' },
  'document.not_found': { field: 'id' },
  'idempotency.conflict': IDEMPOTENCY,
  'idempotency.in_progress': IDEMPOTENCY,
  'user.email_taken': { field: 'email' },
};

/** A problem that this route's own input can have. */
function problemOf<Services>(route: AnyRoute<Services>, code: FaultCode): Problem | undefined {
  if (code === 'request.invalid') return wrongShape(route);
  return code === 'request.unprocessable' ? wrongValue(route) : undefined;
}

function wrongShape<Services>(route: AnyRoute<Services>): Problem | undefined {
  const required = plain(route.body ?? {})['required'] as string[] | undefined;
  const field = required?.[0];
  if (field !== undefined) return { message: `${field} is required.`, field };
  const [parameters] = properties(route.params);
  if (parameters !== undefined) return wrongPattern(parameters);
  if (route.answers !== 'list') return undefined;
  return { message: `limit must be at most ${MAX_LIMIT}.`, field: 'limit' };
}

function wrongValue<Services>(route: AnyRoute<Services>): Problem | undefined {
  const fields = properties(route.body);
  const [first] = fields;
  const patterned = fields.map(wrongPattern).find((problem) => problem !== undefined);
  if (patterned !== undefined || first === undefined) return patterned;
  const [field, { maxLength }] = first;
  return maxLength === undefined
    ? undefined
    : { message: `${field} must have at most ${String(maxLength)} characters.`, field };
}

function wrongPattern([field, { pattern }]: readonly [string, Json]): Problem | undefined {
  const demand = typeof pattern === 'string' ? patternWords(pattern) : undefined;
  return demand === undefined ? undefined : { message: `${field} ${demand}.`, field };
}

/** The example that a schema's own examples add up to; undefined when one of its parts has none. */
function exampleOf(schema: Json): unknown {
  if (Array.isArray(schema['examples'])) return schema['examples'][0];
  if ('const' in schema) return schema['const'];
  if ('default' in schema) return schema['default'];
  if (Array.isArray(schema['anyOf'])) return exampleOf(schema['anyOf'][0] as Json);
  switch (schema['type']) {
    case 'object': {
      const parts = properties(schema).map(([name, property]) => [name, exampleOf(property)] as const);
      return parts.some(([, part]) => part === undefined) ? undefined : Object.fromEntries(parts);
    }
    case 'array': {
      const item = exampleOf((schema['items'] ?? {}) as Json);
      return item === undefined ? undefined : [item];
    }
    case 'boolean':
      return true;
    case 'null':
      return null;
    default:
      return undefined;
  }
}

/** A schema without the library's own marks: JSON. */
function plain(schema: object): Json {
  return JSON.parse(JSON.stringify(schema)) as Json;
}
