/**
 * The samples of the documentation: each runs as it stands and answers what the page shows, or is one of the few kinds
 * that cannot run here, and then what can be known of it is proved.
 */

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { access, copyFile, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { after, before, describe, it, type TestContext } from 'node:test';
import { parseEnv, promisify } from 'node:util';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { COMMANDS } from '../../src/cli/commands/index.ts';
import { createProgram } from '../../src/cli/program.ts';
import { CATALOG } from '../../src/faults/index.ts';
import { describeApi, ROUTES } from '../../src/http/index.ts';
import { createMetrics } from '../../src/http/metrics.ts';
import { prepareDemo } from '../../src/prepare-demo.ts';
import { SETTINGS } from '../../src/settings.ts';
import { startTestApp, type TestApp } from '../harness/app.ts';
import { hasPython } from '../harness/python.ts';
import { placeOf, ROOT, readPages, readSamples, type Sample, shapeOf } from './documentation.fixture.ts';

const DOCUMENTED_ORIGIN = 'http://127.0.0.1:4000';

const SAMPLES = (await Promise.all((await readPages()).map(readSamples))).flat();

/** What runs is the page's shell, or a program whose first line says what to save it as, and how it is started. */
const PROGRAMS = new Set(['js', 'ts', 'python']);
const START = /^(?:\/\/|#) (?<name>[\w-]+\.\w+): (?<start>.*\k<name>\)?)$/m;

/** What is in the folder that a page is read in, before anything of the page is run. */
const CLONE = ['data', 'node_modules', 'package.json', '.env.example'];

/** It ends with the demo client's key deactivated, as a reader's attempt does: nothing else runs beside it. */
const ALONE = 'docs/quickstart.md';

describe('the samples of the documentation', () => {
  let app: TestApp;
  let home: string;
  before(async () => {
    app = await startTestApp();
    home = await mkdtemp(join(tmpdir(), 'interstellas-docs-'));
    await mkdir(join(home, 'data'));
    await prepareDemo({ ...app.config, demo: true, dataDir: join(home, 'data') }, app.app, app.origin);
  });
  after(async () => {
    await app.stop();
    await rm(home, { recursive: true });
  });

  /** A clone to read the page in, as far as its samples look at it. */
  async function openFolder(): Promise<string> {
    const folder = await mkdtemp(join(home, 'page-'));
    await symlink(join(home, 'data'), join(folder, 'data'));
    await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
    for (const name of ['package.json', '.env.example']) await copyFile(join(ROOT, name), join(folder, name));
    return folder;
  }

  /** The command of the page's shell that runs a sample. */
  async function commandOf(sample: Sample, folder: string, test: TestContext): Promise<string> {
    const code = sample.code.replaceAll(DOCUMENTED_ORIGIN, app.origin);
    if (!PROGRAMS.has(sample.language)) return code;
    const { name, start } = START.exec(code.split('\n', 1)[0] ?? '')?.groups ?? {};
    if (name === undefined || start === undefined) assert.fail(`${placeOf(sample)}: no first line says how it starts`);
    if (sample.language === 'python' && !hasPython(test, placeOf(sample))) return ':';
    await writeFile(join(folder, name), code);
    return start;
  }

  /** One shell for a page: later samples use what earlier ones found out. */
  async function run(samples: readonly Sample[], folder: string, test: TestContext): Promise<string[]> {
    const commands = await Promise.all(samples.map((sample) => commandOf(sample, folder, test)));
    const script = commands.map((command) => `${command}\necho; echo ----\n`).join('');
    const PATH = [dirname(process.execPath), process.env['PATH'] ?? ''].join(delimiter);
    const options = { cwd: folder, env: { ...process.env, PATH, NODE_OPTIONS: '--conditions=@interstellas/source' } };
    const { stdout } = await promisify(execFile)('sh', ['-eu', '-c', script], options);
    return stdout.split('\n----\n');
  }

  async function runPage(samples: readonly Sample[], test: TestContext): Promise<void> {
    const running = samples.filter(runsInShell);
    const folder = await openFolder();
    const outputs = await run(running, folder, test);
    await leavesOnlyWhatIsSaid(samples, folder);
    const shown = new Set(samples.map(({ answerOf }) => answerOf));
    // A refusal that the page does not show is none that it means.
    for (const [index, sample] of running.entries())
      if (!shown.has(sample)) assert.doesNotMatch(outputs[index] ?? '', /"status":\s*false/, placeOf(sample));
    for (const { answerOf, code } of samples) {
      if (answerOf === undefined) continue;
      const where = `${placeOf(answerOf)}\n${answerOf.code}`;
      const got = JSON.parse(outputs[running.indexOf(answerOf)] ?? '');
      const said = JSON.parse(code);
      assert.deepEqual(shapeOf(got), shapeOf(said), where);
      for (const field of ['status', 'message', 'code', 'documentation']) assert.equal(got[field], said[field], where);
    }
  }

  /** A reader's clone gets no file but those that the page speaks of. */
  async function leavesOnlyWhatIsSaid([sample]: readonly Sample[], folder: string): Promise<void> {
    const text = await readFile(join(ROOT, sample?.page ?? ''), 'utf8');
    const saved = [...text.matchAll(new RegExp(START, 'gm'))].map(({ groups }) => groups?.['name']);
    const prose = text.replace(/^```[\s\S]*?^```$/gm, '');
    const left = [...(await readdir(folder)), ...(await readdir(join(home, 'data')))];
    const unsaid = left.filter((name) => !saved.includes(name) && !prose.includes(`\`${name}\``));
    assert.deepEqual(
      unsaid.filter((name) => ![...CLONE, 'demo.env'].includes(name)),
      [],
    );
  }

  const pages = Map.groupBy(SAMPLES, (sample) => sample.page);

  describe('run as they stand and answer what the page shows', { concurrency: 3 }, () => {
    for (const [page, samples] of pages) {
      if (page === ALONE || !samples.some(runsInShell)) continue;
      it(`those of ${page}`, (test) => runPage(samples, test));
    }
  });

  it(`run as they stand and answer what the page shows: those of ${ALONE}`, (test) =>
    runPage(pages.get(ALONE) ?? [], test));

  it('in SQL are accepted by the database', async () => {
    const queries = SAMPLES.filter(({ language, mark }) => mark === 'runs' && language === 'sql');
    assert.ok(queries.length > 0);
    for (const { code } of queries) {
      const undone = new Error('the sample ran, and is undone');
      const ran = app.sql.begin(async (sql) => {
        // The roles of a server are those of the whole cluster: ours are there already.
        await sql.unsafe(`create role documented; ${code.replaceAll('interstellas', 'documented')}`);
        throw undone;
      });
      await assert.rejects(ran, (error) => error === undone || assert.fail(`${String(error)}: ${code}`));
    }
  });
});

/** What cannot run here, and what is proved of it instead. */
const NOT_RUN: Readonly<Record<string, (sample: Sample) => Promise<void> | void>> = {
  install: provesScripts,
  command: provesCommands,
  settings: provesSettings,
  proxy: ({ language }) => assert.match(language, /^(?:nginx|txt|yaml)$/),
  systemd: ({ language }) => assert.equal(language, 'ini'),
  containers: provesContainers,
  prometheus: provesPrometheus,
};

function runsInShell({ language, mark }: Sample): boolean {
  return mark === 'runs' && language !== 'sql';
}

describe('a sample that is not run', () => {
  for (const sample of SAMPLES) {
    const { mark, answerOf, language } = sample;
    // What has no language is a figure; what runs, or shows what ran, is proved above.
    if (language === '' || mark === 'runs' || answerOf !== undefined) continue;
    it(`at ${placeOf(sample)} is of a known kind, and as true as its kind can be`, () => prove(sample));
  }
});

async function prove(sample: Sample): Promise<void> {
  const [kind = '', about = ''] = sample.mark.split(/(?<=^not run|^shape of|^body of|^tested by):? /);
  if (kind === 'not run')
    return (NOT_RUN[about] ?? assert.fail(`${placeOf(sample)}: no kind is called ${about}`))(sample);
  if (kind === 'shape of') return provesSchema(sample, answerSchemaOf(about, JSON.parse(sample.code)));
  if (kind === 'body of')
    return provesSchema(sample, operationOf(about).requestBody?.content['application/json'].schema);
  const test = sample.mark === 'serves' ? 'server/test/scenarios/webhooks-page.test.ts' : about;
  assert.ok(test !== '', `${placeOf(sample)} is not run by any test: mark it (see CONTRIBUTING.md)`);
  assert.ok((await readFile(join(ROOT, test), 'utf8')).includes(sample.page), `${test} does not read ${sample.page}`);
}

/** Every metric that it names is one of ours, and every code one of the catalog. */
async function provesPrometheus({ code }: Sample): Promise<void> {
  const metrics = await createMetrics({ jobs: { backlog: async () => [] } }).render();
  for (const [name] of code.matchAll(/interstellas_\w+/g)) assert.match(metrics, new RegExp(`^# TYPE ${name} `, 'm'));
  for (const [, codes = ''] of code.matchAll(/code=~?"([^"]+)"/g))
    for (const one of codes.split('|')) assert.ok(one in CATALOG, one);
}

/** It gives every variable that `compose.yaml` requires, and what the image is started with is there. */
async function provesContainers({ code }: Sample): Promise<void> {
  const [compose, image] = await Promise.all(
    ['compose.yaml', 'Dockerfile'].map((name) => readFile(join(ROOT, name), 'utf8')),
  );
  const required = [...(compose ?? '').matchAll(/\$\{(\w+):\?/g)].map(([, name]) => name ?? '');
  assert.ok(required.length > 0);
  for (const name of required) assert.match(code, new RegExp(`^${name}=`, 'm'));
  const program = /^CMD \["node", "(?<path>[^"]+)"\]$/m.exec(image ?? '')?.groups?.['path'];
  await access(join(ROOT, program ?? 'CMD'));
}

/** Every `npm run x` is a script of the package that it is run in. */
async function provesScripts({ code }: Sample): Promise<void> {
  const scripts = async (path: string) => Object.keys(JSON.parse(await readFile(join(ROOT, path), 'utf8')).scripts);
  for (const [, folder, script = ''] of code.matchAll(/npm (?:--prefix (\w+) )?run ([\w:-]+)/g))
    assert.ok((await scripts(join(folder ?? '', 'package.json'))).includes(script), script);
}

/** Every line is a command with options that it has. */
async function provesCommands({ code }: Sample): Promise<void> {
  for (const line of code.split('\n')) {
    const words = line
      .replace(/^(?:npx )?interstellas /, '')
      .replace(/ < .*/, '')
      .split(' ');
    let isCalled = false;
    const program = createProgram(COMMANDS, '0', async () => {
      isCalled = true;
    });
    await program.parseAsync(words, { from: 'user' });
    assert.ok(isCalled, line);
  }
}

function provesSettings({ code }: Sample): void {
  const names = new Set<string>(SETTINGS.map(({ name }) => name));
  const given = Object.keys(parseEnv(code));
  assert.ok(given.length > 0);
  assert.deepEqual(
    given.filter((name) => !names.has(name)),
    [],
  );
}

interface Operation {
  readonly operationId: string;
  readonly requestBody?: { readonly content: { readonly 'application/json': { readonly schema: object } } };
  readonly responses: Readonly<
    Record<string, { readonly content: { readonly 'application/json': { readonly schema: Envelope } } }>
  >;
}

interface Envelope {
  readonly properties: { readonly data: { readonly items?: object } };
}

const DESCRIPTION = JSON.parse(JSON.stringify(describeApi(ROUTES))) as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: { readonly Failure: object } };
};

