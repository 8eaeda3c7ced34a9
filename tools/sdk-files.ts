// The generated files of the SDK, for tools/generate.ts: its types, its resources, the codes of its errors.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readFaultCodes, readOperations } from './sdk-model.ts';
import { buildErrorCodes, buildResource, buildResourceIndex, nounsOf } from './sdk-resources.ts';
import { buildTypes } from './sdk-types.ts';
import { root } from './tree.ts';

const operations = readOperations();

export const sdkFiles = [
  { path: 'sdk/src/types.gen.ts', build: async () => buildTypes(operations) },
  { path: 'sdk/src/fault-codes.gen.ts', build: async () => buildErrorCodes(readFaultCodes()) },
  { path: 'sdk/src/version.gen.ts', build: buildVersion },
  { path: 'sdk/src/resources/index.gen.ts', build: async () => buildResourceIndex(operations) },
  ...nounsOf(operations).map((noun) => ({
    path: `sdk/src/resources/${noun}.gen.ts`,
    build: async () => buildResource(noun, operations),
  })),
];

async function buildVersion(): Promise<string> {
  const { version } = JSON.parse(await readFile(join(root, 'sdk/package.json'), 'utf8')) as { version: string };
  return `/** Generated from package.json by "npm run generate": edit that, not this file. */\n\nexport const VERSION = '${version}';\n`;
}
