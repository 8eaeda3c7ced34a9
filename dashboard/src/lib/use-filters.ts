/** The filters of a list live in the address, so that a list can be linked to, reloaded and gone back to. */

import { useNavigate, useSearch } from '@tanstack/react-router';

export type Filters<Name extends string> = Partial<Record<Name, string>>;

/** `const [filters, setFilters] = useFilters('status', 'from', 'to')`; an empty value removes the filter. */
export function useFilters<Name extends string>(
  ...names: readonly Name[]
): readonly [Filters<Name>, (changes: Filters<Name>) => void, clear: () => void] {
  const search = useSearch({ strict: false }) as Readonly<Record<string, unknown>>;
  const navigate = useNavigate();
  const filters = pick(search, names);

  function go(next: (old: Readonly<Record<string, unknown>>) => Record<string, unknown>): void {
    void navigate({ to: '.', search: next as never, replace: true, resetScroll: false });
  }

  return [
    filters,
    (changes) => go((old) => dropEmpty({ ...old, ...changes })),
    () => go((old) => Object.fromEntries(Object.entries(old).filter(([name]) => !names.includes(name as Name)))),
  ];
}

function pick<Name extends string>(search: Readonly<Record<string, unknown>>, names: readonly Name[]): Filters<Name> {
  const found = names.flatMap((name) => {
    const value = search[name];
    return value === undefined || value === '' ? [] : [[name, String(value)]];
  });
  return Object.fromEntries(found) as Filters<Name>;
}

function dropEmpty(search: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined && value !== ''));
}
