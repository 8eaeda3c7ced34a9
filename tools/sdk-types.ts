// sdk/src/types.gen.ts: a TypeScript type for what goes into and comes out of every operation. From JSON Schema, as far
// as our own routes use it; what they do not use is refused, so that nothing becomes `unknown` unnoticed.

import type { Schema, SdkOperation } from './sdk-model.ts';
import { ANSWERS, typeStem } from './sdk-names.ts';

export interface NamedOperation extends SdkOperation {
  /** The type of the input's object, be it a body or a query. */
  readonly inputType: string | undefined;
  /** Of `data`, an item or a document; undefined where a file comes. */
  readonly answerType: string | undefined;
}

/** What the text of a type depends on besides its schema. */
interface Style {
  /** Of an input, where undefined may stand for an absent field and a file is a Blob. */
  readonly isInput: boolean;
}

const INPUT: Style = { isInput: true };
const OUTPUT: Style = { isInput: false };

/** Gives every operation the names of its types; equal answers get one name. */
export function nameTypes(operations: readonly SdkOperation[]): NamedOperation[] {
  const names = answerNames(operations);
  return operations.map((operation) => {
    const input = operation.body ?? operation.query;
    if (operation.body !== undefined && operation.query !== undefined)
      throw new Error(`${operation.id} has a body and a query: the SDK has one object for the input.`);
    const kind = operation.body === undefined ? 'Query' : 'Input';
    return {
      ...operation,
      inputType: input === undefined ? undefined : `${typeStem(operation.id)}${kind}`,
      answerType: operation.answer.kind === 'file' ? undefined : typeOfAnswer(operation.answer.schema, names),
    };
  });
}

export function buildTypes(operations: readonly SdkOperation[]): string {
  const inputs = nameTypes(operations).flatMap(({ inputType, body, query, summary, method, path, isAtRoot }) => {
    const schema = body ?? query;
    if (inputType === undefined || schema === undefined) return [];
    return [declaration(inputType, schema, INPUT, `${summary}: \`${method} ${isAtRoot ? '' : '/api/v1'}${path}\`.`)];
  });
  const names = answerNames(operations);
  const answers = [...new Map([...names].map(([shape, { name, schema }]) => [name, { shape, schema }]))].map(
    ([name, { schema }]) => declaration(name, schema, OUTPUT),
  );
  return [HEAD, ...answers.sort(), ...inputs].join('\n\n').concat('\n');
}

const HEAD = `/**
 * What goes into every operation, and what comes out of it. Generated from the routes by "npm run generate": edit
 * those, not this file.
 */`;

interface NamedSchema {
  readonly name: string;
  readonly schema: Schema;
}

/** By shape: what a schema says without its prose. */
function answerNames(operations: readonly SdkOperation[]): Map<string, NamedSchema> {
  const named = new Map<string, NamedSchema>();
  const answering = operations.flatMap(({ id, answer }) =>
    answer.kind === 'file' || isNull(elementOf(answer.schema)) ? [] : [{ id, schema: elementOf(answer.schema) }],
  );
  const inOrder = [...answering].sort((one, other) => Number(other.id in ANSWERS) - Number(one.id in ANSWERS));
  for (const { id, schema } of inOrder) {
    const shape = shapeOf(schema);
    if (!named.has(shape)) named.set(shape, { name: ANSWERS[id] ?? `${typeStem(id)}Answer`, schema });
  }
  const names = [...named.values()].map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new Error(`Two different shapes are called ${twice}: see tools/sdk-names.ts.`);
  return named;
}

/** What an array holds, or the thing itself. */
function elementOf(schema: Schema): Schema {
  return schema.type === 'array' && schema.items !== undefined ? schema.items : schema;
}

function isNull(schema: Schema): boolean {
  return schema.type === 'null';
}

function typeOfAnswer(schema: Schema, names: ReadonlyMap<string, NamedSchema>): string {
  if (isNull(schema)) return 'null';
  const name = names.get(shapeOf(elementOf(schema)))?.name ?? 'unknown';
  return schema.type === 'array' ? `readonly ${name}[]` : name;
}

function shapeOf(schema: Schema): string {
  return JSON.stringify(withoutProse(schema));
}

