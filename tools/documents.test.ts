// Proves that the generated documents name everything there is, and nothing that there is not.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseEnv } from 'node:util';
import { slugOf } from '../docs/.vitepress/markdown.ts';
import { readConfig } from '../server/src/config.ts';
import { CATALOG, FAULT_CODES } from '../server/src/faults/index.ts';
import { ROUTES } from '../server/src/http/index.ts';
import { SETTINGS, type Setting } from '../server/src/settings.ts';
import { DEFAULT_TARIFF, type Limits, readTariff } from '../server/src/tariff/index.ts';
import { buildEndpointsPage, fullPath } from './endpoints-page.ts';
import { buildErrorsPage, STEPS } from './errors-page.ts';
import { ADVICE } from './fault-advice.ts';
import { plain } from './markdown.ts';
import { buildConfigurationPage, buildEnvExample } from './settings-pages.ts';
import { readTree } from './tree.ts';

const settings: readonly Setting[] = SETTINGS;
const settingNames = new Set<string>(settings.map(({ name }) => name));

/** The cells of every row of every table. */
function rowsOf(document: string): string[][] {
  return document
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .map((line) =>
      line
        .slice(1, -1)
        .split(/(?<!\\)\|/)
        .map((cell) => cell.trim()),
    );
}

/** The rows of the table below a mark, without its head. */
function rowsBelow(mark: string, document: string): string[][] {
  const [, below = ''] = document.split(`<!-- ${mark} -->\n`);
  return rowsOf(below.split('\n\n', 1)[0] ?? '').slice(1);
}

function textOf(path: string): string {
  return readTree((candidate) => candidate === path)[0]?.text ?? '';
}

function matches(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map((match) => match[1] ?? '');
}

