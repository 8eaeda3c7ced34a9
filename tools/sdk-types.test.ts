// Proves how JSON Schema becomes a type of the SDK, that equal answers share one, and that what has no type is refused.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Schema, SdkOperation } from './sdk-model.ts';
import { camel, typeStem } from './sdk-names.ts';
import { buildTypes, nameTypes } from './sdk-types.ts';

function operation(id: string, changes: Partial<SdkOperation> = {}): SdkOperation {
  return {
    id,
    method: 'GET',
    path: '/things',
    isAtRoot: false,
    access: 'session',
    creates: false,
    summary: 'Get a thing',
    description: '',
    parameters: [],
    query: undefined,
    body: undefined,
    isMultipart: false,
    answer: { kind: 'data', schema: { type: 'null' } },
    ...changes,
  };
}

const object = (properties: Record<string, Schema>, required: readonly string[] = Object.keys(properties)): Schema => ({
  type: 'object',
  properties,
  required,
});

it('names are made from ids: nouns in the singular, the verb as it is', () => {
  assert.equal(typeStem('virtual-accounts.create-single-use'), 'VirtualAccountCreateSingleUse');
  assert.equal(typeStem('businesses.list'), 'BusinessList');
  assert.equal(typeStem('auth.sign-in'), 'AuthSignIn');
  assert.equal(camel('cancel-rotation'), 'cancelRotation');
});

it('answers of the same shape share one type, whatever their prose; other shapes have their own', () => {
  const answer = (schema: Schema): Partial<SdkOperation> => ({ answer: { kind: 'data', schema } });
  const [first, second, other] = nameTypes([
    operation('things.get', answer(object({ id: { type: 'string', description: 'Of the thing.' } }))),
    operation('things.update', answer(object({ id: { type: 'string', description: 'Its id.' } }))),
    operation('things.count', answer(object({ id: { type: 'integer' } }))),
  ]);
  assert.equal(first?.answerType, 'ThingGetAnswer');
  assert.equal(second?.answerType, 'ThingGetAnswer');
  assert.equal(other?.answerType, 'ThingCountAnswer');
});

it('a field called like a word of JSON Schema keeps its shape apart', () => {
  const withField = (schema: Schema): SdkOperation['answer'] => ({ kind: 'data', schema: object({ format: schema }) });
  const [one, another] = nameTypes([
    operation('things.one', { answer: withField({ type: 'string' }) }),
    operation('things.another', { answer: withField({ type: 'integer' }) }),
  ]);
  assert.notEqual(one?.answerType, another?.answerType);
});

it('every form of schema that routes use becomes the type that it means', () => {
  const body = object(
    {
      amount: { type: ['number', 'string'], description: 'In kobo.' },
      kind: { enum: ['credit', "don't"] },
      mark: { anyOf: [{ const: true }, { type: 'null' }] },
      names: { type: 'array', items: { anyOf: [{ type: 'string' }, { type: 'null' }] } },
      photo: { type: 'string', contentMediaType: 'application/octet-stream' },
      headers: { type: 'object', additionalProperties: { type: 'string' } },
      'user-agent': {},
    },
    ['amount', 'kind', 'mark'],
  );
  const text = buildTypes([operation('things.create', { method: 'POST', body })]);
  assert.ok(
    text.endsWith(`/** Get a thing: \`POST /api/v1/things\`. */
export interface ThingCreateInput {
  /** In kobo. */
  readonly amount: number | string;
  readonly kind: 'credit' | 'don\\'t';
  readonly mark: true | null;
  readonly names?: readonly (string | null)[] | undefined;
  readonly photo?: Blob | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly 'user-agent'?: unknown | undefined;
}
`),
    text,
  );
});

it('a schema that has no type here is refused, and so are two inputs', () => {
  const unknown = operation('things.create', { body: object({ other: { $ref: '#/x' } as Schema }) });
  assert.throws(() => buildTypes([unknown]), /no type for/);
  const twice = operation('things.create', { body: object({}), query: object({}) });
  assert.throws(() => nameTypes([twice]), /has a body and a query/);
});
