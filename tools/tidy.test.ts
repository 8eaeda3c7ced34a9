// Proves each rule of tidy.ts on a repository of a file or two, and that the real repository obeys all of them.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sentences } from './finding.ts';
import { functionsOf } from './functions.ts';
import { parse } from './source.ts';
import { tidy } from './tidy.ts';
import { readTree } from './tree.ts';

type Repository = Readonly<Record<string, string>>;

const opening = '// What this file is for, in words.\n';
const suite = (body: string): string => `${opening}${body}`;

function judge(repository: Repository): string[] {
  const files = Object.entries(repository).map(([path, text]) => ({ path, text, bytes: Buffer.byteLength(text) }));
  return sentences(tidy(files));
}

function assertTidy(repository: Repository): void {
  assert.deepEqual(judge(repository), []);
}

function assertRefused(repository: Repository, where: string, why: RegExp): void {
  const found = judge(repository);
  assert.equal(found.length, 1, found.join('\n') || 'nothing was found');
  assert.ok(found[0]?.startsWith(`${where} `), found[0]);
  assert.match(found[0] ?? '', why);
}

const lines = (count: number): string => 'work();\n'.repeat(count);

it('the real repository obeys', () => {
  assert.deepEqual(sentences(tidy(readTree())), []);
});

describe('sizes', () => {
  it('a file has at most 400 lines, a test 600, a document any number', () => {
    assertTidy({
      'tools/a.ts': opening + lines(399),
      'tools/a.test.ts': opening + lines(599),
      'docs/a.md': `# A\n${lines(700)}`,
    });
    assertRefused({ 'tools/a.ts': opening + lines(400) }, 'tools/a.ts:400', /401 lines, and 400/);
    assertRefused({ 'tools/a.test.ts': opening + lines(600) }, 'tools/a.test.ts:600', /601 lines, and 600/);
  });

  it('generated files are exempt', () => {
    assertTidy({
      'sdk/src/types.gen.ts': lines(900),
      'server/schema.sql': lines(900),
      'package-lock.json': '{}\n'.repeat(200_000),
    });
  });

  for (const [what, head, foot] of [
    ['a function', 'export async function long<T>(given: { a: T }): Promise<{ b: T }> {', '}'],
    ['a method', 'class A { long(given: string): given is "a" | "b" {', '}}'],
    ['an arrow', 'const long = (given: string): void => {', '};'],
    ['an arrow that answers with an object', 'const long = () => ({', '});'],
  ] as const) {
    it(`${what} has at most 70 lines`, () => {
      const repository = (count: number): Repository => ({
        'tools/a.ts': `${opening}${head}\n${lines(count)}${foot}\n`,
        'tools/a.test.ts': suite("import { long } from './a.ts';\n"),
      });
      assertTidy(repository(68));
      assertRefused(repository(69), 'tools/a.ts:2', /71 lines, and 70/);
    });
  }

  it('the callback of a suite or a test may be longer, a function inside it may not', () => {
    const inside = (body: string): string =>
      suite(`describe('all', () => {\nit('one', async () => {\n${body}});\n});\n`);
    assertTidy({ 'tools/a.test.ts': inside(lines(90)) });
    assertRefused({ 'tools/a.test.ts': inside(`run(() => {\n${lines(90)}});\n`) }, 'tools/a.test.ts:4', /92 lines/);
  });

  it('brackets in strings, templates, comments and expressions do not count', () => {
    const body = `const a = '{'; /* { */ const b = /[{]\\/{/; const c = \`{ $\{name} {\`; // {\n`;
    const spans = functionsOf(parse('a.ts', `function one() {\n${body}}\nfunction two() {\n}\n`));
    assert.deepEqual(
      spans.map(({ name, line, lines: length }) => [name, line, length]),
      [
        ['one', 1, 3],
        ['two', 4, 2],
      ],
    );
  });

  it('calls, overloads, signatures and ternaries are not functions', () => {
    const text = `interface A { go(x: string): { y: number }; }
function over(x: string): void;
if (ready(x)) { go(y); } else if (other(x)) { stop(); }
const z = ready(x) ? make(y) : { a: 1 };
switch (kind(x)) { case one(x): { break; } }`;
    assert.deepEqual(functionsOf(parse('a.ts', text)), []);
  });

  it('no file weighs more than 300 KB, but for the lock and the description of the API', () => {
    const heavy = `${'x'.repeat(300_000)}\n`;
    assertTidy({ 'api/openapi.json': heavy, 'package-lock.json': heavy });
    assertRefused({ 'docs/logo.svg': heavy }, 'docs/logo.svg:1', /300001 bytes/);
  });
});

describe('openings', () => {
  it('a source file begins by saying what it is for', () => {
    assertTidy({
      'server/src/cli/a.ts': `#!/usr/bin/env node\n${opening}`,
      'tools/b.ts': '/** Moves money between accounts. */\n',
    });
    for (const text of [
      'const a = 1;\n// Says it too late.\n',
      '// Short.\n',
      '',
      "import './a.ts'; // what it is for\n",
    ]) {
      assertRefused({ 'server/src/cli/a.ts': text }, 'server/src/cli/a.ts:1', /Open the file with a comment/);
    }
  });
});

