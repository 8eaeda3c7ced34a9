// Reads every file of the repository and holds the habits that a linter does not: sizes, opening comments, leftovers,
// links, dead exports. Each rule is a small function in the table at the end, and a test in tidy.test.ts.
import { posix } from 'node:path';
import { type Finding, report } from './finding.ts';
import { functionsOf } from './functions.ts';
import { importsOf, lineOf, parse, type Source } from './source.ts';
import { type File, readTree } from './tree.ts';

/** The limits. They only ever go down. */
const linesInFile = 400;
const linesInTest = 600;
const linesInFunction = 70;
const bytesInFile = 300_000;

/** Written by a tool, and so not held to what people are held to. */
const generated = ['package-lock.json', 'api/openapi.json', 'api/postman.json', 'server/schema.sql', '**/*.gen.ts'];

/** These two must name what they forbid. */
const namesTheForbidden = ['tools/tidy.ts', 'tools/tidy.test.ts'];

/** Started by a person or a tool, so that nobody imports what they export. */
const entryPoints = [
  'server/src/main.ts',
  'server/src/cli/**',
  'sdk/src/index.ts',
  'tools/*.ts',
  'bench/**',
  '**/*.config.ts',
  'docs/.vitepress/**',
];

/** The tools that read these want a default export. */
const exportDefaults = ['**/*.config.ts', 'docs/.vitepress/config.ts', 'docs/.vitepress/theme/index.ts'];

/** Paths that look like somebody's machine and are meant: file → the text that is allowed in it. */
const meantPaths: Readonly<Record<string, readonly string[]>> = {};

type Rule = (file: File, source: Source) => Finding[];

/** Every rule is about one file, but for the last two, which look at how files refer to each other. */
export function tidy(files: readonly File[]): Finding[] {
  const held = files.filter((file) => !isAny(file.path, generated));
  const sources = held.map((file) => parse(file.path, isCode(file.path) ? file.text : ''));
  return [
    ...held.flatMap((file, index) => {
      const source = sources[index];
      return source === undefined ? [] : rules.flatMap((rule) => rule(file, source));
    }),
    ...checkLinks(held, new Set(files.map((file) => file.path))),
    ...checkExports(
      sources.filter((source) => isCode(source.path)),
      importers(files),
    ),
  ];
}

/** Generated code is not judged, but what it imports is wanted. */
function importers(files: readonly File[]): Source[] {
  return files.filter((file) => isCode(file.path)).map((file) => parse(file.path, file.text));
}

function isAny(path: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => posix.matchesGlob(path, pattern));
}

function isCode(path: string): boolean {
  return /\.tsx?$/.test(path);
}

function isTest(path: string): boolean {
  return path.endsWith('.test.ts') || path.startsWith('server/test/');
}

function finding(file: { path: string; text: string }, index: number, sentence: string): Finding {
  return { path: file.path, line: lineOf(file.text, index), sentence };
}

function each(file: File, text: string, pattern: RegExp, sentence: string): Finding[] {
  return [...text.matchAll(pattern)].map((match) => finding(file, match.index, sentence));
}

function checkFileLength(file: File): Finding[] {
  if (!/\.(?:tsx?|js|mjs|css|sql|sh)$/.test(file.path)) return [];
  const lines = file.text.split('\n').length - 1;
  const limit = isTest(file.path) ? linesInTest : linesInFile;
  if (lines <= limit) return [];
  return [
    {
      path: file.path,
      line: limit,
      sentence: `${lines} lines, and ${limit} is the most: split it by what it is about.`,
    },
  ];
}

function checkFunctionLength(file: File, source: Source): Finding[] {
  const suites = /^(?:describe|suite|test|it)\b/;
  return functionsOf(source)
    .filter((found) => found.lines > linesInFunction && !(isTest(file.path) && suites.test(found.argumentOf)))
    .map(({ name, line, lines }) => ({
      path: file.path,
      line,
      sentence: `${name} has ${lines} lines, and ${linesInFunction} is the most: give its steps names of their own.`,
    }));
}

