// Leaves beside every text of the built dashboard and documentation a copy for Brotli and one for gzip, which the server
// sends to whoever can read them: made once, with some effort, instead of anew for each visitor.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { root } from './tree.ts';

const FOLDERS = ['dashboard/dist', 'docs/.vitepress/dist'];
const TEXT = /\.(?:css|html|js|json|md|svg|txt|webmanifest|xml)$/;
/** Rendered anew for each visitor. */
const RENDERED = 'dashboard/dist/index.html';
/** Below it the header that tells of the coding costs what it saves. */
const WORTH_BYTES = 1024;
/** Of 11, which takes ten times as long for a few hundredths less. */
const QUALITY = 9;

/** Returns how many files were compressed. */
async function compressFolder(folder: string): Promise<number> {
  const entries = readdirSync(join(root, folder), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && TEXT.test(entry.name));
  const done = await Promise.all(files.map(({ parentPath, name }) => compressFile(join(parentPath, name))));
  return done.filter(Boolean).length;
}

async function compressFile(path: string): Promise<boolean> {
  const bytes = readFileSync(path);
  if (bytes.length < WORTH_BYTES || path.endsWith(RENDERED)) return false;
  const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_SIZE_HINT } = constants;
  const brotli = { params: { [BROTLI_PARAM_QUALITY]: QUALITY, [BROTLI_PARAM_SIZE_HINT]: bytes.length } };
  writeFileSync(`${path}.br`, await promisify(brotliCompress)(bytes, brotli));
  writeFileSync(`${path}.gz`, await promisify(gzip)(bytes, { level: 9 }));
  return true;
}

for (const folder of FOLDERS) process.stdout.write(`${folder}: ${await compressFolder(folder)} files compressed\n`);
