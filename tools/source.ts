// Reads TypeScript just closely enough for the other tools: which characters are code, which are comments, strings,
// templates or regular expressions, what a file imports, and which bracket closes which. No types, no resolution of
// packages: those belong to the compiler.

export interface Source {
  /** Path from the repository's root, with forward slashes. */
  readonly path: string;
  readonly text: string;
  /** `text` at the same length with comments blanked and the insides of strings, templates and expressions too. */
  readonly code: string;
  readonly comments: readonly Span[];
}

export interface Span {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export interface Import {
  readonly specifier: string;
  readonly line: number;
  readonly typeOnly: boolean;
  /** Imported names as the exporting file calls them; `*` stands for all of them. */
  readonly names: readonly string[];
}

interface Cursor {
  readonly text: string;
  readonly mask: string[];
  readonly comments: Span[];
  at: number;
}

const wordsBeforeExpression = new Set(
  'return typeof case in of delete void throw new else do await yield instanceof'.split(' '),
);

export function parse(path: string, text: string): Source {
  const cursor: Cursor = { text, mask: text.split(''), comments: [], at: 0 };
  if (text.startsWith('#!')) skipComment(cursor, '\n');
  readCode(cursor, false);
  return { path, text, code: cursor.mask.join(''), comments: cursor.comments };
}

export function lineOf(text: string, index: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < index; at = text.indexOf('\n', at + 1)) line += 1;
  return line;
}

function readCode(cursor: Cursor, insideTemplate: boolean): void {
  let depth = 0;
  while (cursor.at < cursor.text.length) {
    const char = cursor.text[cursor.at];
    if (insideTemplate && char === '}' && depth === 0) return;
    if (char === '{') depth += 1;
    if (char === '}') depth -= 1;
    if (!readLiteral(cursor)) cursor.at += 1;
  }
}

function readLiteral(cursor: Cursor): boolean {
  const two = cursor.text.slice(cursor.at, cursor.at + 2);
  if (two === '//') return skipComment(cursor, '\n');
  if (two === '/*') return skipComment(cursor, '*/');
  const char = two[0];
  if (char === "'" || char === '"') return skipString(cursor, char);
  if (char === '`') return skipTemplate(cursor);
  if (char === '/' && expressionMayStart(cursor)) return skipExpression(cursor);
  return false;
}

function skipComment(cursor: Cursor, closing: string): true {
  const start = cursor.at;
  const found = cursor.text.indexOf(closing, start + 2);
  const end = found === -1 ? cursor.text.length : found + (closing === '\n' ? 0 : closing.length);
  cursor.comments.push({ start, end, text: cursor.text.slice(start, end) });
  blank(cursor, start, end);
  cursor.at = end;
  return true;
}

function skipString(cursor: Cursor, quote: string): true {
  const start = cursor.at;
  cursor.at += 1;
  while (cursor.at < cursor.text.length && cursor.text[cursor.at] !== quote && cursor.text[cursor.at] !== '\n') {
    cursor.at += cursor.text[cursor.at] === '\\' ? 2 : 1;
  }
  blank(cursor, start + 1, cursor.at);
  cursor.at += 1;
  return true;
}

function skipTemplate(cursor: Cursor): true {
  cursor.at += 1;
  let from = cursor.at;
  while (cursor.at < cursor.text.length && cursor.text[cursor.at] !== '`') {
    if (cursor.text.startsWith('${', cursor.at)) {
      blank(cursor, from, cursor.at);
      cursor.at += 2;
      readCode(cursor, true);
      cursor.at += 1;
      from = cursor.at;
    } else {
      cursor.at += cursor.text[cursor.at] === '\\' ? 2 : 1;
    }
  }
  blank(cursor, from, cursor.at);
  cursor.at += 1;
  return true;
}

function skipExpression(cursor: Cursor): true {
  const start = cursor.at;
  let inClass = false;
  for (cursor.at += 1; cursor.at < cursor.text.length; cursor.at += 1) {
    const char = cursor.text[cursor.at];
    if (char === '\n') break;
    if (char === '\\') cursor.at += 1;
    else if (char === '[') inClass = true;
    else if (char === ']') inClass = false;
    else if (char === '/' && !inClass) break;
  }
  blank(cursor, start + 1, cursor.at);
  cursor.at += 1;
  return true;
}

