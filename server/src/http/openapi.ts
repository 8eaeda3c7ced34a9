/** The OpenAPI 3.1 description, made from the list of routes: nothing in it is written twice. */

import type { TSchema } from 'typebox';
import { CATALOG, type FaultCode } from '../faults/index.ts';
import type { Access } from '../guard/index.ts';
import { API_PREFIXES } from './door/prefixes.ts';
import { envelopeOf, FailureEnvelope, listEnvelopeOf } from './envelope.ts';
import { PageQuery } from './pagination.ts';
import type { AnyRoute } from './route.ts';
import { faultsOf } from './route-faults.ts';

const VERSION = '0.1.0';

const INTRODUCTION = `Banking as a service. Every business request carries three credentials:

- \`Authorization: Bearer <accessToken>\`: who you are; from \`POST /auth/signin\`, until the session ends;
- \`SECRET_KEY: <key>\` (or \`Secret-Key: <key>\`, which proxies do not drop): which client account; valid until you rotate it;
- \`businessId: <id>\`: the business to act on.

A missing, expired or invalid credential is \`401\`; valid credentials without permission are \`403\`. Every failure has the same
form, with a stable \`code\` for programs and every problem found in \`errors\`. Money is in kobo (100 kobo = 1 naira).`;

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
      version: VERSION,
      description: INTRODUCTION,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/', description: 'This server' }],
    tags: [...new Set(routes.map((route) => route.tag))].map((name) => ({ name })),
    paths,
    components: { securitySchemes: SECURITY_SCHEMES, schemas: { Failure: plain(FailureEnvelope) } },
  };
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
    responses: { [route.status]: success(route), ...failures(faultsOf(route)) },
  };
}

function accessNote(access: Access): string {
  switch (access.kind) {
    case 'public':
      return `Public: ${access.why}`;
    case 'session':
      return 'Needs an access token.';
    default:
      return `Needs the permission \`${access.permission}\`.`;
  }
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
  return properties(route.params).map(([name, schema]) => ({ name, in: 'path', required: true, schema }));
}

function queryParameters<Services>(route: AnyRoute<Services>): Json[] {
  const query = route.answers === 'list' ? (route.query ?? PageQuery) : route.query;
  const required = new Set((plain(query ?? {})['required'] as string[] | undefined) ?? []);
  return properties(query).map(([name, schema]) => ({ name, in: 'query', required: required.has(name), schema }));
}

function properties(schema: TSchema | undefined): [string, Json][] {
  return Object.entries((plain(schema ?? {})['properties'] ?? {}) as Record<string, Json>);
}

function bodyContent<Services>(route: AnyRoute<Services>, body: TSchema): Json {
  const content = { schema: plain(body), example: exampleOf(plain(body)) };
  return {
    'application/json': content,
    ...(route.acceptsForm === true ? { 'application/x-www-form-urlencoded': content } : {}),
  };
}

function success<Services>(route: AnyRoute<Services>): Json {
  const headers = { 'X-Request-Id': { schema: { type: 'string' }, description: 'Names this request in our logs.' } };
  if (route.answers === 'document') {
    const mediaType = route.contentType.split(';')[0] ?? '';
    return { description: route.summary, headers, content: { [mediaType]: { schema: plain(route.output) } } };
  }
  const schema = plain(route.answers === 'list' ? listEnvelopeOf(route.output) : envelopeOf(route.output));
  const example = { ...(exampleOf(schema) as Json), message: route.message };
  return { description: route.message, headers, content: { 'application/json': { schema, example } } };
}

function failures(codes: readonly FaultCode[]): Json {
  const byStatus = Map.groupBy(codes, (code) => CATALOG[code].status);
  const entries = [...byStatus].sort(([one], [other]) => one - other);
  return Object.fromEntries(entries.map(([status, list]) => [status, failure(status, list)]));
}

function failure(status: number, codes: readonly FaultCode[]): Json {
  const examples = codes.map((code) => [code, { value: failureExample(code) }]);
  return {
    description: codes.map((code) => `\`${code}\`: ${CATALOG[code].message}`).join('\n\n'),
    ...(status === 401
      ? {
          headers: { 'WWW-Authenticate': { schema: { type: 'string' }, description: 'Which credential is at fault.' } },
        }
      : {}),
    ...(status === 429 || status === 503
      ? { headers: { 'Retry-After': { schema: { type: 'integer' }, description: 'Seconds to wait.' } } }
      : {}),
    content: {
      'application/json': { schema: { $ref: '#/components/schemas/Failure' }, examples: Object.fromEntries(examples) },
    },
  };
}

function failureExample(code: FaultCode): Json {
  const { message } = CATALOG[code];
  return {
    status: false,
    message,
    data: null,
    code,
    errors: [{ message }],
    requestId: 'req_01jz5k3v8e4tq2m7wn9xh6r0bc',
  };
}

/** The example that a schema's own examples add up to. */
function exampleOf(schema: Json): unknown {
  if (Array.isArray(schema['examples'])) return schema['examples'][0];
  if ('const' in schema) return schema['const'];
  if ('default' in schema) return schema['default'];
  if (Array.isArray(schema['anyOf'])) return exampleOf(schema['anyOf'][0] as Json);
  switch (schema['type']) {
    case 'object':
      return Object.fromEntries(
        Object.entries((schema['properties'] ?? {}) as Record<string, Json>).map(([name, property]) => [
          name,
          exampleOf(property),
        ]),
      );
    case 'array':
      return schema['items'] === undefined ? [] : [exampleOf(schema['items'] as Json)];
    case 'boolean':
      return true;
    case 'integer':
      return 1;
    case 'string':
      return exampleId(String(schema['pattern'] ?? ''));
    default:
      return null;
  }
}

/** An id of the form that a pattern of ids describes; nothing for other strings. */
function exampleId(pattern: string): string {
  const prefix = /^\^([a-z]+_)\[/.exec(pattern)?.[1];
  return prefix === undefined ? '' : `${prefix}01jz5k3v8e4tq2m7wn9xh6r0bcd5fg`;
}

/** A schema without the library's own marks: JSON. */
function plain(schema: object): Json {
  return JSON.parse(JSON.stringify(schema)) as Json;
}