function checkOpening(file: File, source: Source): Finding[] {
  if (!isCode(file.path)) return [];
  const first = source.comments.find((comment) => !comment.text.startsWith('#!'));
  const opens = first !== undefined && file.text.slice(0, first.start).replace(/^#!.*/, '').trim() === '';
  if (opens && first.text.length >= 20) return [];
  return [
    { path: file.path, line: 1, sentence: 'Open the file with a comment: what it is for, and what must not enter it.' },
  ];
}

function checkLeftovers(file: File): Finding[] {
  if (namesTheForbidden.includes(file.path)) return [];
  return each(file, file.text, /\b(?:TODO|FIXME|XXX)\b/g, 'A leftover: finish it, or take it out and open an issue.');
}

function checkSkippedTests(file: File, source: Source): Finding[] {
  const pattern = /\b(?:test|it|describe|suite)\s*\.\s*(?:only|skip|todo)\s*\(|\bt\s*\.\s*(?:skip|todo)\s*\(/g;
  const option = /(?<=[{,]\s*)(?:only|skip|todo)\s*:/g;
  return [
    ...each(file, source.code, pattern, 'Every test runs: repair it or remove it.'),
    ...(isTest(file.path) ? each(file, source.code, option, 'Every test runs: repair it or remove it.') : []),
  ];
}

const silencer = /@ts-(?:ignore|expect-error|nocheck)|biome-ignore[\w-]*\s+[\w/]+/;

function checkSuppressions(file: File, source: Source): Finding[] {
  return source.comments
    .filter((comment) => {
      const [, reason] = comment.text.split(silencer);
      return reason !== undefined && reason.split(/[^\p{L}]+/u).filter((word) => word.length > 1).length < 3;
    })
    .map((comment) =>
      finding(file, comment.start, 'A check is silenced without a reason: write why, in words, behind it.'),
    );
}

function checkMachinePaths(file: File): Finding[] {
  if (namesTheForbidden.includes(file.path)) return [];
  const allowed = meantPaths[file.path] ?? [];
  return [...file.text.matchAll(/(?<![\w.~})\]-])\/(?:(?:home|Users)\/[\w.-]+\/|root\/)[\w./-]*/g)]
    .filter((match) => !allowed.includes(match[0]))
    .map((match) => finding(file, match.index, `"${match[0]}" is a path of somebody's machine: make it relative.`));
}

function checkSize(file: File): Finding[] {
  if (file.bytes <= bytesInFile) return [];
  return [
    {
      path: file.path,
      line: 1,
      sentence: `${file.bytes} bytes, and ${bytesInFile} is the most that a file may weigh.`,
    },
  ];
}

function checkSpaces(file: File): Finding[] {
  if (file.path.endsWith('.md')) return [];
  return each(file, file.text, /[ \t]+$/gm, 'Spaces at the end of the line: remove them.');
}

function checkMergeMarkers(file: File): Finding[] {
  return each(file, file.text, /^(?:<{7}|>{7}|\|{7}) /gm, 'A merge was left unfinished: resolve it.');
}

function checkDefaultExport(file: File, source: Source): Finding[] {
  if (isAny(file.path, exportDefaults)) return [];
  return each(
    file,
    source.code,
    /\bexport\s+default\b|\bas\s+default\b/g,
    'Export it by name, so that it has one everywhere.',
  );
}

function checkTitle(file: File): Finding[] {
  // A page that begins with its properties has its title among them.
  if (!file.path.endsWith('.md') || /^---\n(?:.*\n)*?title: /.test(file.text)) return [];
  const titles = [...withoutFences(file.text).matchAll(/^# \S/gm)];
  if (titles.length === 1) return [];
  const sentence =
    titles.length === 0 ? 'Give the document a title, "# …".' : 'A document has one title: make this a "##".';
  return [finding(file, titles[1]?.index ?? 0, sentence)];
}

/** The document with its code blocks and inline code blanked, at the same length. */
function withoutFences(text: string): string {
  const blank = (code: string): string => code.replace(/[^\n]/g, ' ');
  return text.replace(/^( *)(```+|~~~+)[^\n]*\n[\s\S]*?^ *\2[^\n]*$/gm, blank).replace(/`[^`\n]+`/g, blank);
}

const link = /\]\((?<target>[^)\s]+)(?:\s+"[^"]*")?\)/g;

function checkLinks(files: readonly File[], known: ReadonlySet<string>): Finding[] {
  return files
    .filter((file) => file.path.endsWith('.md'))
    .flatMap((file) =>
      [...withoutFences(file.text).matchAll(link)].flatMap((match) => {
        const target = match.groups?.['target'] ?? '';
        return leadsNowhere(file.path, target, known) ? [finding(file, match.index, `"${target}" leads nowhere.`)] : [];
      }),
    );
}

function leadsNowhere(from: string, target: string, known: ReadonlySet<string>): boolean {
  const path = decodeURIComponent(target.split('#')[0] ?? '');
  if (path === '' || /^[a-z]+:/i.test(path)) return false;
  const to = posix.join(path.startsWith('/') ? '.' : posix.dirname(from), path).replace(/^\/|\/$/g, '');
  return to !== '.' && !known.has(to) && ![...known].some((other) => other.startsWith(`${to}/`));
}

const declared = /(?<![\w$.])export\s+(?:async\s+)?(?:function\s*\*?|const|let|class)\s+(?<name>[\w$]+)/g;
const reexported = /(?<![\w$.])export\s*\{(?<names>[^}]*)\}/g;

/** Values only: a type may be exported because it is part of a signature. */
function checkExports(sources: readonly Source[], importing: readonly Source[]): Finding[] {
  const wanted = new Set(importing.flatMap(wantedBy));
  return sources
    .filter((source) => !isAny(source.path, entryPoints))
    .flatMap((source) =>
      exportsOf(source)
        .filter(({ name }) => !wanted.has(`${source.path} ${name}`) && !wanted.has(`${source.path} *`))
        .map(({ name, index }) => finding(source, index, `Nobody imports ${name}: keep it to its file, or remove it.`)),
    );
}

function wantedBy(source: Source): string[] {
  return importsOf(source)
    .filter((used) => used.specifier.startsWith('.'))
    .flatMap((used) => {
      const path = posix.join(posix.dirname(source.path), used.specifier);
      return used.names.map((name) => `${path} ${name}`);
    });
}

function exportsOf(source: Source): { name: string; index: number }[] {
  const own = [...source.code.matchAll(declared)].map((match) => ({
    name: match.groups?.['name'] ?? '',
    index: match.index,
  }));
  const passed = [...source.code.matchAll(reexported)].flatMap((match) =>
    (match.groups?.['names'] ?? '')
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '' && !name.startsWith('type '))
      .map((name) => ({ name: name.split(/\s+as\s+/).at(-1) ?? name, index: match.index })),
  );
  return [...own, ...passed];
}

const rules: readonly Rule[] = [
  checkFileLength,
  checkFunctionLength,
  checkOpening,
  checkLeftovers,
  checkSkippedTests,
  checkSuppressions,
  checkMachinePaths,
  checkSize,
  checkSpaces,
  checkMergeMarkers,
  checkDefaultExport,
  checkTitle,
];

if (import.meta.main) report('tidy', tidy(readTree()));
