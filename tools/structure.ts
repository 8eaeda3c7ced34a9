// What holds in every house of the repository: imports never run in a circle, and names say something.
import { posix } from 'node:path';
import type { Finding } from './finding.ts';
import { importsOf, type Source } from './source.ts';

/** Names that say nothing about what is inside. */
const emptyNames = /^(?:utils?|helpers?|common|managers?|misc)$|-(?:utils?|helpers?|managers?)$/;

/** @param home the folder below which names are judged, with its slash at the end */
export function checkNames(path: string, home: string): Finding[] {
  const empty = path
    .slice(home.length)
    .split('/')
    .map((segment) => segment.split('.')[0] ?? '')
    .find((name) => emptyNames.test(name));
  if (empty === undefined) return [];
  return [{ path, line: 1, sentence: `The name "${empty}" says nothing: name the file after what it holds.` }];
}

export function resolveImport(from: string, specifier: string): string {
  return posix.join(posix.dirname(from), specifier);
}

/** Reports each circle of imports once, at the import that closes it. Types count: a circle of types is a circle of ideas. */
export function checkCycles(sources: readonly Source[], home: string): Finding[] {
  const graph = new Map(sources.map((source) => [source.path, edgesOf(source)]));
  const findings: Finding[] = [];
  const finished = new Set<string>();
  const trail: string[] = [];

  function visit(path: string): void {
    trail.push(path);
    for (const edge of graph.get(path) ?? []) {
      const start = trail.indexOf(edge.to);
      if (start !== -1) findings.push(describeCycle(path, edge.line, trail.slice(start), home));
      else if (!finished.has(edge.to) && graph.has(edge.to)) visit(edge.to);
    }
    trail.pop();
    finished.add(path);
  }

  for (const path of graph.keys()) if (!finished.has(path)) visit(path);
  return findings;
}

function edgesOf(source: Source): { to: string; line: number }[] {
  return importsOf(source)
    .filter((used) => used.specifier.startsWith('.'))
    .map((used) => ({ to: resolveImport(source.path, used.specifier), line: used.line }));
}

function describeCycle(path: string, line: number, trail: readonly string[], home: string): Finding {
  const circle = [...trail, trail[0] ?? ''].map((one) => one.slice(home.length)).join(' → ');
  return {
    path,
    line,
    sentence: `The imports run in a circle, ${circle}: move what both need into a file below them.`,
  };
}
