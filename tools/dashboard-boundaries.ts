// Who may import whom in the dashboard. Its folders have no faces: any file of a folder may be imported from above it,
// except that a page is its own folder's alone. The server is known through the SDK, and through nothing else.

import type { Finding } from './finding.ts';
import { importsOf, parse } from './source.ts';
import { checkCycles, checkNames, resolveImport } from './structure.ts';

export const dashboardHome = 'dashboard/src/';

/** Folder (or file at the root of dashboard/src) → the folders whose files it may import. */
const dashboardRooms: Readonly<Record<string, readonly string[]>> = {
  lib: [],
  ui: ['lib'],
  components: ['ui', 'lib'],
  pages: ['components', 'ui', 'lib'],
  app: ['pages', 'components', 'ui', 'lib'],
  main: ['app', 'lib', 'styles.css'],
};

export function judgeDashboard(files: readonly { path: string; text: string }[]): Finding[] {
  const sources = files
    .filter((file) => file.path.startsWith(dashboardHome) && /\.tsx?$/.test(file.path))
    .map((file) => parse(file.path, file.text));
  const product = sources.filter((source) => !/\.test\.tsx?$/.test(source.path));
  return [
    ...sources.flatMap((source) => checkNames(source.path, dashboardHome)),
    ...product.flatMap((source) =>
      importsOf(source).flatMap((used) => {
        const sentence = judge(source.path, used.specifier);
        return sentence === undefined ? [] : [{ path: source.path, line: used.line, sentence }];
      }),
    ),
    ...checkCycles(product, dashboardHome),
  ];
}

function judge(path: string, specifier: string): string | undefined {
  if (!specifier.startsWith('.')) return undefined;
  const resolved = resolveImport(path, specifier);
  if (!resolved.startsWith(dashboardHome)) {
    return `${resolved} is outside dashboard/src: the dashboard knows the server through the SDK alone.`;
  }
  const from = path.slice(dashboardHome.length);
  const to = resolved.slice(dashboardHome.length);
  const [room, target] = [roomOf(from), roomOf(to)];
  const known = dashboardRooms[room];
  if (known === undefined) return `"${room}" is not in the table of tools/dashboard-boundaries.ts: add it.`;
  if (room !== target && !known.includes(target)) {
    return `${room} may not know ${target}: move what both need into a folder below them.`;
  }
  const isOtherPage = room === 'pages' && target === 'pages' && from.split('/')[1] !== to.split('/')[1];
  return isOtherPage ? `${to} belongs to another page: move what both need into components.` : undefined;
}

function roomOf(path: string): string {
  return (path.split('/')[0] ?? '').replace(/\.tsx?$/, '');
}
