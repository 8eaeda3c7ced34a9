// Proves that the description of the API is valid, whole and true to itself: every operation can be understood, called and
// handled from it alone, and every example fits its schema.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { CATALOG, FAULT_CODES } from '../server/src/faults/index.ts';
import { describeApi, ROUTES } from '../server/src/http/index.ts';
import { faultsOf } from '../server/src/http/route-faults.ts';
import { fullPath } from './endpoints-page.ts';

interface Media {
  readonly schema: object;
  readonly example?: unknown;
  readonly examples?: Readonly<Record<string, { readonly $ref?: string; readonly value?: unknown }>>;
}

interface Answer {
  readonly description: string;
  readonly headers: Readonly<Record<string, { readonly $ref: string }>>;
  readonly content: Readonly<Record<string, Media>>;
}

interface Operation {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly summary: string;
  readonly description: string;
  readonly security: readonly Readonly<Record<string, readonly string[]>>[];
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly description?: string }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, Media>> };
  readonly responses: Readonly<Record<string, Answer>>;
}

interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, object>>;
    readonly securitySchemes: Readonly<Record<string, object>>;
    readonly examples: Readonly<Record<string, { readonly value: unknown }>>;
  };
}

type Route = (typeof ROUTES)[number];

const description = describeApi(ROUTES) as unknown as Description;
const ajv = new Ajv2020({ strict: false, validateFormats: false });

/** Documents of a form that is described elsewhere: no example of ours would say more. */
const WITHOUT_EXAMPLE = ['metrics.read', 'openapi.read'];

function operationOf(route: Route): Operation {
  const operation = description.paths[fullPath(route)]?.[route.method.toLowerCase()];
  assert.ok(operation, `${route.id} is described`);
  return operation;
}

const validators = new Map<string, ValidateFunction>();

/** Schemas that are alike, such as that of every refusal, are compiled once. */
function validatorOf(schema: object): ValidateFunction {
  const key = JSON.stringify(schema);
  const validate = validators.get(key) ?? ajv.compile({ ...schema, components: description.components });
  validators.set(key, validate);
  return validate;
}

function assertFits(schema: object, value: unknown, what: string): void {
  const validate = validatorOf(schema);
  assert.ok(validate(value), `${what}: ${ajv.errorsText(validate.errors)}\n${JSON.stringify(value)}`);
}

/** Every text inside a value. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
}

describe('the OpenAPI description', () => {
  it('is valid OpenAPI 3.1', async () => {
    const result = await new Validator().validate(JSON.parse(JSON.stringify(description)));
    assert.deepEqual(result.valid, true, JSON.stringify(result.errors, null, 2));
  });

  it('describes each route once and nothing else', () => {
    const described = Object.values(description.paths).flatMap((methods) =>
      Object.values(methods).map(({ operationId }) => operationId),
    );
    assert.deepEqual(described.sort(), ROUTES.map(({ id }) => id).sort());
    assert.equal(new Set(described).size, described.length);
  });

  for (const route of ROUTES) {
    it(`${route.id}: says what it does, and for whom`, () => {
      const { summary, description: words, tags, security, parameters = [] } = operationOf(route);
      assert.match(summary, /^[A-Z].*[^.]$/, 'a summary is a title');
      assert.ok(words.length > 10);
      assert.equal(tags.length, 1);
      assert.equal(security.length === 0, route.access.kind === 'public');
      const schemes = new Set(Object.keys(description.components.securitySchemes));
      for (const scheme of security.flatMap(Object.keys)) assert.ok(schemes.has(scheme), scheme);
      for (const { name, description: meaning } of parameters) assert.ok(meaning, `the parameter ${name} is explained`);
    });

    it(`${route.id}: its examples fit its schemas, and leave nothing empty`, () => {
      const { requestBody, responses } = operationOf(route);
      assert.equal(requestBody === undefined, route.body === undefined);
      const success = responses[route.status];
      const media = [...Object.values(requestBody?.content ?? {}), ...Object.values(success?.content ?? {})];
      for (const { schema, example } of media) {
        // A file is whatever was put into it.
        if (WITHOUT_EXAMPLE.includes(route.id) || route.answers === 'stream') continue;
        assertFits(schema, example, route.id);
        assert.ok(!textsOf(example).includes(''), `${route.id} has an empty text in its example`);
      }
    });

    it(`${route.id}: names every refusal it can answer with, each with an example`, () => {
      const { responses } = operationOf(route);
      const failures = Object.entries(responses).filter(([status]) => Number(status) >= 400);
      const found = failures.flatMap(([status, { description: words, headers, content }]) => {
        const { schema = {}, examples = {} } = content['application/json'] ?? {};
        assert.ok('X-Request-Id' in headers);
        assert.equal('WWW-Authenticate' in headers, status === '401');
        return Object.entries(examples).map(([code, { $ref, value }]) => {
          assert.ok(words.includes(`\`${code}\``), `${code} is explained`);
          const shown =
            $ref === undefined ? value : description.components.examples[$ref.split('/').at(-1) ?? '']?.value;
          assertFits(schema, shown, code);
          assert.equal((shown as { code: string }).code, code);
          return `${status} ${code}`;
        });
      });
      assert.deepEqual(
        found.sort(),
        faultsOf(route)
          .map((code) => `${CATALOG[code].status} ${code}`)
          .sort(),
      );
    });
  }

  it('has an example of every fault, and every id in an example has the form of one', () => {
    assert.deepEqual(Object.keys(description.components.examples), FAULT_CODES);
    const ids = textsOf(description).filter((text) => /^(?:usr|biz|client|cust|ses|req|sig)_[0-9a-z]+$/.test(text));
    assert.ok(ids.length > 0);
    for (const id of ids) assert.match(id, /_[0-9a-hjkmnp-tv-z]{30}$/);
  });
});
