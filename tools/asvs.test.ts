// Holds the page on standards to what there is: every requirement once, and every test that is named to prove it.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { parse } from './source.ts';
import { root } from './tree.ts';

const PAGE = 'docs/security/asvs.md';

/** What the page must speak of. A range is one line of the standard's numbers: `3.3.1-4`. */
const EXPECTED = `
  2.4.1 3.3.1-4 3.4.1-6 3.4.8 3.5.1-3 4.1.1-4 4.2.1-5
  6.1.1 6.2.1-5 6.2.8-12 6.3.1-2 6.3.4-5 6.3.7-8 6.4.1 6.4.3 6.5.1-5
  7.2.1-4 7.3.1-2 7.4.1-3 7.4.5 7.5.1-3 8.2.1-3 8.3.1-2 8.4.1 9.1.1-3 9.2.1-4
  11.1.1 11.2.3-4 11.4.1-2 11.5.1 11.6.1 13.1.4 13.2.1 13.3.1-2 13.3.4 13.4.2 13.4.4-6
  14.2.1 14.2.6 14.3.2 15.3.3-7 15.4.2 16.2.1 16.2.5 16.3.1-4 16.4.1-2 16.5.1-3`;
const API_TOP_TEN = Array.from({ length: 10 }, (_, index) => `API${index + 1}`);
const NIST = [
  ...['length', 'characters', 'rules', 'blocklist', 'paste', 'hashing'].map((topic) => `3.1.1.2 ${topic}`),
  '3.2.2',
  '5.1',
];

const LINK = /\[((?:\\.|[^\]\\])+)\]\(([^)\s]+)\)/g;
const REASON = /^no test: \S.{10,}/;

interface Row {
  readonly id: string;
  readonly cells: readonly string[];
  readonly provedBy: string;
}

function expand(range: string): string[] {
  const [, section = '', first = '', last = first] = /^(\d+\.\d+\.)(\d+)(?:-(\d+))?$/.exec(range) ?? [];
  return Array.from({ length: Number(last) - Number(first) + 1 }, (_, index) => section + (Number(first) + index));
}

/** The rows of the tables, without their headings and rules. */
function rowsOf(page: string): Row[] {
  const rows = page.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| id |'));
  return rows.map((line) => {
    const cells = line.slice(1, -1).split('|');
    const trimmed = cells.map((cell) => cell.trim());
    return { id: trimmed[0] ?? '', cells: trimmed, provedBy: trimmed.at(-1) ?? '' };
  });
}

/** The titles of the tests and suites of a file; `…` stands for the parts that a template fills. */
function titlesOf(path: string): Set<string> {
  const { text, code } = parse(path, readFileSync(join(root, path), 'utf8'));
  const titles = new Set<string>();
  for (const call of code.matchAll(/(?<![\w.])(?:describe|it|test)\(\s*(?=['"`])/g)) {
    const literal = /(['"`])((?:\\.|(?!\1)[^\\])*)\1/y;
    literal.lastIndex = call.index + call[0].length;
    const title = literal.exec(text)?.[2];
    if (title !== undefined) titles.add(title.replaceAll(/\$\{[^}]*\}/g, '…').replaceAll(/\\(['"`])/g, '$1'));
  }
  return titles;
}

/** Each link of the row that leads to no test of its title. */
function brokenProofs({ id, provedBy }: Row): string[] {
  return [...provedBy.matchAll(LINK)].flatMap(([, shown = '', target = '']) => {
    const path = join(dirname(PAGE), target);
    const title = shown.replaceAll(/\\([_*])/g, '$1');
    const proves = path.endsWith('.test.ts') && existsSync(join(root, path)) && titlesOf(path).has(title);
    return proves ? [] : [`${id}: ${path} has no test "${title}"`];
  });
}

describe(PAGE, () => {
  const rows = rowsOf(readFileSync(join(root, PAGE), 'utf8'));

  it('has one row for each requirement and no other', () => {
    const expected = [...EXPECTED.trim().split(/\s+/).flatMap(expand), ...API_TOP_TEN, ...NIST];
    assert.deepEqual(rows.map(({ id }) => id).toSorted(), expected.toSorted());
  });

  it('says in each row what is asked, how it is met, and by which tests or why by none', () => {
    for (const { id, cells, provedBy } of rows) {
      assert.ok([4, 5].includes(cells.length) && cells.every((cell) => cell !== ''), `the cells of ${id}`);
      const rest = provedBy.replaceAll(LINK, '').replaceAll(', ', '');
      assert.ok(rest === '' || REASON.test(provedBy), `${id} is proved by neither tests nor a reason: ${provedBy}`);
    }
  });

  it('names no test that is not there', () => {
    assert.deepEqual(rows.flatMap(brokenProofs), []);
  });

  it('admits what is not met wherever no test proves it', () => {
    const untested = rows.filter(({ provedBy }) => REASON.test(provedBy));
    const claimed = untested.filter(({ cells }) => !/^\*\*(?:Not yet|Does not apply)\*\*/.test(cells.at(-2) ?? ''));
    assert.deepEqual(
      claimed.map(({ id }) => id),
      ['11.2.4'],
      'what is met and cannot be tested',
    );
  });
});

describe('a test that is named on the page', () => {
  const own = (title: string): Row => ({
    id: 'x',
    cells: [],
    provedBy: `[${title}](../../tools/asvs.test.ts)`,
  });

  it('is found by its whole title', () => {
    assert.deepEqual(brokenProofs(own('is found by its whole title')), []);
    for (const title of ['is found by its whole', 'Is found by its whole title', 'is found by its whole title.', '…'])
      assert.equal(brokenProofs(own(title)).length, 1, title);
  });

  for (const kind of ['one', 'other'])
    it(`stands for every ${kind} of its template`, () => {
      assert.deepEqual(brokenProofs(own('stands for every … of its template')), []);
      assert.equal(brokenProofs(own(`stands for every ${kind} of its template`)).length, 1);
    });

  it('is not one that a comment or a text speaks of', () => {
    // it('is only a comment')
    assert.ok("it('is only a text')".length > 0);
    for (const title of ['is only a comment', 'is only a text'])
      assert.equal(brokenProofs(own(title)).length, 1, title);
  });
});
