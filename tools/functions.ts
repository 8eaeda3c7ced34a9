// Finds the functions of a file and how long they are: declarations, methods and arrows with a bracketed body. A function
// counts from its name (an arrow from its body) to its closing bracket, with everything written inside it.
import { type Brackets, bracketsOf, lineOf, type Source } from './source.ts';

export interface FunctionSpan {
  readonly name: string;
  readonly line: number;
  readonly lines: number;
  /** The function it is an argument of, as `test` in `test('…', () => { … })`; empty when it is none. */
  readonly argumentOf: string;
}

const header = /(?<![\w$])(?<name>function\b\s*\*?\s*[\w$]*|[#\w$]+)\s*(?:<[^();]*>)?\(/g;
const arrow = /=>\s*(?=[{([])/g;
const notNames = new Set('if for while switch catch with return await typeof'.split(' '));
/** After one of these a bracket belongs to a type. */
const startsType = /^(?:[:|&?]|=>|is|keyof|typeof|asserts|readonly|extends|infer|unique)$/;

export function functionsOf(source: Source): FunctionSpan[] {
  const brackets = bracketsOf(source);
  return [...named(source, brackets), ...arrows(source, brackets)].sort((left, right) => left.line - right.line);
}

function named(source: Source, brackets: Brackets): FunctionSpan[] {
  return [...source.code.matchAll(header)].flatMap((match) => {
    const name = match.groups?.['name'] ?? '';
    if (notNames.has(name)) return [];
    const closing = brackets.closing.get(match.index + match[0].length - 1);
    const body = closing === undefined ? undefined : findBody(source.code, closing + 1, brackets);
    if (body === undefined) return [];
    return [span(source, brackets, { name: name.replace(/^function\b\W*/, ''), start: match.index, body })];
  });
}

function arrows(source: Source, brackets: Brackets): FunctionSpan[] {
  return [...source.code.matchAll(arrow)].map((match) => {
    const body = match.index + match[0].length;
    return span(source, brackets, { name: '', start: body, body });
  });
}

function span(source: Source, brackets: Brackets, found: { name: string; start: number; body: number }): FunctionSpan {
  const line = lineOf(source.text, found.start);
  const end = lineOf(source.text, brackets.closing.get(found.body) ?? found.body);
  const around = brackets.around.get(found.body) ?? -1;
  const callee = /(?<callee>[\w$.]+)\s*$/.exec(source.code.slice(Math.max(0, around - 80), Math.max(0, around)));
  return {
    name: found.name || 'this function',
    line,
    lines: end - line + 1,
    argumentOf: source.code[around] === '(' ? (callee?.groups?.['callee'] ?? '') : '',
  };
}

/** Where the body opens behind a closed parameter list, past a return type; undefined when what was closed was a call. */
function findBody(code: string, from: number, brackets: Brackets): number | undefined {
  const token = /\s*(?<text>=>|[\w$]+|[^\s\w$])/y;
  token.lastIndex = from;
  let before = '';
  for (let match = token.exec(code); match !== null; match = token.exec(code)) {
    const text = match.groups?.['text'] ?? '';
    const at = token.lastIndex - text.length;
    if (text === '{' && !startsType.test(before)) return at;
    if ((before === '' && text !== ':') || /^[;,)\]}=]$/.test(text)) return undefined;
    token.lastIndex = afterGroup(code, at, brackets) ?? token.lastIndex;
    before = text;
  }
  return undefined;
}

/** Where a bracketed group ends that opens at an index; undefined when none does. */
function afterGroup(code: string, at: number, brackets: Brackets): number | undefined {
  if (code[at] === '<') return afterAngles(code, at);
  const closing = brackets.closing.get(at);
  return closing === undefined ? undefined : closing + 1;
}

function afterAngles(code: string, from: number): number {
  const angle = /=>|[<>]/g;
  angle.lastIndex = from;
  let depth = 0;
  for (let match = angle.exec(code); match !== null; match = angle.exec(code)) {
    if (match[0] === '<') depth += 1;
    if (match[0] === '>') depth -= 1;
    if (depth === 0) return angle.lastIndex;
  }
  return code.length;
}
