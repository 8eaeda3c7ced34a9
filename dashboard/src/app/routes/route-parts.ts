/** The words in which routes.tsx declares routes. */

import { lazyRouteComponent, type RouteComponent } from '@tanstack/react-router';
import { loadChunk } from '../../lib/load-chunk.ts';

/** A page in a chunk of its own, loaded when its link is pointed at. */
export function page<Module extends object, Name extends keyof Module & string>(
  load: () => Promise<Module>,
  name: Name,
): RouteComponent {
  return lazyRouteComponent((() => loadChunk(load)) as never, name as never) as RouteComponent;
}

/** Search parameters that are plain texts; any other is dropped. */
export function texts<Name extends string>(
  ...names: readonly Name[]
): (search: Readonly<Record<string, unknown>>) => Partial<Record<Name, string>> {
  return (search) => {
    const known = names.flatMap((name) => {
      const value = search[name];
      return value === undefined || value === null || value === '' ? [] : [[name, String(value)]];
    });
    return Object.fromEntries(known) as Partial<Record<Name, string>>;
  };
}
