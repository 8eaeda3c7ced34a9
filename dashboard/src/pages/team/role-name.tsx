/** A role by its name: built-in ones are written as the API has them, in lower case. */

import type { ReactElement } from 'react';

export function RoleName({ name }: { readonly name: string }): ReactElement {
  return <span className="break-words">{titleOf(name)}</span>;
}

/** `owner` → `Owner`; a name that people gave stays as it is. */
export function titleOf(name: string): string {
  return ['owner', 'admin', 'developer', 'finance', 'viewer'].includes(name)
    ? name.charAt(0).toUpperCase() + name.slice(1)
    : name;
}