/** A slash after a value divides; anywhere else it opens a regular expression. */
function expressionMayStart(cursor: Cursor): boolean {
  let back = cursor.at - 1;
  while (back >= 0 && /\s/.test(cursor.mask[back] ?? '')) back -= 1;
  const last = cursor.mask[back] ?? '';
  if (/[\w$]/.test(last)) {
    const word = /[\w$]+$/.exec(cursor.mask.slice(Math.max(0, back - 12), back + 1).join(''))?.[0] ?? '';
    return wordsBeforeExpression.has(word);
  }
  return !/[)\]'"`/]/.test(last);
}

function blank(cursor: Cursor, start: number, end: number): void {
  for (let at = start; at < end; at += 1) {
    if (cursor.mask[at] !== '\n' && at < cursor.mask.length) cursor.mask[at] = ' ';
  }
}

const importShapes = [
  /(?<![\w$.])(?:import|export)\s+(?<clause>[\w$\s{},*]*?)\s*\bfrom\s*(?=['"])/g,
  /(?<![\w$.])import\s*(?=['"])/g,
  /(?<![\w$.])import\s*\(\s*(?=['"`])/g,
];

/** Every `import … from`, `export … from`, bare `import` and `import()` of a literal, in the order of the file. */
export function importsOf(source: Source): readonly Import[] {
  const found = importShapes.flatMap((shape) =>
    [...source.code.matchAll(shape)].map((match) => readImport(source, match)),
  );
  return found.sort((left, right) => left.line - right.line);
}

function readImport(source: Source, match: RegExpMatchArray): Import {
  const quote = (match.index ?? 0) + match[0].length;
  const closing = source.code.indexOf(source.code[quote] ?? '', quote + 1);
  const clause = match.groups?.['clause'];
  return {
    specifier: source.text.slice(quote + 1, closing),
    line: lineOf(source.text, match.index ?? 0),
    typeOnly: clause !== undefined && isTypeOnly(clause),
    names: clause === undefined ? ['*'] : namesOf(clause),
  };
}

function isTypeOnly(clause: string): boolean {
  if (/^type\s/.test(clause)) return true;
  const names = /^\{(?<list>[^}]*)\}$/.exec(clause)?.groups?.['list']?.split(',') ?? [''];
  return names.filter((name) => name.trim() !== '').every((name) => /^\s*type\s/.test(name)) && names.join('') !== '';
}

function namesOf(clause: string): string[] {
  if (clause.includes('*')) return ['*'];
  const list = /\{(?<list>[^}]*)\}/.exec(clause)?.groups?.['list'] ?? '';
  return list
    .split(',')
    .map(
      (name) =>
        name
          .trim()
          .replace(/^type\s+/, '')
          .split(/\s+as\s+/)[0] ?? '',
    )
    .filter((name) => name !== '');
}

/** Lines of `import(…)` whose argument is not a literal, and so hides what is imported. */
export function computedImports(source: Source): readonly number[] {
  const shape = /(?<![\w$.])import\s*\(\s*(?!['"`\s])/g;
  return [...source.code.matchAll(shape)].map((match) => lineOf(source.text, match.index));
}

export interface Brackets {
  /** The index of each opening bracket → the index of the one that closes it. */
  readonly closing: ReadonlyMap<number, number>;
  /** The index of each opening bracket → the opening bracket around it. */
  readonly around: ReadonlyMap<number, number>;
}

export function bracketsOf(source: Source): Brackets {
  const closing = new Map<number, number>();
  const around = new Map<number, number>();
  const open: number[] = [];
  for (const match of source.code.matchAll(/[()[\]{}]/g)) {
    if ('([{'.includes(match[0])) {
      around.set(match.index, open.at(-1) ?? -1);
      open.push(match.index);
    } else {
      const opener = open.pop();
      if (opener !== undefined) closing.set(opener, match.index);
    }
  }
  return { closing, around };
}