describe('leftovers', () => {
  for (const word of ['TODO', 'FIXME', 'XXX']) {
    it(`${word} is one`, () => {
      assertRefused({ 'docs/a.md': `# A\n${word}: later\n` }, 'docs/a.md:2', /leftover/);
      assertTidy({ 'docs/a.md': `# A\nthe account ${word}${word}1234\n` });
    });
  }

  for (const call of [
    "it.only('a', f);",
    "test.skip('a', f);",
    "describe.todo('a');",
    "t.skip('a');",
    "it('a', { skip: true }, f);",
  ]) {
    it(`${call} leaves a test out`, () => {
      assertRefused({ 'tools/a.test.ts': suite(call) }, 'tools/a.test.ts:2', /Every test runs/);
    });
  }

  it('a name that only resembles one is free', () => {
    assertTidy({ 'tools/a.ts': suite('list.skip(3); const page = { skip: 3 }; const text = "it.only(";\n') });
  });

  it('a silenced check says why', () => {
    for (const silence of [
      '@ts-expect-error',
      '@ts-ignore',
      '@ts-nocheck',
      'biome-ignore lint/style/useConst:',
      'biome-ignore lint: x',
    ]) {
      assertRefused({ 'tools/a.ts': suite(`// ${silence}\n`) }, 'tools/a.ts:2', /without a reason/);
    }
    assertTidy({ 'tools/a.ts': suite('// biome-ignore lint/style/useConst: the parser reassigns it\n') });
    assertTidy({ 'tools/a.ts': suite('// @ts-expect-error the types of the driver lag behind\n') });
  });

  it('paths of a machine stay on that machine', () => {
    // Put together here, so that this file holds none.
    for (const home of ['home/ada', 'Users/ada', 'root']) {
      const path = `/${home}/bank`;
      assertRefused({ 'docs/a.md': `# A\nSee ${path}/x.\n` }, 'docs/a.md:2', /somebody's machine/);
    }
    const fine = ['/clients/work/x', '$HOME/x', `https://example.com${'/home'}/ada/x`, `.${'/root'}/x`];
    assertTidy({ 'docs/a.md': `# A\nGET ${fine.join(', ')}\n` });
  });

  it('spaces at the end of a line, but in a document where they mean a break', () => {
    assertRefused({ 'a.json': '{ \n}\n' }, 'a.json:1', /Spaces/);
    assertRefused({ 'a.sql': '\n--\t\n' }, 'a.sql:2', /Spaces/);
    assertTidy({ 'a.md': '# A  \n' });
  });

  for (const marker of ['<<<<<<< mine', '>>>>>>> theirs', '||||||| base']) {
    it(`${marker} is a merge left unfinished`, () => {
      assertRefused({ 'a.sql': `one\n${marker}\n` }, 'a.sql:2', /merge/);
    });
  }
});

describe('exports', () => {
  it('have names, but in configuration files of tools that ask for a default', () => {
    assertTidy({
      'vite.config.ts': suite('export default {};\n'),
      'tools/a.ts': suite("const a = 'export default';\n"),
    });
    assertRefused({ 'tools/a.ts': suite('export default {};\n') }, 'tools/a.ts:2', /Export it by name/);
    assertRefused({ 'tools/a.ts': suite('export { a as default };\n') }, 'tools/a.ts:2', /Export it by name/);
  });

  it('are imported by somebody', () => {
    const room = { 'server/src/keys/mint.ts': suite('export const mint = 1;\nexport type Key = string;\n') };
    assertRefused(room, 'server/src/keys/mint.ts:2', /Nobody imports mint/);
    assertTidy({ ...room, 'server/src/keys/mint.test.ts': suite("import { mint } from './mint.ts';\n") });
    assertTidy({ ...room, 'server/src/keys/seal.ts': suite("import * as all from './mint.ts';\n") });
  });

  it('that a face passes on are imported by somebody too', () => {
    const room = {
      'server/src/keys/mint.ts': suite('export function mint() {}\n'),
      'server/src/keys/index.ts': suite(
        "export { mint as make } from './mint.ts';\nexport { type Key } from './mint.ts';\n",
      ),
    };
    assertRefused(room, 'server/src/keys/index.ts:2', /Nobody imports make/);
    assertTidy({ ...room, 'server/src/main.ts': suite("import { make } from './keys/index.ts';\n") });
  });
});

describe('documents', () => {
  it('have one title', () => {
    assertTidy({ 'a.md': '# A\n\n## B\n\n```sh\n# a comment\n```\n' });
    assertRefused({ 'a.md': '## B\n' }, 'a.md:1', /Give the document a title/);
    assertRefused({ 'a.md': '# A\n\n# B\n' }, 'a.md:3', /one title/);
  });

  it('link to what is there', () => {
    const docs = { 'docs/keys.md': '# Keys\n', 'docs/decisions/0001-a.md': '# A\n' };
    const links =
      '[k](keys.md) [k](./keys.md#rotate) [d](decisions/) [r](../README.md) [w](https://example.com) [h](#here) `[x](y.md)`';
    assertTidy({
      ...docs,
      'README.md': '# R\n[k](docs/keys.md "Keys") [/](/docs/keys.md)\n',
      'docs/a.md': `# A\n${links}\n`,
    });
    assertRefused({ ...docs, 'docs/a.md': '# A\n[k](key.md)\n' }, 'docs/a.md:2', /"key\.md" leads nowhere/);
  });
});
