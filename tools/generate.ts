// Writes the files that are made from other files, or with --check compares them and says which one is stale. A file
// listed here is never edited by hand; the list is the only place to add one.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describeApi, ROUTES } from '../server/src/http/index.ts';
import { buildCliPage } from './cli-page.ts';
import { buildEndpointsPage } from './endpoints-page.ts';
import { buildErrorsPage } from './errors-page.ts';
import { buildPostmanCollection } from './postman.ts';
import { buildSchema } from './schema.ts';
import { sdkFiles } from './sdk-files.ts';
import { buildConfigurationPage, buildEnvExample } from './settings-pages.ts';
import { root } from './tree.ts';

export interface Generated {
  /** Path from the repository's root. */
  readonly path: string;
  readonly build: () => Promise<string>;
}

export const generated: readonly Generated[] = [
  { path: 'api/openapi.json', build: async () => `${JSON.stringify(describeApi(ROUTES), null, 2)}\n` },
  { path: 'api/postman.json', build: buildPostmanCollection },
  { path: 'docs/errors.md', build: buildErrorsPage },
  { path: 'docs/configuration.md', build: buildConfigurationPage },
  { path: 'docs/cli.md', build: buildCliPage },
  { path: 'docs/endpoints.md', build: buildEndpointsPage },
  { path: '.env.example', build: buildEnvExample },
  ...sdkFiles,
];

/** Written too, but compared by server/test/schema.test.ts: it takes a database, and the check must stay quick. */
const slow: readonly Generated[] = [{ path: 'server/schema.sql', build: buildSchema }];

/** Writes what differs and answers with the paths that were written. */
export async function write(list: readonly Generated[], folder: string): Promise<string[]> {
  const written: string[] = [];
  for (const item of list) {
    const content = await item.build();
    if (content === (await readIfThere(join(folder, item.path)))) continue;
    await mkdir(dirname(join(folder, item.path)), { recursive: true });
    await writeFile(join(folder, item.path), content);
    written.push(item.path);
  }
  return written;
}

/** Answers with the paths whose content is not what would be written now. */
export async function findStale(list: readonly Generated[], folder: string): Promise<string[]> {
  const compared = list.map(async (item) => {
    const [wanted, present] = await Promise.all([item.build(), readIfThere(join(folder, item.path))]);
    return wanted === present ? [] : [item.path];
  });
  return (await Promise.all(compared)).flat();
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

async function main(): Promise<void> {
  if (process.argv.includes('--check')) {
    const stale = await findStale(generated, root);
    for (const path of stale) console.error(`${path} is stale: run "npm run generate" and commit the result.`);
    console.log(`generated: ${generated.length} files, ${stale.length} stale`);
    if (stale.length > 0) process.exitCode = 1;
    return;
  }
  const all = [...generated, ...slow];
  const written = await write(all, root);
  for (const path of written) console.log(`wrote ${path}`);
  console.log(`generated: ${all.length} files, ${written.length} changed`);
}

if (import.meta.main) await main();