function withoutProse(value: unknown, isProperties = false): unknown {
  if (Array.isArray(value)) return value.map((part) => withoutProse(part));
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([key]) => isProperties || !PROSE.includes(key));
  return Object.fromEntries(kept.map(([key, part]) => [key, withoutProse(part, key === 'properties')]));
}

const PROSE = ['description', 'examples', 'title', 'pattern', 'format'];

function declaration(name: string, schema: Schema, style: Style, fallback?: string): string {
  const head = comment(schema.description ?? fallback, '');
  if (isPlainObject(schema)) return `${head}export interface ${name} ${print(schema, style, '')}`;
  return `${head}export type ${name} = ${print(schema, style, '')};`;
}

function isPlainObject(schema: Schema): boolean {
  return schema.type === 'object' && Object.keys(schema.properties ?? {}).length > 0;
}

/** A documentation comment, at most 120 characters a line; nothing where there is nothing to say. */
export function comment(text: string | undefined, indent: string): string {
  if (text === undefined || text === '') return '';
  const safe = text.replaceAll('*/', '*\\/');
  const single = `${indent}/** ${safe} */`;
  if (single.length <= 120 && !safe.includes('\n')) return `${single}\n`;
  const lines = safe.split('\n').flatMap((line) => wrap(line, 117 - indent.length));
  return `${indent}/**\n${lines.map((line) => `${indent} * ${line}`.trimEnd()).join('\n')}\n${indent} */\n`;
}

function wrap(line: string, width: number): string[] {
  const lines: string[] = [''];
  for (const word of line.split(' ')) {
    const last = lines.at(-1) ?? '';
    if (last !== '' && last.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
  }
  return lines;
}

function print(schema: Schema, style: Style, indent: string): string {
  if (schema.const !== undefined) return literal(schema.const);
  if (schema.enum !== undefined) return union(schema.enum.map(literal));
  if (schema.anyOf !== undefined) return union(schema.anyOf.map((part) => print(part, style, indent)));
  if (Array.isArray(schema.type))
    return union(schema.type.map((type: string) => print({ ...schema, type }, style, indent)));
  return printType(schema, style, indent);
}

function printType(schema: Schema, style: Style, indent: string): string {
  switch (schema.type) {
    case 'object':
      return printObject(schema, style, indent);
    case 'array':
      return printArray(schema.items ?? {}, style, indent);
    case 'string':
      return style.isInput && schema.contentMediaType !== undefined ? 'Blob' : 'string';
    case 'integer':
    case 'number':
      return 'number';
    case 'boolean':
      return 'boolean';
    case 'null':
      return 'null';
    case undefined:
      if (Object.keys(schema).every((key) => PROSE.includes(key))) return 'unknown';
  }
  throw new Error(`The SDK has no type for ${JSON.stringify(schema)}.`);
}

function printObject(schema: Schema, style: Style, indent: string): string {
  const properties = Object.entries(schema.properties ?? {});
  const rest = schema.additionalProperties ?? Object.values(schema.patternProperties ?? {})[0];
  if (properties.length === 0) {
    if (rest === undefined || rest === true) return 'Readonly<Record<string, unknown>>';
    return `Readonly<Record<string, ${rest === false ? 'never' : print(rest, style, indent)}>>`;
  }
  const required = new Set(schema.required ?? []);
  const inner = `${indent}  `;
  const lines = properties.map(([name, property]) => {
    const isOptional = !required.has(name);
    const type = print(property, style, inner) + (isOptional && style.isInput ? ' | undefined' : '');
    const key = /^[A-Za-z_$][\w$]*$/.test(name) ? name : `'${name}'`;
    return `${comment(property.description, inner)}${inner}readonly ${key}${isOptional ? '?' : ''}: ${type};\n`;
  });
  return `{\n${lines.join('')}${rest === true ? `${inner}readonly [name: string]: unknown;\n` : ''}${indent}}`;
}

function printArray(items: Schema, style: Style, indent: string): string {
  const type = print(items, style, indent);
  return type.includes(' | ') && !type.startsWith('{') ? `readonly (${type})[]` : `readonly ${type}[]`;
}

function literal(value: unknown): string {
  return typeof value === 'string' ? `'${value.replaceAll("'", "\\'")}'` : JSON.stringify(value);
}

function union(parts: readonly string[]): string {
  return [...new Set(parts)].join(' | ');
}