describe('docs/errors.md', () => {
  it('has one heading for each code, and below it the status and message of the catalog and advice', async () => {
    const sections = (await buildErrorsPage()).split(/^#{2,3} /m);
    for (const code of FAULT_CODES) {
      const found = sections.filter((section) => section.startsWith(`${code}\n`));
      const { status, message } = CATALOG[code];
      assert.deepEqual(
        found.map((section) => section.trim()),
        [`${code}\n\n**${status}** · ${plain(message)}\n\n${ADVICE[code]}`],
      );
    }
  });

  it('names no code that does not exist', async () => {
    const areas = [...new Set(FAULT_CODES.map((code) => code.split('.')[0]))].join('|');
    const named = matches(await buildErrorsPage(), new RegExp(`\`((?:${areas})\\.[a-z_]+)\``, 'g'));
    assert.deepEqual(
      named.filter((code) => !(code in CATALOG)),
      [],
    );
  });

  it('places every code in the order of the checks', () => {
    assert.deepEqual([...new Set(STEPS.flatMap(({ codes }) => codes))].sort(), [...FAULT_CODES].sort());
  });

  it('gives advice in whole sentences', () => {
    for (const [code, advice] of Object.entries(ADVICE)) assert.match(advice, /^[A-Z`].{20,}\.$/, code);
  });
});

describe('docs/authentication.md', () => {
  it('says of every 401 and 403 what to do', () => {
    const rows = rowsOf(textOf('docs/authentication.md'));
    for (const code of FAULT_CODES.filter((name) => [401, 403].includes(CATALOG[name].status))) {
      const row = rows.find(([first = '']) => first.includes(`[\`${code}\`](errors.md#${code})`));
      assert.ok(
        row?.every((cell) => cell !== ''),
        code,
      );
    }
  });
});

describe('docs/configuration.md', () => {
  it('has one row for each setting, with its default, its meaning, and whether it is secret', async () => {
    const rows = rowsOf(await buildConfigurationPage());
    for (const { name, default: preset, meaning, secret } of settings) {
      const shown = preset === null || preset === '' ? 'none' : `\`${preset}\``;
      const found = rows.filter(([first]) => first === `\`${name}\``);
      assert.deepEqual(found, [[`\`${name}\``, shown, secret === true ? 'secret' : '', meaning]], name);
    }
  });

  it('and every other document name only settings that exist', () => {
    const documents = readTree((path) => path.endsWith('.md') && path !== 'CHANGELOG.md');
    const unknown = documents.flatMap(({ path, text }) =>
      matches(text, /\b(INTERSTELLAS_[A-Z0-9_]*[A-Z0-9])\b/g)
        .filter((name) => !settingNames.has(name))
        .map((name) => `${path}: ${name}`),
    );
    assert.deepEqual(unknown, []);
  });
});

describe('docs/customers.md', () => {
  it('tells the limits that hold for every tier', () => {
    const { 1: first, 2: second, 3: third, business } = DEFAULT_TARIFF.limits;
    const naira = (kobo: bigint | null): string =>
      kobo === null ? 'no limit' : `₦${(Number(kobo) / 100).toLocaleString('en')}`;
    const cells = ({ perTransferKobo, perDayKobo, depositKobo, balanceKobo }: Limits): string[] =>
      [perTransferKobo, perDayKobo, depositKobo, balanceKobo].map(naira);
    assert.deepEqual(
      rowsBelow('limits', textOf('docs/customers.md')).map(([, ...limits]) => limits),
      [first, second, third, business].map(cells),
    );
  });
});

describe('docs/tariff.md', () => {
  const page = textOf('docs/tariff.md');
  const named = (mark: string): string[] => rowsBelow(mark, page).map(([name = '']) => name.replaceAll('`', ''));

  it('shows a file that a server takes', () => {
    const problems: string[] = [];
    const tariff = readTariff(/^```json\n(?<file>.*?)^```$/ms.exec(page)?.groups?.['file'] ?? '', problems);
    assert.deepEqual(problems, []);
    assert.equal(tariff.limits[2].perDayKobo, 500_000_00n);
    assert.equal(tariff.stampDuty.payer, 'receiver');
  });

  it('names every part of a tariff, and every limit of a tier', () => {
    assert.deepEqual(named('parts'), Object.keys(DEFAULT_TARIFF));
    assert.deepEqual(named('limits of a tier'), Object.keys(DEFAULT_TARIFF.limits[1]));
  });
});

describe('.env.example', () => {
  it('changes nothing as it is', async () => {
    assert.deepEqual(parseEnv(await buildEnvExample()), {});
  });

  it('with every setting uncommented holds all of them at their defaults', async () => {
    const uncommented = parseEnv((await buildEnvExample()).replace(/^#(?=\w+=)/gm, ''));
    assert.deepEqual(
      { ...uncommented },
      Object.fromEntries(settings.map(({ name, default: preset }) => [name, preset ?? ''])),
    );
    assert.deepEqual(readConfig(uncommented), readConfig({}));
  });
});

describe('docs/endpoints.md', () => {
  it('has one row for each route and no other', async () => {
    const rows = rowsOf(await buildEndpointsPage()).filter(([method = '']) => /^[A-Z]+$/.test(method));
    assert.deepEqual(
      rows.map(([method, path, , , summary]) => [method, path, summary]),
      ROUTES.map((route) => [route.method, `\`${fullPath(route)}\``, route.summary]),
    );
  });

  it('says of each route what it asks of its caller', async () => {
    const rows = rowsOf(await buildEndpointsPage());
    for (const route of ROUTES) {
      const { access } = route;
      const row = rows.find(([method, path]) => method === route.method && path === `\`${fullPath(route)}\``);
      assert.match(row?.[2] ?? '', new RegExp(`^${access.kind}\\b`), route.id);
      assert.equal(row?.[3], 'permission' in access ? `\`${access.permission}\`` : '', route.id);
    }
  });
});

it('every link to a heading of a document leads to one', () => {
  const documents = readTree((path) => path.startsWith('docs/') && path.endsWith('.md'));
  const headings = new Set(
    documents.flatMap(({ path, text }) => matches(text, /^#+ (.+)$/gm).map((title) => `${path}#${slugOf(title)}`)),
  );
  const broken = documents.flatMap(({ path, text }) =>
    matches(text, /\]\(((?:[\w-]+\.md)?#[\w.-]+)\)/g)
      .map((target) => (target.startsWith('#') ? path + target : `docs/${target}`))
      .filter((target) => !headings.has(target)),
  );
  assert.deepEqual(broken, []);
});
