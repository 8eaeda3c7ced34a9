/** The examples of the documentation: each is run in a shell as it stands, and answers what the page shows. */

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { prepareDemo } from '../../src/prepare-demo.ts';
import { startTestApp, type TestApp } from '../harness/app.ts';

const ROOT = join(import.meta.dirname, '../../..');
const PAGES = [
  'README.md',
  'docs/authentication.md',
  'docs/keys.md',
  'docs/money.md',
  'docs/rail.md',
  'docs/registration.md',
  'docs/customers.md',
  'docs/virtual-accounts.md',
  'docs/webhooks.md',
];
const DOCUMENTED_ORIGIN = 'http://127.0.0.1:4000';
const EXAMPLE = /<!-- runs -->\n```sh\n(?<script>[\s\S]*?)```\n(?:\n```json\n(?<answer>[\s\S]*?)```)?/g;

interface Example {
  readonly script: string;
  /** What the page shows below it, if it shows anything. */
  readonly answer: unknown;
}

async function examplesOf(page: string): Promise<Example[]> {
  const text = await readFile(join(ROOT, page), 'utf8');
  return [...text.matchAll(EXAMPLE)].map(({ groups }) => ({
    script: groups?.['script'] ?? '',
    answer: groups?.['answer'] === undefined ? undefined : JSON.parse(groups['answer']),
  }));
}

/** The same fields of the same types, whatever the values. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shapeOf);
  if (typeof value !== 'object' || value === null) return value === null ? null : typeof value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([name, part]) => [name, shapeOf(part)] as const)
      .sort(([one], [other]) => one.localeCompare(other)),
  );
}

describe('the examples of the documentation', () => {
  let app: TestApp;
  let folder: string;
  before(async () => {
    app = await startTestApp();
    folder = await mkdtemp(join(tmpdir(), 'interstellas-docs-'));
    await mkdir(join(folder, 'data'));
    await prepareDemo({ ...app.config, demo: true, dataDir: join(folder, 'data') }, app.app, app.origin);
  });
  after(async () => {
    await app.stop();
    await rm(folder, { recursive: true });
  });

  for (const page of PAGES) {
    it(`of ${page} run as they stand and answer what the page shows`, async () => {
      const examples = await examplesOf(page);
      assert.ok(examples.length > 0, 'the page has examples');
      // One shell for the page: later examples use what earlier ones found out.
      const script = examples.map(({ script: part }) => `${part}\necho; echo ----\n`).join('');
      const { stdout } = await promisify(execFile)(
        'sh',
        ['-eu', '-c', script.replaceAll(DOCUMENTED_ORIGIN, app.origin)],
        {
          cwd: folder,
        },
      );
      const outputs = stdout.split('\n----\n');
      for (const [index, { answer, script: part }] of examples.entries()) {
        if (answer === undefined) continue;
        const got = JSON.parse(outputs[index] ?? '');
        assert.deepEqual(shapeOf(got), shapeOf(answer), part);
        const said = answer as Record<string, unknown>;
        for (const field of ['status', 'message', 'code']) assert.equal(got[field], said[field], part);
      }
    });
  }
});