function operationOf(id: string): Operation {
  const operations = Object.values(DESCRIPTION.paths).flatMap((methods) => Object.values(methods));
  return operations.find(({ operationId }) => operationId === id) ?? assert.fail(`no operation is called ${id}`);
}

/** Of the whole answer, or where only a part of it is shown, of its data or of one item of a list. */
function answerSchemaOf(about: string, shown: object): object {
  if (about === 'failure') return DESCRIPTION.components.schemas.Failure;
  const [, success] = Object.entries(operationOf(about).responses).find(([status]) => status.startsWith('2')) ?? [];
  const schema = success?.content['application/json'].schema ?? assert.fail(`${about} answers no JSON`);
  if ('status' in shown && 'message' in shown) return schema;
  return schema.properties.data.items ?? schema.properties.data;
}

const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });

/** It has every field that is required, each of its type, and no other. */
function provesSchema(sample: Sample, schema: object | undefined): void {
  assert.ok(schema, placeOf(sample));
  const validate: ValidateFunction = ajv.compile(closed(schema) as object);
  assert.ok(validate(JSON.parse(sample.code)), JSON.stringify(validate.errors));
}

/** The same schema, but no object has more than what is described. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema;
  const parts = Object.fromEntries(Object.entries(schema).map(([name, part]) => [name, closed(part)]));
  return 'properties' in parts && !('additionalProperties' in parts)
    ? { ...parts, additionalProperties: false }
    : parts;
}
