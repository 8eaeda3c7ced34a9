// What the SDK is generated from: the operations of the OpenAPI description, read into what a method needs to know.
// Knows nothing of TypeScript's syntax; that is in sdk-types.ts and sdk-resources.ts.
import { describeApi, ROUTES } from '../server/src/http/index.ts';

export interface Schema {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly additionalProperties?: boolean | Schema;
  readonly patternProperties?: Readonly<Record<string, Schema>>;
  readonly contentMediaType?: string;
  readonly description?: string;
}

/** Which credentials the operation is sent with, in the words of the server's routes. */
export type SdkAccess = 'public' | 'session' | 'account' | 'business';

export interface SdkOperation {
  readonly id: string;
  readonly method: string;
  /** Without /api/v1, with parameters as `{name}`. */
  readonly path: string;
  readonly isAtRoot: boolean;
  readonly access: SdkAccess;
  readonly creates: boolean;
  readonly summary: string;
  readonly description: string;
  readonly parameters: readonly string[];
  readonly query: Schema | undefined;
  readonly body: Schema | undefined;
  readonly isMultipart: boolean;
  readonly answer: SdkAnswer;
}

/** `data` of an envelope; the items of a list; a JSON document of its own form; anything else, as a file. */
export type SdkAnswer =
  | { readonly kind: 'data' | 'list' | 'document'; readonly schema: Schema }
  | { readonly kind: 'file'; readonly mediaTypes: readonly string[] };

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required: boolean;
  readonly description?: string;
  readonly schema: Schema;
}

type Content = Readonly<Record<string, { readonly schema: Schema }>>;

interface OpenApiOperation {
  readonly operationId: string;
  readonly summary: string;
  readonly description: string;
  readonly security: readonly Readonly<Record<string, unknown>>[];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly content: Content }>>;
}

interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, OpenApiOperation>>>>;
  readonly components: { readonly schemas: { readonly Failure: Schema } };
}

const PREFIX = '/api/v1';

export function readOperations(): SdkOperation[] {
  return Object.entries(openApi().paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => readOperation(path, method, operation)),
  );
}

/** Every code of the catalog. */
export function readFaultCodes(): string[] {
  return (openApi().components.schemas.Failure.properties?.['code']?.enum ?? []).map(String);
}

function openApi(): OpenApi {
  return JSON.parse(JSON.stringify(describeApi(ROUTES))) as OpenApi;
}

function readOperation(path: string, method: string, operation: OpenApiOperation): SdkOperation {
  const parameters = operation.parameters ?? [];
  const content = operation.requestBody?.content ?? {};
  const multipart = content['multipart/form-data']?.schema;
  return {
    id: operation.operationId,
    method: method.toUpperCase(),
    path: path.startsWith(PREFIX) ? path.slice(PREFIX.length) : path,
    isAtRoot: !path.startsWith(PREFIX),
    access: readAccess(operation.security),
    creates: parameters.some(({ name }) => name === 'Idempotency-Key'),
    summary: operation.summary,
    description: operation.description,
    parameters: parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name),
    query: readQuery(parameters.filter((parameter) => parameter.in === 'query')),
    body: multipart ?? content['application/json']?.schema,
    isMultipart: multipart !== undefined,
    answer: readAnswer(operation),
  };
}

/** The first alternative is the one with the most credentials. */
function readAccess([alternative]: OpenApiOperation['security']): SdkAccess {
  if (alternative === undefined) return 'public';
  if ('businessId' in alternative) return 'business';
  return 'secretKey' in alternative ? 'account' : 'session';
}

function readQuery(parameters: readonly Parameter[]): Schema | undefined {
  if (parameters.length === 0) return undefined;
  const properties = parameters.map(({ name, schema, description }) => {
    return [name, description === undefined ? schema : { ...schema, description }] as const;
  });
  const required = parameters.filter((parameter) => parameter.required).map(({ name }) => name);
  return { type: 'object', properties: Object.fromEntries(properties), required };
}

function readAnswer(operation: OpenApiOperation): SdkAnswer {
  const [, success] = Object.entries(operation.responses).find(([status]) => status.startsWith('2')) ?? [];
  const content = success?.content ?? {};
  const [mediaType = '', { schema } = { schema: {} }] = Object.entries(content)[0] ?? [];
  if (!/\bjson$/.test(mediaType)) return { kind: 'file', mediaTypes: Object.keys(content) };
  const data = schema.properties?.['data'];
  if (data === undefined) return { kind: 'document', schema };
  const isList = schema.properties?.['pagination'] !== undefined;
  return isList ? { kind: 'list', schema: data.items ?? {} } : { kind: 'data', schema: data };
}
