/** What a key or a role may do, ticked by group. */

import type { ReactElement } from 'react';
import { useId } from 'react';
import { Checkbox, CheckboxField } from '../ui/checkbox.tsx';
import { SCOPE_GROUPS, SCOPES, type ScopeGroup } from './scopes.ts';

export interface ScopePickerProps {
  readonly value: readonly string[];
  readonly onChange: (scopes: readonly string[]) => void;
  readonly error?: string | undefined;
  /** Whether somebody may give it; all may be given without it. */
  readonly mayGive?: (name: string) => boolean;
}

export function ScopePicker({ value, onChange, error, mayGive = () => true }: ScopePickerProps): ReactElement {
  const chosen = new Set(value);

  function set(names: readonly string[], isOn: boolean): void {
    const next = new Set(chosen);
    for (const name of names.filter(mayGive)) {
      if (isOn) next.add(name);
      else next.delete(name);
    }
    onChange(SCOPES.filter((name) => next.has(name)));
  }

  return (
    <div className="rounded-md border border-edge">
      <div className="border-b bg-subtle/50 px-3 py-2">
        <CheckboxField
          label={<span className="font-medium">Select all</span>}
          checked={stateOf(SCOPES.filter(mayGive), chosen)}
          onCheckedChange={(checked) => set(SCOPES, checked === true)}
        />
      </div>
      <div className="max-h-72 divide-y overflow-y-auto">
        {SCOPE_GROUPS.map((group) => (
          <Group key={group.title} group={group} chosen={chosen} onSet={set} mayGive={mayGive} />
        ))}
      </div>
      {error === undefined ? null : (
        <p role="alert" className="border-t px-3 py-2 text-sm text-bad-ink">
          {error}
        </p>
      )}
    </div>
  );
}

interface GroupProps {
  readonly group: ScopeGroup;
  readonly chosen: ReadonlySet<string>;
  readonly onSet: (names: readonly string[], isOn: boolean) => void;
  readonly mayGive: (name: string) => boolean;
}

function Group({ group, chosen, onSet, mayGive }: GroupProps): ReactElement {
  const id = useId();
  const names = group.scopes.map(({ name }) => name).filter(mayGive);
  return (
    <fieldset className="px-3 py-2.5">
      <legend className="sr-only">{group.title}</legend>
      <div className="mb-2 flex items-start gap-2.5">
        <Checkbox
          id={id}
          checked={stateOf(names, chosen)}
          disabled={names.length === 0}
          onCheckedChange={(checked) => onSet(names, checked === true)}
        />
        <label htmlFor={id} className="text-sm font-semibold">
          {group.title}
          <span className="sr-only">: all of them</span>
        </label>
      </div>
      <div className="grid gap-x-4 gap-y-2 pl-6 sm:grid-cols-2">
        {group.scopes.map(({ name, words }) => (
          <CheckboxField
            key={name}
            label={<span className="font-mono text-sm">{name}</span>}
            hint={words}
            checked={chosen.has(name)}
            disabled={!mayGive(name)}
            onCheckedChange={(checked) => onSet([name], checked === true)}
          />
        ))}
      </div>
    </fieldset>
  );
}

function stateOf(names: readonly string[], chosen: ReadonlySet<string>): boolean | 'indeterminate' {
  const count = names.filter((name) => chosen.has(name)).length;
  if (count === 0) return false;
  return count === names.length ? true : 'indeterminate';
}
