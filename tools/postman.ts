// api/postman.json: the API as a Postman collection. The converter makes folders and requests from the OpenAPI description;
// here they get what it makes up at random or does not know: values from our own examples, and credentials from variables.
import converter from 'openapi-to-postmanv2';
import { describeApi, ROUTES } from '../server/src/http/index.ts';

type Json = Record<string, unknown>;

interface Field {
  readonly key: string;
  readonly value: string;
  readonly type?: string;
  readonly disabled?: true;
  readonly description?: string;
}

interface ConvertedRequest {
  readonly name: string;
  readonly method: string;
  readonly url: { readonly path: readonly string[] };
}

interface ConvertedItem {
  readonly name: string;
  readonly item?: readonly ConvertedItem[];
  readonly request?: ConvertedRequest;
}

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly description?: string;
  readonly schema: { readonly examples?: readonly unknown[]; readonly default?: unknown };
}

interface Operation {
  readonly operationId: string;
  readonly description: string;
  readonly security: readonly Readonly<Record<string, unknown>>[];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: {
    readonly content: Readonly<Record<string, { readonly example: Json; readonly schema: Json }>>;
  };
}

const CONVERSION = {
  folderStrategy: 'Tags',
  requestNameSource: 'Fallback',
  includeAuthInfoInExample: false,
  parametersResolution: 'Example',
};

const VARIABLES: readonly (readonly [key: string, value: string])[] = [
  ['baseUrl', 'http://127.0.0.1:4000'],
  ['email', ''],
  ['password', ''],
  ['accessToken', ''],
  ['secretKey', ''],
  ['businessId', ''],
];

/** What a security scheme of the description is as a header. */
const CREDENTIALS: Readonly<Record<string, Field>> = {
  accessToken: { key: 'Authorization', value: 'Bearer {{accessToken}}' },
  secretKey: { key: 'SECRET_KEY', value: '{{secretKey}}' },
  businessId: { key: 'businessId', value: '{{businessId}}' },
};

/** Where we find out what other requests need, it is kept. */
const KEEPS: Readonly<Record<string, readonly string[]>> = {
  'auth.sign-in': [
    'const { data } = pm.response.json();',
    "if (data && data.accessToken) pm.collectionVariables.set('accessToken', data.accessToken);",
    "if (data && data.businesses.length > 0) pm.collectionVariables.set('businessId', data.businesses[0].id);",
  ],
  'keys.reveal': [
    'const { data } = pm.response.json();',
    "if (data && data.secretKey) pm.collectionVariables.set('secretKey', data.secretKey);",
  ],
};

export async function buildPostmanCollection(): Promise<string> {
  const description = describeApi(ROUTES);
  const operations = operationsOf(description);
  const converted = (await convert(description)) as { item: readonly ConvertedItem[] };
  const info = description['info'] as { title: string; description: string };
  const collection = {
    info: {
      name: info.title,
      description: `${info.description}\n\nEnter \`email\` and \`password\` in the variables of the collection, then send "Sign in" and "Get the keys": they fill in the others.`,
      schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json',
    },
    item: converted.item.map((item) => itemOf(item, operations)),
    variable: VARIABLES.map(([key, value]) => ({ key, value })),
  };
  return `${JSON.stringify(collection, null, 1)}\n`;
}

function convert(data: Json): Promise<unknown> {
  return new Promise((resolve, reject) => {
    converter.convertV2({ type: 'json', data }, CONVERSION, (error, { result, reason, output }) => {
      if (error === null && result) resolve(output?.[0]?.data);
      else reject(error ?? new Error(`the description could not be converted: ${reason ?? ''}`));
    });
  });
}

function operationsOf(description: Json): ReadonlyMap<string, Operation> {
  const paths = Object.entries(description['paths'] as Record<string, Record<string, Operation>>);
  return new Map(
    paths.flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => [`${method.toUpperCase()} ${path}`, operation] as const),
    ),
  );
}

function itemOf({ name, item, request }: ConvertedItem, operations: ReadonlyMap<string, Operation>): Json {
  if (request === undefined) return { name, item: (item ?? []).map((inner) => itemOf(inner, operations)) };
  const { method, url } = request;
  const operation = operations.get(`${method} /${url.path.join('/').replace(/:(\w+)/g, '{$1}')}`);
  if (operation === undefined) throw new Error(`no operation of ours: ${method} ${url.path.join('/')}`);
  const keeps = KEEPS[operation.operationId];
  return {
    name,
    ...(keeps === undefined ? {} : { event: [{ listen: 'test', script: { type: 'text/javascript', exec: keeps } }] }),
    request: requestOf(method, url.path, operation),
  };
}

function requestOf(method: string, path: readonly string[], operation: Operation): Json {
  const [variable, query, optional] = (['path', 'query', 'header'] as const).map((place) =>
    (operation.parameters ?? []).filter((parameter) => parameter.in === place).map(fieldOf),
  );
  const credentials = Object.keys(operation.security[0] ?? {}).map((scheme) => CREDENTIALS[scheme] ?? unknown(scheme));
  const body = bodyOf(operation);
  const type = body?.['mode'] === 'raw' ? [{ key: 'Content-Type', value: 'application/json' }] : [];
  return {
    method,
    description: operation.description,
    auth: { type: 'noauth' },
    header: [...credentials, ...type, ...(optional ?? [])],
    url: {
      raw: `{{baseUrl}}/${path.join('/')}`,
      host: ['{{baseUrl}}'],
      path,
      ...(query?.length ? { query } : {}),
      ...(variable?.length ? { variable } : {}),
    },
    ...(body === undefined ? {} : { body }),
  };
}

function unknown(scheme: string): never {
  throw new Error(`no variable for ${scheme}`);
}

function fieldOf({ name, description, required, schema }: Parameter): Field {
  const example = schema.examples?.[0] ?? schema.default ?? '';
  return {
    key: name,
    value: name === 'Idempotency-Key' ? '{{$guid}}' : String(example),
    ...(required ? {} : { disabled: true }),
    ...(description === undefined ? {} : { description }),
  };
}

function bodyOf({ operationId, requestBody }: Operation): Json | undefined {
  const json = requestBody?.content['application/json'];
  if (json !== undefined) {
    const example = operationId === 'auth.sign-in' ? { email: '{{email}}', password: '{{password}}' } : json.example;
    return { mode: 'raw', raw: JSON.stringify(example, null, 2), options: { raw: { language: 'json' } } };
  }
  const form = requestBody?.content['multipart/form-data'];
  if (form === undefined) return undefined;
  const fields = Object.entries(form.schema['properties'] as Record<string, Json>);
  return { mode: 'formdata', formdata: fields.map(([key, schema]) => partOf(key, schema, form.example[key])) };
}

function partOf(key: string, schema: Json, example: unknown): Json {
  const isFile = schema['contentMediaType'] !== undefined || schema['type'] === 'array';
  return isFile ? { key, type: 'file', src: [] } : { key, type: 'text', value: String(example ?? '') };
}
