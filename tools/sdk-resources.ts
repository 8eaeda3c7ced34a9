// sdk/src/resources: one file per noun, one method per operation, and the class that holds them all. A method has its
// route's id as its name and says what the reference says; everything that it does is in sdk/src/caller.ts.

import type { SdkOperation } from './sdk-model.ts';
import { camel } from './sdk-names.ts';
import { comment, type NamedOperation, nameTypes } from './sdk-types.ts';

/** The operations of one name: itself, if it is one, and what its name is the prefix of. */
interface Node {
  operation?: NamedOperation;
  readonly children: Map<string, Node>;
}

const NOTICE = 'Generated from the routes by "npm run generate": edit those, not this file.';

export function nounsOf(operations: readonly SdkOperation[]): string[] {
  return [...new Set(operations.map(({ id }) => nounOf(id)))];
}

function nounOf(id: string): string {
  return id.split('.')[0] ?? id;
}

export function buildResource(noun: string, operations: readonly SdkOperation[]): string {
  const named = nameTypes(operations).filter(({ id }) => nounOf(id) === noun);
  const tree = treeOf(named);
  const text = printNode(tree, '');
  const types = named.flatMap(({ inputType = 'null', answerType = 'null' }) => [
    inputType,
    answerType.replace(/^readonly (.*)\[\]$/, '$1'),
  ]);
  const imported = [...new Set(types)].filter((name) => name !== 'null').sort();
  const words = new Set(named.map(({ answer }) => WORDS[answer.kind]));
  const callerTypes = ['CallOptions', 'Caller', 'CreateOptions'].filter(
    (name) => name === 'Caller' || text.includes(name),
  );
  return [
    `/** The methods of \`client.${camel(noun)}\`. ${NOTICE} */\n`,
    `import type { ${callerTypes.join(', ')} } from '../caller.ts';`,
    ...(text.includes('Download>') ? ["import type { Download } from '../download.ts';"] : []),
    ...(text.includes('List<') ? ["import type { List } from '../pages.ts';"] : []),
    ...(text.includes('path`') ? ["import { path } from '../path.ts';"] : []),
    ...(imported.length === 0 ? [] : [importOf(imported)]),
    '',
    `export const ${camel(noun)} = ({ ${[...words].join(', ')} }: Caller) => (${text});`,
    '',
  ].join('\n');
}

function importOf(types: readonly string[]): string {
  const single = `import type { ${types.join(', ')} } from '../types.gen.ts';`;
  if (single.length <= 120) return single;
  return `import type {\n${types.map((name) => `  ${name},\n`).join('')}} from '../types.gen.ts';`;
}

function treeOf(operations: readonly NamedOperation[]): Node {
  const root: Node = { children: new Map() };
  for (const operation of operations) {
    const segments = operation.id.split('.').slice(1);
    let node = root;
    for (const segment of segments) {
      const next: Node = node.children.get(segment) ?? { children: new Map() };
      node.children.set(segment, next);
      node = next;
    }
    node.operation = operation;
  }
  return root;
}

/** What stands behind the name: an object, a method, or a method that has further ones. */
function printNode({ operation, children }: Node, indent: string): string {
  const inner = `${indent}  `;
  const isBoth = operation !== undefined && children.size > 0;
  const deeper = isBoth ? `${inner}  ` : inner;
  const members = [...children].map(([name, child]) => {
    const head = child.operation === undefined ? '' : comment(proseOf(child.operation), deeper);
    return `${head}${deeper}${camel(name)}: ${printNode(child, deeper)},\n`;
  });
  const object = `{\n${members.join('\n')}${isBoth ? inner : indent}}`;
  if (operation === undefined) return object;
  if (!isBoth) return printMethod(operation, indent);
  return `Object.assign(\n${inner}${printMethod(operation, inner)},\n${inner}${object},\n${indent})`;
}

function proseOf({ summary, description, method, path, isAtRoot }: NamedOperation): string {
  const address = `\`${method} ${isAtRoot ? '' : '/api/v1'}${path}\`, in the reference at \`/docs/reference\` of the server.`;
  return [`${summary}.`, description, address].filter((part) => part !== '').join('\n\n');
}

function printMethod(operation: NamedOperation, indent: string): string {
  const { parameters, inputType, body, query, creates } = operation;
  const input = body ?? query;
  const isInputOptional = input?.type === 'object' && (input.required ?? []).length === 0;
  const name = body === undefined ? 'query' : 'input';
  const signature = [
    ...parameters.map((parameter) => `${parameter}: string`),
    ...(inputType === undefined ? [] : [`${name}: ${inputType}${isInputOptional ? ' = {}' : ''}`]),
    `options?: ${creates ? 'CreateOptions' : 'CallOptions'}`,
  ].join(', ');
  return `(${signature}): ${resultOf(operation)} =>\n${indent}  ${printCall(operation, `${indent}  `)}`;
}

function resultOf({ answer, answerType = 'unknown' }: NamedOperation): string {
  if (answer.kind === 'file') return 'Promise<Download>';
  return answer.kind === 'list' ? `List<${answerType}>` : `Promise<${answerType}>`;
}

const WORDS = { data: 'send', list: 'list', document: 'document', file: 'download' } as const;

function printCall(operation: NamedOperation, indent: string): string {
  const { method, path, parameters, access, creates, isAtRoot, body, query, isMultipart, answer } = operation;
  const address = parameters.length === 0 ? `'${path}'` : `path\`${path.replaceAll('{', '$\u007b')}\``;
  const fields = [
    `method: '${method}'`,
    `path: ${address}`,
    ...(isAtRoot ? ["at: 'root'"] : []),
    `access: '${access}'`,
    ...(creates ? ['creates: true'] : []),
    ...(query === undefined ? [] : ['query']),
    ...(body === undefined ? [] : [isMultipart ? 'form: input' : 'body: input']),
  ];
  const single = `${WORDS[answer.kind]}({ ${fields.join(', ')} }, options)`;
  if (indent.length + single.length < 120) return single;
  const lines = fields.map((field) => `${indent}    ${field},\n`).join('');
  return `${WORDS[answer.kind]}(\n${indent}  {\n${lines}${indent}  },\n${indent}  options,\n${indent})`;
}

export function buildResourceIndex(operations: readonly SdkOperation[]): string {
  const nouns = nounsOf(operations);
  const imports = [...nouns].sort().map((noun) => `import { ${camel(noun)} } from './${noun}.gen.ts';`);
  const fields = nouns.map((noun) => `  readonly ${camel(noun)}: ReturnType<typeof ${camel(noun)}>;`);
  const assignments = nouns.map((noun) => `    this.${camel(noun)} = ${camel(noun)}(caller);`);
  return `/** Every noun of the API, as a property of the client. ${NOTICE} */

import type { Caller } from '../caller.ts';
${imports.join('\n')}

export abstract class Resources {
${fields.join('\n')}

  constructor(caller: Caller) {
${assignments.join('\n')}
  }
}
`;
}

export function buildErrorCodes(codes: readonly string[]): string {
  return `/** Every code with which the API refuses. ${NOTICE} */

/** Stable, one per cause. What each means and what to do about it is told by the page about errors, at \`/docs/errors\`. */
export type FaultCode =
${codes.map((code) => `  | '${code}'`).join('\n')};
`;
}
